import { jsonReply } from '../http/reply.js';
import type { Call, Verb } from './call.js';
import { toFilterBody, toFilterRow } from './filter-columns.js';
import { lookUp, lookUpUser } from './lookup.js';
import type { SirportlyUser } from './desk-model.js';
import type { SirportlyTicket } from './model.js';
import { toPage } from './paging.js';
import { passFilter } from './saved-filters.js';
import { sortTickets } from './sorting.js';
import { toTicketBody } from './ticket-view.js';

/** Runs a saved filter. */
export const runFilter: Verb = (call) => {
  const { data, parameters } = call;
  const filter = lookUp(data.filters, parameters.get('filter') ?? '', 'filter');
  const meetsConditions = createConditionsTest(call);
  const passed = passFilter(filter, data, filterUser(call)).filter(meetsConditions);
  const sorted = sortTickets(passed, parameters.get('sort') ?? filter.sort, parameters.get('order') ?? filter.order);
  const toRow = (ticket: SirportlyTicket) =>
    parameters.flag('raw') ? toTicketBody(ticket, call) : toFilterRow(filter, ticket, call);
  return jsonReply({ filter: toFilterBody(filter, call), ...toPage(sorted, parameters, toRow) });
};

/** Whom a filter is for: the user named, or else whose token it is. @throws Refusal 404 */
export function filterUser({ data, parameters, caller }: Call): SirportlyUser | null {
  const text = parameters.get('user');
  return text === null ? caller.user : lookUpUser(data, text);
}

/** Only status and priority can be asked for; other conditions have no meaning. @throws Refusal 404 */
function createConditionsTest({ data, parameters }: Call): (ticket: SirportlyTicket) => boolean {
  const { status, priority } = parameters.group('conditions');
  const statusId = status === undefined ? null : lookUp(data.statuses, status, 'status').id;
  const priorityId = priority === undefined ? null : lookUp(data.priorities, priority, 'priority').id;
  return (ticket) =>
    (statusId === null || ticket.statusId === statusId) && (priorityId === null || ticket.priorityId === priorityId);
}
