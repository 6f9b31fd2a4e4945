import { beforeAll, describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/ticket/ticket.js';
import { versionOf } from '../../src/ticket/version.js';
import { createCall } from '../provider/http/calls.js';
import { NO_EXPAND, readRows } from './asking.js';
import type { Subject } from './subject.js';
import { NONSENSE_IDS, NONSENSE_VALUES } from './texts.js';
import { CATEGORY_FIELDS, type CategoryField, type TicketChanges } from '../../src/provider/writes.js';

const STALE = 'an earlier version';

/** Writes of one ticket: all that was asked, or nothing. */
export function describeWrites(subject: Subject): void {
  const { updatableFields } = subject.provider.capabilities;
  const fields = CATEGORY_FIELDS.filter((field) => updatableFields.includes(field));
  const id = subject.seed[1]?.ticket.nativeId ?? '';

  describe('writes', () => {
    let values: { readonly [field in CategoryField]?: string };

    beforeAll(async () => {
      values = await chooseValues(subject, fields);
    });

    async function write(nativeId: string, changes: TicketChanges, expectedVersion: string | null = null) {
      return subject.provider.updateTicket?.({ nativeId, changes, expectedVersion }, createCall());
    }

    it.each(fields)('set %s, clear it, and change nothing else', async (field) => {
      await write(id, { ...values, [field]: null });
      const before = await readAll(subject);

      const set = await write(id, { [field]: values[field] ?? '' });
      const between = await readAll(subject);
      const cleared = await write(id, { [field]: null });
      const after = await readAll(subject);

      expect(set).toEqual({ outcome: 'UPDATED', ticket: between.get(id) });
      expect(between).toEqual(withChange(before, between, id, { [field]: values[field] }));
      expect(cleared).toEqual({ outcome: 'UPDATED', ticket: after.get(id) });
      expect(after).toEqual(withChange(before, after, id, { [field]: null }));
    });

    it('set every field at once', async () => {
      const before = await readAll(subject);

      const outcome = await write(id, values);

      const after = await readAll(subject);
      expect(outcome).toEqual({ outcome: 'UPDATED', ticket: after.get(id) });
      expect(await subject.provider.getTickets([id], NO_EXPAND, createCall())).toEqual([{ ticket: after.get(id) }]);
      expect(after).toEqual(withChange(before, after, id, values));
    });

    it.each(fields)('refuse values of %s that there are not, and then write nothing', async (field) => {
      const other = fields.filter((one) => one !== field);
      const before = await readAll(subject);

      const outcomes = [];
      for (const value of NONSENSE_VALUES) {
        const rest = Object.fromEntries(other.map((one) => [one, values[one] ?? null]));
        outcomes.push([await write(id, { [field]: value }), await write(id, { ...rest, [field]: value })]);
      }

      const issue = { path: [field], message: expect.stringMatching(/^is not a (sub)?category /) };
      const invalid = { outcome: 'INVALID', issues: expect.arrayContaining([issue]) };
      expect(outcomes).toEqual(outcomes.map(() => [invalid, invalid]));
      expect(await readAll(subject)).toEqual(before);
    });

    it('find no ticket where there is none', async () => {
      const before = await readAll(subject);

      const outcomes = [];
      for (const nowhere of [subject.absent.ticketId, ...NONSENSE_IDS]) {
        outcomes.push(await write(nowhere, values), await write(nowhere, values, STALE), await write(nowhere, {}));
      }

      expect(outcomes).toEqual(outcomes.map(() => ({ outcome: 'NOT_FOUND' })));
      expect(await readAll(subject)).toEqual(before);
    });

    it('take place while the version is the expected one, and not afterwards', async () => {
      await write(id, clearing(fields));
      const before = await readAll(subject);
      const version = versionIn(before, id);

      const first = await write(id, values, version);
      const between = await readAll(subject);
      const second = await write(id, clearing(fields), version);

      expect(first).toEqual({ outcome: 'UPDATED', ticket: between.get(id) });
      expect(versionIn(between, id)).not.toBe(version);
      expect(second).toEqual({ outcome: 'CONFLICT', current: between.get(id) });
      expect(await write(id, {}, STALE)).toEqual({ outcome: 'CONFLICT', current: between.get(id) });
      expect(await readAll(subject)).toEqual(between);
    });

    it('of nothing change nothing', async () => {
      const before = await readAll(subject);

      const outcome = await write(id, {}, versionIn(before, id));

      expect(outcome).toEqual({ outcome: 'UPDATED', ticket: before.get(id) });
      expect(await write(id, {})).toEqual(outcome);
      expect(await readAll(subject)).toEqual(before);
    });
  });
}

/** A category, and a subcategory of it. @throws Error when the system has none */
async function chooseValues({ provider }: Subject, fields: readonly CategoryField[]) {
  const categories = (await provider.listCategories?.(createCall())) ?? [];
  const category = categories.find(({ subcategories }) => subcategories.length > 0);
  const [subcategory] = category?.subcategories ?? [];
  if (!category || !subcategory) throw new Error('There is no value to write.');
  return Object.fromEntries(fields.map((field) => [field, (/Sub/.test(field) ? subcategory : category).value]));
}

function clearing(fields: readonly CategoryField[]): TicketChanges {
  return Object.fromEntries(fields.map((field) => [field, null]));
}

/** Every ticket, by id. */
async function readAll({ provider }: Subject): Promise<ReadonlyMap<string, Ticket>> {
  return new Map((await readRows(provider)).map(({ ticket }) => [ticket.nativeId, ticket]));
}

/** The tickets with one of them changed; the time and the number of the change are as they came. */
function withChange(before: ReadonlyMap<string, Ticket>, after: typeof before, id: string, changes: object) {
  const { updatedAt, revision } = after.get(id) ?? {};
  return new Map([...before, [id, { ...before.get(id), ...changes, updatedAt, revision }]]);
}

function versionIn(tickets: ReadonlyMap<string, Ticket>, id: string): string {
  const ticket = tickets.get(id);
  return ticket ? versionOf(ticket) : '';
}
