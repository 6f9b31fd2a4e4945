import type { Reply } from '../http/reply.js';
import type { ReceivedRequest } from '../http/request-log.js';
import type { MoovTicket } from './model.js';
import { notFound } from './refusal.js';
import type { MoovState } from './state.js';

/** A request that passed every check, as an endpoint sees it. */
export interface Call {
  readonly state: MoovState;
  readonly accountId: string;
  /** Empty where the path has none. */
  readonly ticketID: string;
  readonly query: URLSearchParams;
  readonly request: ReceivedRequest;
}

/** Answers one method of one path. @throws Refusal */
export type Endpoint = (call: Call) => Reply;

/**
 * The ticket that the path names.
 * @throws Refusal 404 when there is none, or it is another account's
 */
export function findTicket({ state, accountId, ticketID }: Call): MoovTicket {
  const ticket = state.data.tickets.find((candidate) => candidate.ticketID === ticketID);
  if (ticket?.accountId !== accountId) throw notFound();
  return ticket;
}
