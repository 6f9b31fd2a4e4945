import type { IncomingHttpHeaders } from 'node:http';
import { withHeaders, type Reply } from '../http/reply.js';
import type { ReceivedRequest } from '../http/request-log.js';
import { checkAccess } from './access.js';
import { identifyCaller } from './caller.js';
import { answerOAuth } from './oauth.js';
import { notFound, Refusal, tooManyRequests, toRefusalReply } from './refusal.js';
import { findOperation, findRoute } from './routes.js';
import type { MoovState } from './state.js';
import { createUuid } from './uuid.js';
import { isDocumentedForTickets, resolveVersion } from './version.js';

/** Answers every request, always with an `x-request-id`. */
export function createAnswer(state: MoovState): (request: ReceivedRequest) => Promise<Reply> {
  return async (request) => {
    const requestId = createUuid(state.random);
    return withHeaders(answerOrRefuse(state, request), { 'x-request-id': requestId });
  };
}

function answerOrRefuse(state: MoovState, request: ReceivedRequest): Reply {
  try {
    return answer(state, request);
  } catch (error) {
    if (error instanceof Refusal) return toRefusalReply(error);
    throw error;
  }
}

function answer(state: MoovState, request: ReceivedRequest): Reply {
  const [path = '', ...queryParts] = request.path.split('?');
  const version = resolveVersion(askedVersion(request.headers));
  const query = new URLSearchParams(queryParts.join('?'));
  return answerOAuth(state, path, request) ?? answerTickets(state, { path, query, version, request });
}

interface TicketsRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly version: string;
  readonly request: ReceivedRequest;
}

function answerTickets(state: MoovState, { path, query, version, request }: TicketsRequest): Reply {
  const { data, choices, rateLimit } = state;
  const route = findRoute(path);
  if (!route || (choices.olderVersions === 'not-found' && !isDocumentedForTickets(version))) throw notFound();
  const caller = identifyCaller(state, request.headers.authorization);
  const { accountId, ticketID } = route;
  const { action, endpoint } = findOperation(route, request.method);
  checkAccess(data.accounts, caller, accountId, action);
  const retryAfterSeconds = rateLimit.take(accountId);
  if (retryAfterSeconds !== null) throw tooManyRequests(retryAfterSeconds);
  return endpoint({ state, accountId, ticketID, query, request });
}

function askedVersion(headers: IncomingHttpHeaders): string | undefined {
  const value = headers['x-moov-version'];
  return value === undefined ? undefined : String(value);
}
