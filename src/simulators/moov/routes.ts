import { jsonReply } from '../http/reply.js';
import type { Action } from './access.js';
import { createTicket } from './create-ticket.js';
import { findTicket, type Endpoint } from './endpoint.js';
import { listTickets } from './list-tickets.js';
import { methodNotAllowed } from './refusal.js';
import { toMessageBody, toTicketBody } from './ticket-view.js';
import { updateTicket } from './update-ticket.js';

/** An endpoint and what a token has to allow for it. */
export interface Operation {
  readonly action: Action;
  readonly endpoint: Endpoint;
}

/** A path that has operations, and the ids in it. */
export interface Route {
  readonly accountId: string;
  /** Empty where the path has none. */
  readonly ticketID: string;
  /** By method. */
  readonly operations: ReadonlyMap<string, Operation>;
}

const getTicket: Endpoint = (call) => jsonReply(toTicketBody(findTicket(call)));

const listMessages: Endpoint = (call) => jsonReply(findTicket(call).messages.map(toMessageBody));

const listOperations = new Map<string, Operation>([
  ['GET', { action: 'read', endpoint: listTickets }],
  ['POST', { action: 'write', endpoint: createTicket }],
]);

const ticketOperations = new Map<string, Operation>([
  ['GET', { action: 'read', endpoint: getTicket }],
  ['PATCH', { action: 'write', endpoint: updateTicket }],
]);

const messageOperations = new Map<string, Operation>([['GET', { action: 'read', endpoint: listMessages }]]);

/** Null when there is nothing at the path, which is without its query. */
export function findRoute(path: string): Route | null {
  const match = /^\/accounts\/([^/]+)\/tickets(?:\/([^/]+)(\/messages)?)?$/.exec(path);
  if (!match) return null;
  const [, accountId = '', ticketID = '', messages] = match;
  if (messages !== undefined) return { accountId, ticketID, operations: messageOperations };
  return { accountId, ticketID, operations: ticketID === '' ? listOperations : ticketOperations };
}

/** @throws Refusal 405 */
export function findOperation({ operations }: Route, method: string): Operation {
  const operation = operations.get(method);
  if (!operation) throw methodNotAllowed([...operations.keys()]);
  return operation;
}
