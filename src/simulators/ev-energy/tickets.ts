import { listVisibility } from './acting-user.js';
import { parseMembers } from './body.js';
import type { Call, Endpoint } from './endpoint.js';
import { parseFilters } from './filters.js';
import { listReply } from './list.js';
import { notFound } from './problems.js';
import { jsonReply } from '../http/reply.js';
import type { TicketRow } from './store.js';
import { legacyTicketFilters, ticketFilters } from './ticket-filters.js';
import { parseCategoryChanges } from './ticket-changes.js';
import { parseExpand, toTicketBody } from './ticket-view.js';

/** `GET /support_tickets` */
export const listTickets: Endpoint = (call) => {
  const { store, baseUrl, query } = call;
  const view = { store, baseUrl, expand: parseExpand(query) };
  const visibility = listVisibility(call);
  const filters = store.isLegacy ? legacyTicketFilters : ticketFilters;
  return listReply({
    sorted: store.rows(visibility),
    matches: parseFilters(filters, query, 'list-support-tickets'),
    url: `${baseUrl}/support_tickets`,
    query,
    toBody: (row) => toTicketBody(row, view),
  });
};

/** `GET /support_tickets/{support_ticket_id}` */
export const getTicket: Endpoint = (call) => {
  const { store, baseUrl, query } = call;
  return jsonReply(toTicketBody(findRow(call), { store, baseUrl, expand: parseExpand(query) }));
};

/** `PATCH /support_tickets/{support_ticket_id}`. Changes the stored ticket. */
export const updateTicket: Endpoint = async (call) => {
  const row = findRow(call);
  const contentType = call.headers['content-type'] ?? '';
  const members = await parseMembers(await call.readBody(), contentType);
  Object.assign(row.ticket, parseCategoryChanges(members));
  const view = { store: call.store, baseUrl: call.baseUrl, expand: new Set<string>() };
  return jsonReply(toTicketBody(row, view));
};

/**
 * The row the first path id names.
 * @throws Problem 404 when there is none or it is not visible
 */
export function findRow({ store, visibility, pathIds }: Call): TicketRow {
  const row = store.row(visibility, pathIds[0] ?? '');
  if (!row) throw notFound();
  return row;
}
