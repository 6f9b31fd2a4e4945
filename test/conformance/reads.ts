import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../src/provider/capabilities.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { Expand, Slots, TicketRow } from '../../src/provider/provider.js';
import { versionOf } from '../../src/ticket/version.js';
import { createCall } from '../provider/http/calls.js';
import { NO_EXPAND, readRows, toListed, toListRequest } from './asking.js';
import type { Seeded, Subject } from './subject.js';
import { NONSENSE_IDS } from './texts.js';

const EXPANSIONS: readonly Expand[] = [
  NO_EXPAND,
  { user: true, messages: false },
  { user: false, messages: true },
  { user: true, messages: true },
];

/** Reads by id, and what is carried along. */
export function describeReads(subject: Subject): void {
  const { provider, seed, absent } = subject;
  const { maxBatchSize, carries } = provider.capabilities;
  const { carriesById = carries } = subject;
  const some = seed.filter((_, index) => index % 7 === 0).toReversed();
  const nonsense = NONSENSE_IDS.slice(0, maxBatchSize);
  const nulls = nonsense.map(() => null);
  const getTickets = (ids: readonly string[], expand = NO_EXPAND as Expand) =>
    provider.getTickets(ids, expand, createCall());

  describe('reads by id', () => {
    it('answer slot by slot, null where there is no ticket', async () => {
      const [first, ...rest] = some;
      const ids = [absent.ticketId, ...rest.map(({ ticket }) => ticket.nativeId), absent.ticketId.toLowerCase()];

      const slots = await getTickets([...ids, first?.ticket.nativeId ?? '']);

      const tickets = rest.map(({ ticket }) => ({ ticket }));
      expect(slots).toEqual([null, ...tickets, null, { ticket: first?.ticket }]);
    });

    it('answer a whole batch', async () => {
      const batch = seed.slice(0, maxBatchSize);

      const slots = await getTickets(batch.map(({ ticket }) => ticket.nativeId));

      expect(slots).toEqual(batch.map(({ ticket }) => ({ ticket })));
    });

    it('answer an id that comes twice, twice', async () => {
      const [one] = some;
      const id = one?.ticket.nativeId ?? '';

      expect(await getTickets([id, absent.ticketId, id])).toEqual([
        { ticket: one?.ticket },
        null,
        { ticket: one?.ticket },
      ]);
    });

    it('take no id for more than an id', async () => {
      expect(await getTickets(nonsense)).toEqual(nulls);
      expect(await getTickets([])).toEqual([]);
    });

    it.each(EXPANSIONS)('carry what was asked for, and nothing else: %o', async (expand) => {
      const expected = seed.map((one) => ({
        ...toRow(subject, one, expand, carries),
        ...toListed(subject, one.ticket),
      }));

      const listed = await readRows(provider, { expand });
      const got = await getTickets(
        some.map(({ ticket }) => ticket.nativeId),
        expand,
      );

      expect(byId(listed)).toEqual(byId(expected));
      expect(got).toEqual(some.map((one) => toRow(subject, one, expand, carriesById)));
    });

    it('give what is looked at of a ticket, and its version, when nothing else is', async () => {
      const ids = some.map(({ ticket }) => ticket.nativeId);
      const call = { ...createCall(), ticketFields: new Set(['subject', 'status'] as const) };
      const told = (rows: Slots<TicketRow>) =>
        rows.map((row) => {
          if (row === null || row instanceof ProviderError) return row;
          const { ticket } = row;
          const { backend, nativeId, owner, createdAt } = ticket;
          return [backend, nativeId, owner, createdAt, ticket.subject, ticket.status, versionOf(ticket)];
        });

      const { rows } = await provider.listTickets(toListRequest(provider, {}), call);
      const whole = await provider.listTickets(toListRequest(provider, {}), createCall());

      expect(told(rows)).toEqual(told(whole.rows));
      expect(told(await provider.getTickets(ids, NO_EXPAND, call))).toEqual(told(await getTickets(ids)));
    });

    it('give a ticket one version, however it was read', async () => {
      const everything = { user: carries.includes('user'), messages: carries.includes('messages') };
      const ids = some.map(({ ticket }) => ticket.nativeId);
      const ways = [
        await readRows(provider),
        await readRows(provider, { expand: everything }),
        await getTickets(ids),
        await getTickets(ids, everything),
      ];

      const versions = ways.map((rows) => some.map(({ ticket }) => versionIn(rows as TicketRow[], ticket.nativeId)));

      expect(versions).toEqual(ways.map(() => versions[0]));
      expect(new Set(versions[0]?.filter((version) => version === null))).toEqual(new Set());
    });
  });
}

/** A ticket as a row with what of the carried data can be carried. */
function toRow(
  { users }: Subject,
  { ticket, messages }: Seeded,
  expand: Expand,
  carries: Capabilities['carries'],
): TicketRow {
  const user = users.find(({ id }) => id === ticket.owner.userId) ?? null;
  return {
    ticket,
    ...(expand.user && carries.includes('user') && { user }),
    ...(expand.messages && carries.includes('messages') && { messages }),
  };
}

function byId(rows: readonly TicketRow[]): ReadonlyMap<string, TicketRow> {
  return new Map(rows.map((row) => [row.ticket.nativeId, row]));
}

function versionIn(rows: readonly TicketRow[], id: string): string | null {
  const row = rows.find(({ ticket }) => ticket.nativeId === id);
  return row ? versionOf(row.ticket) : null;
}
