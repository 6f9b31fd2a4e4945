import { jsonReply } from '../http/reply.js';
import { changesAssignment, checkAssignment } from './assignment.js';
import type { Call, Verb } from './call.js';
import { readCustomFields } from './custom-fields.js';
import { findContactMethod, lookUpTicket, type OwnedContactMethod } from './lookup.js';
import type { SirportlyData, SirportlyTicket } from './model.js';
import { invalidRecord, notFound } from './refusal.js';
import { findOrCreateRequester, type Requester } from './requester.js';
import { noteResolution } from './resolution.js';
import { updateSettings } from './settings.js';
import { readChanges } from './ticket-changes.js';
import { toTicketBody } from './ticket-view.js';

/** Changes what was sent, or nothing at all when one part of it is invalid. */
export const updateTicket: Verb = (call) => {
  const { data, nowMs } = call;
  const ticket = lookUpTicket(call);
  const changes = readChanges(call, updateSettings);
  if (changesAssignment(changes)) checkAssignment(data, { ...ticket, ...changes });
  const requester = readNewRequester(call, ticket);
  const customFields = { ...ticket.customFields, ...readCustomFields(call) };
  const previousStatusId = ticket.statusId;

  Object.assign(ticket, { updatedAtMs: nowMs, ...changes, ...requester, customFields });
  noteResolution(ticket, previousStatusId, data, nowMs);
  return jsonReply(toTicketBody(ticket, call));
};

/** @throws Refusal 404 or 422 */
function readNewRequester(call: Call, ticket: SirportlyTicket): Partial<Requester> {
  const { data, parameters } = call;
  const id = parameters.get('contact_method');
  if (id !== null) return byMethodId(data, id, ticket);
  const address = parameters.get('contact_method_data');
  if (address === null) return {};
  const methodType = methodOf(data, ticket)?.method.methodType ?? 'email';
  return findOrCreateRequester(call, { methodType, address, name: parameters.get('contact_name') ?? '' });
}

function byMethodId(data: SirportlyData, text: string, ticket: SirportlyTicket): Requester {
  const wanted = findContactMethod(data, ({ id }) => String(id) === text.trim());
  if (!wanted) throw notFound('contact method');
  const current = methodOf(data, ticket);
  if (current && current.method.methodType !== wanted.method.methodType) {
    throw invalidRecord({ contact_method_id: ['must be of the same type as the current one'] });
  }
  return { contactId: wanted.contact.id, contactMethodId: wanted.method.id };
}

function methodOf(data: SirportlyData, { contactMethodId }: SirportlyTicket): OwnedContactMethod | null {
  return findContactMethod(data, ({ id }) => id === contactMethodId);
}
