import { formatInstant } from './instant.js';
import type { MoovData, MoovTicket } from './model.js';

/** What support writes into a ticket. */
export interface MoovReply {
  readonly author: string;
  readonly body: string;
}

/** Appends a message. @param nowMs milliseconds since 1970 */
export function appendReply(ticket: MoovTicket, { author, body }: MoovReply, nowMs: number): void {
  const sentOn = formatInstant(nowMs);
  ticket.messages.push({ author, body, sentOn });
  ticket.latestMessageOn = sentOn;
  ticket.updatedOn = sentOn;
}

/** Sets the status; only a closed ticket has a `closedOn`. @param nowMs milliseconds since 1970 */
export function changeStatus(ticket: MoovTicket, status: string, nowMs: number): void {
  ticket.status = status;
  ticket.updatedOn = formatInstant(nowMs);
  if (status === 'closed') ticket.closedOn = ticket.updatedOn;
  else delete ticket.closedOn;
}

/** @throws RangeError when there is no such ticket */
export function requireTicket({ tickets }: MoovData, ticketID: string): MoovTicket {
  const ticket = tickets.find((candidate) => candidate.ticketID === ticketID);
  if (!ticket) throw new RangeError(`The data has no ticket ${ticketID}.`);
  return ticket;
}
