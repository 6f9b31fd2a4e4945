import type { Kysely } from 'kysely';
import { toKey, type TicketKey, type TicketOrder } from '../../src/ticket/order.js';
import { selectPage } from '../../src/store/sql/ticket-queries.js';
import { toStoredTicket } from '../../src/store/sql/ticket-row.js';
import type { Tables } from '../../src/store/sql/tables.js';
import { createTicketReads } from '../../src/store/ticket-reads.js';
import { BACKEND } from './backend.js';
import { measure, type Measured } from './measure.js';

const PAGE_SIZE = 50;
const ORDERS: readonly TicketOrder[] = [
  { field: 'CREATED_AT', direction: 'DESC' },
  { field: 'CREATED_AT', direction: 'ASC' },
  { field: 'UPDATED_AT', direction: 'DESC' },
  { field: 'RESOLVED_AT', direction: 'DESC' },
  { field: 'PRIORITY', direction: 'DESC' },
];
/** Parts of all tickets that come before the page. */
const DEPTHS = [0, 0.5, 0.9];

export interface Paging {
  readonly db: Kysely<Tables>;
  /** How many there are. */
  readonly tickets: number;
  /** How often each page is read. */
  readonly runs: number;
  /** Told in words how far it is. */
  readonly report: (progress: string) => void;
}

/** Pages of the store, without a gateway over it: in each order, at the start and deep down. */
export async function measurePages({ db, tickets, runs, report }: Paging): Promise<readonly Measured[]> {
  const reads = createTicketReads(db);
  const { signal } = new AbortController();
  const measurePage = async (order: TicketOrder, depth: number) => {
    const after = await findPlace(db, order, Math.floor(tickets * depth));
    const request = { backend: BACKEND, filter: [], order, after, limit: PAGE_SIZE, withUser: true };
    const name = `${order.field} ${order.direction}, after ${depth * 100} %`;
    const measured = await measure(name, runs, async () => (await reads.list(request, signal)).length);
    report(name);
    return measured;
  };
  // The first are slow: code is compiled when it has run for a while.
  for (const order of ORDERS) await measurePage(order, 0);
  const rows: Measured[] = [];
  for (const order of ORDERS) {
    for (const depth of DEPTHS) rows.push(await measurePage(order, depth));
  }
  return rows;
}

/** The place of the ticket that so many, itself among them, are up to; null for none. */
async function findPlace(db: Kysely<Tables>, order: TicketOrder, passed: number): Promise<TicketKey | null> {
  if (passed === 0) return null;
  const request = { backend: BACKEND, filter: [], order, after: null, limit: 1, withUser: false };
  const [row] = await selectPage(db, request)
    .offset(passed - 1)
    .execute();
  if (!row) throw new Error(`There are no ${passed} tickets.`);
  return toKey(toStoredTicket(row).ticket, order.field);
}
