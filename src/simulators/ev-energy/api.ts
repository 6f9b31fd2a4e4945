import type { IncomingHttpHeaders } from 'node:http';
import { apiVersion, checkAccept, checkVersion } from './negotiation.js';
import { forbidden, methodNotAllowed, notFound, Problem, tooManyRequests, unauthorized } from './problems.js';
import type { Quota } from './quota.js';
import { withHeaders, type Reply } from '../http/reply.js';
import { problemReply } from './problem-reply.js';
import { findRoute, routesOf, type Operation, type Route, type RouteMatch } from './routes.js';
import type { Store } from './store.js';
import type { Grant, Tokens } from './tokens.js';

/** A request below `/v2`. */
export interface ApiRequest {
  readonly method: string;
  /** Without `/v2` and without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly baseUrl: string;
  readonly readBody: () => Promise<Buffer>;
}

/** What the API answers from. */
export interface ApiState {
  readonly store: Store;
  readonly tokens: Tokens;
  readonly quota: Quota;
}

/** Creates the part below `/v2`. Every answer has the version and the rate limit in its headers. */
export function createApi(state: ApiState): (request: ApiRequest) => Promise<Reply> {
  const routes = routesOf(state.store.isLegacy);
  return async (request) => {
    const grant = state.tokens.grantOf(bearerToken(request.headers));
    const reply = await answer(state, routes, request, grant).catch(replyToProblem);
    return withHeaders(reply, standardHeaders(state.quota, grant));
  };
}

async function answer(
  state: ApiState,
  routes: readonly Route[],
  request: ApiRequest,
  grant: Grant | null,
): Promise<Reply> {
  const match = findRoute(routes, request.path);
  const operation = match && findOperation(match, request.method);
  if (!grant) throw unauthorized();
  checkVersion(request.headers);
  checkAccept(request.headers);
  takeFromQuota(state.quota, grant);
  if (!match || !operation) throw notFound();
  checkScope(operation, grant);
  const { visibility } = grant;
  return operation.endpoint({ ...request, store: state.store, visibility, pathIds: match.pathIds });
}

function findOperation({ route }: RouteMatch, method: string): Operation {
  const operation = new Map(Object.entries(route.operations)).get(method);
  if (!operation) throw methodNotAllowed(Object.keys(route.operations));
  return operation;
}

function takeFromQuota(quota: Quota, { clientId }: Grant): void {
  const retryAfterSeconds = quota.take(clientId);
  if (retryAfterSeconds !== null) throw tooManyRequests(retryAfterSeconds);
}

function checkScope({ scope }: Operation, { scopes }: Grant): void {
  if (scope !== null && !scopes.includes(scope)) throw forbidden();
}

function bearerToken({ authorization = '' }: IncomingHttpHeaders): string {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
}

function standardHeaders(quota: Quota, grant: Grant | null): Record<string, string> {
  const remaining = grant ? quota.remaining(grant.clientId) : quota.limit;
  return {
    'EvEnergy-Version': String(apiVersion),
    'X-RateLimit-Limit': String(quota.limit),
    'X-RateLimit-Remaining': String(remaining),
  };
}

function replyToProblem(error: unknown): Reply {
  if (error instanceof Problem) return problemReply(error);
  throw error;
}
