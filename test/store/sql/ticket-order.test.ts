import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/open-database.js';
import type { Tables } from '../../../src/store/sql/tables.js';
import { selectPage } from '../../../src/store/sql/ticket-queries.js';
import type { TicketListRequest } from '../../../src/store/sql/ticket-requests.js';
import { createTicketReads, type TicketReads } from '../../../src/store/ticket-reads.js';
import { createTicketWrites } from '../../../src/store/ticket-writes.js';
import { createUpkeep } from '../../../src/store/upkeep.js';
import { addMilliseconds } from '../../../src/ticket/instant.js';
import {
  compareKeys,
  ORDER_DIRECTIONS,
  TICKET_ORDER_FIELDS,
  toKey,
  type TicketKey,
  type TicketOrder,
} from '../../../src/ticket/order.js';
import { TICKET_PRIORITIES, type Ticket } from '../../../src/ticket/ticket.js';
import { makeTicket } from '../../ticket/tickets.js';
import { NEVER_ABORTED } from '../stores.js';

const BACKEND = 'local';
const ORDERS: readonly TicketOrder[] = TICKET_ORDER_FIELDS.flatMap((field) =>
  ORDER_DIRECTIONS.map((direction) => ({ field, direction })),
);
const IDS = ['a', 'B', 'Z', '_', '10', '9', 'é', 'ß', '中', '～', ' ', "'"];
const START = '2026-03-02T09:14:05.000Z';

let db: Kysely<Tables>;
let reads: TicketReads;
let close: () => Promise<void>;
const tickets = makeTickets(3000);

beforeAll(async () => {
  ({ db, close } = await openDatabase(null));
  reads = createTicketReads(db);
  await createTicketWrites(db, createUpkeep(db)).insert(tickets.map((ticket) => ({ ticket })));
});

afterAll(() => close());

/** Many ties, many nulls, ids that sort differently in every language. */
function makeTickets(count: number): Ticket[] {
  return Array.from({ length: count }, (_, number) =>
    makeTicket({
      backend: BACKEND,
      nativeId: `${IDS[number % IDS.length]}${(number * 7919) % count}`,
      createdAt: timeAt(number % 37),
      updatedAt: number % 3 === 0 ? null : timeAt(number % 11),
      resolvedAt: number % 2 === 0 ? null : timeAt(number % 501),
      priority: TICKET_PRIORITIES[number % 5] ?? null,
    }),
  );
}

function timeAt(step: number): string {
  return step === 5 ? '0000-01-01T00:00:00.000Z' : addMilliseconds(START, step);
}

function list(request: Partial<TicketListRequest> & Pick<TicketListRequest, 'order'>): Promise<Ticket[]> {
  const whole = { backend: BACKEND, filter: [], after: null, limit: 10_000, withUser: false, ...request };
  return reads.list(whole, NEVER_ABORTED).then((rows) => rows.map(({ ticket }) => ticket));
}

function sortIds(order: TicketOrder, some: readonly Ticket[] = tickets): string[] {
  const keys = some.map((ticket) => toKey(ticket, order.field));
  return keys.toSorted((a, b) => compareKeys(a, b, order.direction)).map(({ nativeId }) => nativeId);
}

describe.each(ORDERS)('the order $field $direction', (order) => {
  it('is that of compareKeys()', async () => {
    const found = await list({ order });

    expect(found.map(({ nativeId }) => nativeId)).toEqual(sortIds(order));
  });

  it('comes whole in pages of 7, each beyond the last row of the one before', async () => {
    const some = tickets.slice(0, 300);
    const filter = [{ field: 'createdAt', operator: 'lt', value: timeAt(4) } as const];
    const expected = sortIds(
      order,
      tickets.filter(({ createdAt }) => createdAt < timeAt(4)),
    );
    const found: string[] = [];
    let after: TicketKey | null = null;

    for (let page = 0; page < some.length; page += 1) {
      const rows: Ticket[] = await list({ order, filter, after, limit: 7 });
      const last = rows.at(-1);
      if (!last) break;
      found.push(...rows.map(({ nativeId }) => nativeId));
      after = toKey(last, order.field);
    }

    expect(found).toEqual(expected);
  });

  it('goes on beyond the place of another backend’s ticket', async () => {
    const { value, nativeId } = toKey(tickets[1234] ?? makeTicket(), order.field);

    for (const backend of ['aaa', 'zzz']) {
      const after: TicketKey = { value, backend, nativeId };
      const found = await list({ order, after });
      const beyond = tickets.filter((ticket) => compareKeys(toKey(ticket, order.field), after, order.direction) > 0);

      expect(found.map((ticket) => ticket.nativeId)).toEqual(sortIds(order, beyond));
    }
  });

  it.each(['\0', '\ud83d', '\u{1f600}'])('leaves out nothing beyond the id %j, which cannot be stored', async (id) => {
    const { value } = toKey(tickets[1234] ?? makeTicket(), order.field);
    const after: TicketKey = { value, backend: BACKEND, nativeId: id };
    const beyond = tickets.filter((ticket) => compareKeys(toKey(ticket, order.field), after, order.direction) > 0);

    const found = await list({ order, after });

    const ids = new Set(found.map(({ nativeId }) => nativeId));
    expect(beyond.filter(({ nativeId }) => !ids.has(nativeId))).toEqual([]);
  });

  it.each([true, false])('reads a deep page from an index, without sorting; with users: %s', async (withUser) => {
    const deep = sortIds(order)[2500];
    const ticket = tickets.find(({ nativeId }) => nativeId === deep) ?? makeTicket();
    const after = toKey(ticket, order.field);

    const plan = await selectPage(db, { backend: BACKEND, filter: [], order, after, limit: 50, withUser }).explain();

    const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(lines).toMatch(/Index Scan (Backward )?using tickets_by_/);
    expect(lines).toContain('Index Cond: ((backend =');
    expect(lines).not.toContain('Sort');
  });
});

describe('the usual questions', () => {
  it.each([
    ['user', 'tickets_by_user'],
    ['organization', 'tickets_by_organization'],
    ['status', 'tickets_by_status'],
    ['humanVerifiedCategory', 'tickets_by_category'],
    ['aiGeneratedCategory', 'tickets_by_ai_category'],
  ] as const)('about one %s are answered from an index in order', async (field, index) => {
    const filter = [{ field, operator: 'eq', value: 'x' } as const];
    const order: TicketOrder = { field: 'CREATED_AT', direction: 'DESC' };

    const page = { backend: BACKEND, filter, order, after: null, limit: 50, withUser: true };
    const plan = await selectPage(db, page).explain();

    const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(lines).toContain(`using ${index} on`);
    expect(lines).not.toContain('Sort');
  });

  it.each([
    [{ field: 'externalTicketId', operator: 'eq', value: 'x' }, 'tickets_by_external_id'],
    [{ field: 'tags', operator: 'hasAll', value: ['x', 'y'] }, 'tickets_by_tag'],
    [{ field: 'search', operator: 'words', value: { words: ['x', 'y'], messages: 'PUBLIC' } }, 'tickets_by_word'],
    [{ field: 'search', operator: 'words', value: { words: ['x'], messages: 'ALL' } }, 'tickets_by_internal_word'],
  ] as const)('such as %j use an index', async (predicate, index) => {
    const order: TicketOrder = { field: 'CREATED_AT', direction: 'DESC' };

    const page = { backend: BACKEND, filter: [predicate], order, after: null, limit: 50, withUser: false };
    const plan = await selectPage(db, page).explain();

    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain(index);
  });
});
