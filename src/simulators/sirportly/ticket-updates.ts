import { jsonReply } from '../http/reply.js';
import type { Verb } from './call.js';
import { lookUpTicket, lookUpUpdate } from './lookup.js';
import { toUpdateBody } from './update-view.js';

/** Every update of a ticket, the one added last first. Not paged. */
export const listUpdates: Verb = (call) => {
  const ticket = lookUpTicket(call);
  return jsonReply(ticket.updates.toReversed().map((update) => toUpdateBody(update, ticket, call)));
};

export const getUpdate: Verb = (call) => {
  const ticket = lookUpTicket(call);
  const update = lookUpUpdate(ticket, call.parameters.get('update'));
  return jsonReply(toUpdateBody(update, ticket, call));
};
