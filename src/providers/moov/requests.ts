import { createTargets, type Parameter, type ToTarget } from '../../provider/http/target.js';
import type { Explanation, UpstreamRequest } from '../../provider/http/upstream-request.js';

const TICKETS_PATH = '/accounts/{accountID}/tickets';
const TICKET_PATH = `${TICKETS_PATH}/{ticketID}`;

/** Makes requests, each of them whole: to copy one takes longer. */
export interface Requests {
  toList(accountId: string, parameters: readonly Parameter[]): UpstreamRequest;
  toTicket(accountId: string, ticketId: string): UpstreamRequest;
  toMessages(accountId: string, ticketId: string): UpstreamRequest;
  /** Statuses with which Moov says what is wrong with a new ticket come back as answers. */
  toCreate(accountId: string, ticket: object): UpstreamRequest;
  toPatch(accountId: string, ticketId: string, changes: object): UpstreamRequest;
}

/** @param headers of every request */
export function createRequests(root: URL, headers: Readonly<Record<string, string>>): Requests {
  const toTarget = createTargets(root);
  const writing = { ...headers, 'content-type': 'application/json' };

  function toGet(accountId: string, target: readonly string[], path: string): UpstreamRequest {
    return { method: 'GET', url: toTarget(target), path, headers, answers: MISSING, quotaKey: accountId };
  }

  return {
    toList(accountId, parameters) {
      const url = toTarget(['accounts', accountId, 'tickets'], parameters);
      return { method: 'GET', url, path: TICKETS_PATH, headers, explain: explainMissing, quotaKey: accountId };
    },
    toTicket: (accountId, ticketId) => toGet(accountId, toTicketPath(accountId, ticketId), TICKET_PATH),
    toMessages: (accountId, ticketId) =>
      toGet(accountId, [...toTicketPath(accountId, ticketId), 'messages'], `${TICKET_PATH}/messages`),
    toCreate: (accountId, ticket) => ({
      method: 'POST',
      url: toTarget(['accounts', accountId, 'tickets']),
      path: TICKETS_PATH,
      headers: writing,
      body: JSON.stringify(ticket),
      answers: [409, 422],
      explain: explainMissing,
      quotaKey: accountId,
    }),
    toPatch: (accountId, ticketId, changes) => ({
      method: 'PATCH',
      url: toTarget(toTicketPath(accountId, ticketId)),
      path: TICKET_PATH,
      headers: writing,
      body: JSON.stringify(changes),
      answers: [404, 409, 422],
      quotaKey: accountId,
    }),
  };
}

/** The URL of a ticket in the API. */
export function toTicketUrl(toTarget: ToTarget, accountId: string, ticketId: string): string {
  return toTarget(toTicketPath(accountId, ticketId)).href;
}

const MISSING = [404];

function toTicketPath(accountId: string, ticketId: string): readonly string[] {
  return ['accounts', accountId, 'tickets', ticketId];
}

/** There is no ticket in these paths that could be missing. */
function explainMissing(status: number): Explanation | null {
  if (status !== 404) return null;
  const advice = "Check the backend's accounts, and that the base URL and the API version are right.";
  return { code: 'BAD_RESPONSE', advice };
}
