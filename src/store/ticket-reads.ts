import type { Kysely } from 'kysely';
import type { Aggregate, AggregateRequest } from '../provider/aggregate.js';
import type { Cancellation } from '../provider/cancel-signal.js';
import type { Message } from '../ticket/message.js';
import { aggregateTickets } from './sql/ticket-aggregate.js';
import { selectByIds, selectIds, selectMessages, selectPage } from './sql/ticket-queries.js';
import type { TicketIdsRequest, TicketListRequest, TicketsRequest } from './sql/ticket-requests.js';
import { toStoredTicket, type StoredTicket } from './sql/ticket-row.js';
import type { Tables } from './sql/tables.js';
import { toAggregate } from './ticket-aggregate.js';
import { withTurn } from './with-turn.js';

/** Reads of one backend's tickets. All throw `StoreError`, and the signal's reason once it is aborted. */
export interface TicketReads {
  /** In the order asked for, at most `limit` tickets. */
  list(request: TicketListRequest, signal: Cancellation): Promise<readonly StoredTicket[]>;
  /** In no order; ids without a ticket are left out. */
  getMany(request: TicketsRequest, signal: Cancellation): Promise<readonly StoredTicket[]>;
  /** Messages by ticket id, each list ordered by position; ids without a ticket are left out. */
  listMessages(request: TicketIdsRequest, signal: Cancellation): Promise<ReadonlyMap<string, readonly Message[]>>;
  aggregate(request: AggregateRequest & { readonly backend: string }, signal: Cancellation): Promise<Aggregate>;
}

export function createTicketReads(db: Kysely<Tables>): TicketReads {
  return {
    list: (request, signal) =>
      withTurn(db, signal, async (connection) => {
        const rows = await selectPage(connection, request).execute();
        return rows.map(toStoredTicket);
      }),
    getMany: (request, signal) =>
      withTurn(db, signal, async (connection) => {
        const rows = await selectByIds(connection, request).execute();
        return rows.map(toStoredTicket);
      }),
    listMessages: (request, signal) =>
      withTurn(db, signal, async (connection) => {
        const tickets = await selectIds(connection, request).execute();
        const byTicket = new Map<string, Message[]>(tickets.map(({ nativeId }) => [nativeId, []]));
        const rows = await selectMessages(connection, request).execute();
        for (const { ticketNativeId, ...message } of rows) byTicket.get(ticketNativeId)?.push(message);
        return byTicket;
      }),
    aggregate: (request, signal) =>
      withTurn(db, signal, async (connection) =>
        toAggregate(await aggregateTickets(connection, request), request.timeZones),
      ),
  };
}
