import { jsonReply } from '../http/reply.js';
import type { Call, Verb } from './call.js';
import { findById, lookUp, lookUpContact, lookUpTicket } from './lookup.js';
import type { SirportlyTicket } from './model.js';
import { toPage } from './paging.js';
import { sortTickets } from './sorting.js';
import { toTicketBody, toTicketDetailBody } from './ticket-view.js';

/** Every ticket. There is no way to narrow it. */
export const listAll: Verb = (call) => {
  const { data, parameters } = call;
  const sorted = sortTickets(data.tickets, parameters.get('sort_by'), parameters.get('order'));
  return jsonReply(toPage(sorted, parameters, (ticket) => toTicketBody(ticket, call)));
};

/** The tickets of one contact. */
export const listOfContact: Verb = (call) => {
  const { data, dialect, parameters } = call;
  const contact = lookUpContact(data, parameters.first(dialect.contactParameters) ?? '');
  const isOfBrand = createBrandTest(call);
  const hasStatusType = createStatusTypeTest(call);
  const own = data.tickets.filter(({ contactId }) => contactId === contact.id);
  const wanted = own.filter((ticket) => isOfBrand(ticket) && hasStatusType(ticket));
  const sorted = sortTickets(wanted, parameters.get('sort_by'), parameters.get('order'));
  return jsonReply(toPage(sorted, parameters, (ticket) => toTicketBody(ticket, call)));
};

/** One ticket with its updates. May clear its notifications on the way. */
export const getTicket: Verb = (call) => {
  const ticket = lookUpTicket(call);
  if (call.parameters.flag('mark_as_read')) ticket.isUnread = false;
  const timers = call.parameters.flag('timers') ? { timers: [] } : {};
  return jsonReply({ ...toTicketDetailBody(ticket, call), ...timers });
};

type TicketTest = (ticket: SirportlyTicket) => boolean;

function createBrandTest({ data, parameters }: Call): TicketTest {
  const text = parameters.get('brand');
  if (text === null) return () => true;
  const brand = lookUp(data.brands, text, 'brand');
  return ({ departmentId }) => findById(data.departments, departmentId)?.brandId === brand.id;
}

function createStatusTypeTest({ data, parameters }: Call): TicketTest {
  const text = parameters.get('status_types');
  if (text === null) return () => true;
  const types = new Set(text.split(',').map((part) => part.trim()));
  return ({ statusId }) => types.has(String(findById(data.statuses, statusId)?.statusType));
}
