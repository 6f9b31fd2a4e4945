import { sql, type Kysely } from 'kysely';
import { isAmong } from './comparisons.js';
import { MESSAGE_COLUMNS } from './message-row.js';
import type { Tables } from './tables.js';
import { toSql } from './ticket-condition.js';
import { isBeyond, orderTerms } from './ticket-order.js';
import type { TicketIdsRequest, TicketListRequest, TicketProjection, TicketsRequest } from './ticket-requests.js';
import { columnsOf, OWNER_COLUMNS } from './ticket-row.js';

/** One page in an order; nothing of it is sorted, an index gives each order in both directions. */
export function selectPage(db: Kysely<Tables>, request: TicketListRequest) {
  const { backend, filter, order, after, limit } = request;
  return selectTickets(db, request)
    .where('t.backend', '=', backend)
    .where(toSql(filter))
    .$if(after !== null, (query) => (after === null ? query : query.where(isBeyond(order, after, backend))))
    .orderBy(orderTerms(order))
    .limit(limit);
}

export function selectByIds(db: Kysely<Tables>, request: TicketsRequest) {
  const { backend, nativeIds } = request;
  return selectTickets(db, request)
    .where('t.backend', '=', backend)
    .where(isAmong(sql.ref('t.native_id'), nativeIds));
}

export function selectIds(db: Kysely<Tables>, { backend, nativeIds }: TicketIdsRequest) {
  return db
    .selectFrom('tickets as t')
    .select('t.native_id as nativeId')
    .where('t.backend', '=', backend)
    .where(isAmong(sql.ref('t.native_id'), nativeIds));
}

function selectTickets(db: Kysely<Tables>, { fields, withUser }: TicketProjection) {
  return db
    .selectFrom('tickets as t')
    .leftJoin('users as u', 'u.id', 't.user_id')
    .select(columnsOf(fields))
    .$if(withUser, (query) => query.select(OWNER_COLUMNS));
}

export function selectMessages(db: Kysely<Tables>, { backend, nativeIds }: TicketIdsRequest) {
  return db
    .selectFrom('messages as m')
    .select(['m.ticket_native_id as ticketNativeId', ...MESSAGE_COLUMNS])
    .where('m.backend', '=', backend)
    .where(isAmong(sql.ref('m.ticket_native_id'), nativeIds))
    .orderBy('m.ticket_native_id')
    .orderBy('m.position');
}
