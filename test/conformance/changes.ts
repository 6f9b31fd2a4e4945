import { describe, expect, it } from 'vitest';
import type { TicketChanges } from '../../src/provider/writes.js';
import { CATEGORY_FIELDS } from '../../src/provider/writes.js';
import type { Ticket } from '../../src/ticket/ticket.js';
import { versionOf } from '../../src/ticket/version.js';
import { createCall } from '../provider/http/calls.js';
import { NO_EXPAND, openIdsOf, readRows } from './asking.js';
import type { Subject } from './subject.js';
import { NONSENSE_IDS } from './texts.js';

/** Changes of one ticket, in every field that is no category. */
export function describeChanges(subject: Subject): void {
  const { provider, changes: samples, absent } = subject;
  const id = openIdsOf(subject)[2] ?? '';
  const write = async (nativeId: string, changes: TicketChanges, expectedVersion: string | null = null) =>
    provider.updateTicket?.({ nativeId, changes, expectedVersion }, createCall());

  describe('changes', () => {
    it('have a sample for every field that can be written', () => {
      const fields = provider.capabilities.updatableFields.filter((field) => !isCategory(field));

      expect(new Set(samples.flatMap(({ changes }) => Object.keys(changes)))).toEqual(new Set(fields));
    });

    it.each(samples)('of $changes are shown, and are all that changes', async ({ changes, shows }) => {
      const before = await readOthers(subject, id);

      const outcome = await write(id, changes);

      const after = await readOne(subject, id);
      expect(outcome).toEqual({ outcome: 'UPDATED', ticket: after });
      expect(after).toMatchObject(shows);
      expect(await readOthers(subject, id)).toEqual(before);
    });

    it.each(samples)('of $changes take place only while the version is the expected one', async ({ changes }) => {
      const before = await readOne(subject, id);

      const refused = await write(id, changes, 'an earlier version');
      const unchanged = await readOne(subject, id);
      const taken = await write(id, changes, before && versionOf(before));

      expect(refused).toEqual({ outcome: 'CONFLICT', current: before });
      expect(unchanged).toEqual(before);
      expect(taken).toMatchObject({ outcome: 'UPDATED' });
    });

    it('have the same version in a list as by id', async () => {
      const listed = (await readRows(provider)).map(({ ticket }) => ticket);
      const single = await Promise.all(listed.slice(0, 5).map(({ nativeId }) => readOne(subject, nativeId)));

      expect(single.map((ticket) => ticket && versionOf(ticket))).toEqual(listed.slice(0, 5).map(versionOf));
    });

    it('find no ticket where there is none', async () => {
      const [sample] = samples;
      const outcomes = [];
      for (const nowhere of [absent.ticketId, ...NONSENSE_IDS]) {
        outcomes.push(await write(nowhere, sample?.changes ?? {}), await write(nowhere, sample?.changes ?? {}, 'x'));
      }

      expect(outcomes).toEqual(outcomes.map(() => ({ outcome: 'NOT_FOUND' })));
    });
  });
}

function isCategory(field: string): boolean {
  return CATEGORY_FIELDS.some((category) => category === field);
}

async function readOne({ provider }: Subject, id: string): Promise<Ticket | null> {
  const [slot] = await provider.getTickets([id], NO_EXPAND, createCall());
  return slot && 'ticket' in slot ? slot.ticket : null;
}

async function readOthers({ provider }: Subject, id: string): Promise<Ticket[]> {
  return (await readRows(provider)).map(({ ticket }) => ticket).filter(({ nativeId }) => nativeId !== id);
}
