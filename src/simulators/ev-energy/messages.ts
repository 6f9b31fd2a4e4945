import type { Endpoint } from './endpoint.js';
import { parseFilters } from './filters.js';
import { toMessageBody } from './message-view.js';
import { notFound } from './problems.js';
import { jsonReply } from '../http/reply.js';
import { messageFilters } from './ticket-filters.js';
import { findRow } from './tickets.js';

/** `GET /support_tickets/{support_ticket_id}/messages`: the whole conversation, no paging. */
export const listMessages: Endpoint = (call) => {
  const { messages } = findRow(call).ticket;
  const matches = parseFilters(messageFilters, call.query, 'list-support-ticket-messages');
  return jsonReply((matches ? messages.filter(matches) : messages).map(toMessageBody));
};

/** `GET /support_tickets/{support_ticket_id}/messages/{message_id}` */
export const getMessage: Endpoint = (call) => {
  const { messages } = findRow(call).ticket;
  const message = messages.find(({ id }) => id === call.pathIds[1]);
  if (!message) throw notFound();
  return jsonReply(toMessageBody(message));
};
