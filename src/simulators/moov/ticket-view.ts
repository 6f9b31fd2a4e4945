import type { MoovMessage, MoovTicket } from './model.js';

/** A ticket as the API writes it. */
export function toTicketBody(ticket: MoovTicket): Record<string, unknown> {
  const { accountId: _account, messages: _messages, extraFields, ...fields } = ticket;
  return { ...fields, ...extraFields };
}

/** A message as the API writes it. */
export function toMessageBody({ extraFields, ...fields }: MoovMessage): Record<string, unknown> {
  return { ...fields, ...extraFields };
}
