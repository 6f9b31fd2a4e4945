import { jsonReply } from '../http/reply.js';
import { comparePositions, encodeCursor, positionOf, type Position } from './cursor.js';
import type { Call, Endpoint } from './endpoint.js';
import { parseListQuery, type ListQuery } from './list-query.js';
import type { MoovTicket } from './model.js';
import { toTicketBody } from './ticket-view.js';

interface Row {
  readonly ticket: MoovTicket;
  readonly position: Position;
}

/** `GET /accounts/{accountID}/tickets`. Only the place is in the cursor: filters have to be repeated with it. */
export const listTickets: Endpoint = (call) => {
  const { state, accountId } = call;
  const query = parseListQuery(call.query, accountId, state.choices);
  const rows = findRows(call, query);
  const page = rows.slice(0, query.count);
  const last = page.at(-1);
  const hasNext = last !== undefined && rows.length > page.length;
  return jsonReply({
    items: page.map(({ ticket }) => toTicketBody(ticket)),
    ...(hasNext ? { nextPage: { cursor: encodeCursor(accountId, last.position) } } : {}),
  });
};

/** The rows of this page and all after it. */
function findRows({ state, accountId }: Call, { after, matches }: ListQuery): readonly Row[] {
  return state.data.tickets
    .filter((ticket) => ticket.accountId === accountId && matches(ticket))
    .map((ticket) => ({ ticket, position: positionOf(ticket) }))
    .filter(({ position }) => after === null || comparePositions(after, position) < 0)
    .toSorted((left, right) => comparePositions(left.position, right.position));
}
