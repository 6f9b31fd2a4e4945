import type { Explanation, UpstreamRequest } from '../../provider/http/upstream-request.js';

/** Name and value of one query parameter. */
export type Parameter = readonly [name: string, value: string];

const TICKETS_PATH = '/accounts/{accountID}/tickets';
export const TICKET_PATH = `${TICKETS_PATH}/{ticketID}`;

/** A resource below the API's root; each part of the path is escaped. */
export function toUrl(root: URL, path: readonly string[], parameters: readonly Parameter[] = []): URL {
  const url = new URL(root);
  url.pathname = [url.pathname.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/');
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  return url;
}

/** @param rest what follows the ticket's id, such as `messages` */
export function toTicketUrl(root: URL, accountId: string, ticketId: string, rest: readonly string[] = []): URL {
  return toUrl(root, ['accounts', accountId, 'tickets', ticketId, ...rest]);
}

export function toListRequest(root: URL, accountId: string, parameters: readonly Parameter[]): UpstreamRequest {
  const url = toUrl(root, ['accounts', accountId, 'tickets'], parameters);
  return { method: 'GET', url, path: TICKETS_PATH, explain: explainMissing };
}

/** @param path as messages name it */
export function toGet(url: URL, path: string): UpstreamRequest {
  return { method: 'GET', url, path, answers: [404] };
}

/** Statuses with which Moov says what is wrong with a new ticket come back as answers. */
export function toCreateRequest(root: URL, accountId: string, ticket: object): UpstreamRequest {
  const url = toUrl(root, ['accounts', accountId, 'tickets']);
  return { method: 'POST', url, path: TICKETS_PATH, ...toBody(ticket), answers: [409, 422], explain: explainMissing };
}

export function toPatch(url: URL, changes: object): UpstreamRequest {
  return { method: 'PATCH', url, path: TICKET_PATH, ...toBody(changes), answers: [404, 409, 422] };
}

function toBody(value: object): Pick<UpstreamRequest, 'headers' | 'body'> {
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** There is no ticket in these paths that could be missing. */
function explainMissing(status: number): Explanation | null {
  if (status !== 404) return null;
  const advice = "Check the backend's accounts, and that the base URL and the API version are right.";
  return { code: 'BAD_RESPONSE', advice };
}
