import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { ApiRequest } from './api.js';
import { readBody } from './body.js';
import { cutInHalf, toFaultReply, type Faults } from './faults.js';
import type { OAuthRequest } from './oauth.js';
import { notFound, Problem } from './problems.js';
import { problemReply, type Reply } from './reply.js';
import type { RequestLog } from './request-log.js';

/** The parts a request passes on its way. */
export interface DispatcherParts {
  readonly api: (request: ApiRequest) => Promise<Reply>;
  readonly oauth: (request: OAuthRequest) => Promise<Reply>;
  readonly faults: Faults;
  readonly requests: RequestLog;
  readonly delayMs: number;
  /** Of the API, with `/v2` and no slash at the end. */
  readonly baseUrl: () => string;
  /** Aborts when the simulator closes. */
  readonly closing: AbortSignal;
}

/** Creates the listener that logs a request, misbehaves if told to, and otherwise answers it. */
export function createDispatcher(parts: DispatcherParts): RequestListener {
  return (request, response) => {
    dispatch(parts, request, response).catch((error: unknown) => {
      if (!parts.closing.aborted) send(response, failureReply(error));
    });
  };
}

async function dispatch(parts: DispatcherParts, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url: path = '', headers } = request;
  const arrived = { method, path, headers };
  parts.requests.add(arrived);
  const fault = parts.faults.take(arrived);
  if (parts.delayMs > 0) await wait(parts.delayMs, undefined, { signal: parts.closing });

  if (fault === 'hang') return;
  if (fault === 'reset') request.socket.resetAndDestroy();
  else if (fault === 'cut-json') send(response, cutInHalf(await answer(parts, request)));
  else send(response, fault ? toFaultReply(fault) : await answer(parts, request));
}

async function answer(parts: DispatcherParts, request: IncomingMessage): Promise<Reply> {
  const { method = '', url = '', headers } = request;
  const [path = '', ...queryParts] = url.split('?');
  const readRequestBody = () => readBody(request);
  if (path.startsWith('/o/')) {
    return parts.oauth({ method, path, headers, readBody: readRequestBody });
  }
  if (path !== '/v2' && !path.startsWith('/v2/')) return problemReply(notFound());
  return parts.api({
    method,
    path: path.slice('/v2'.length),
    query: new URLSearchParams(queryParts.join('?')),
    headers,
    baseUrl: parts.baseUrl(),
    readBody: readRequestBody,
  });
}

function send(response: ServerResponse, { status, headers, body = '' }: Reply): void {
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function failureReply(error: unknown): Reply {
  if (error instanceof Problem) return problemReply(error);
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  return { status: 500, headers, body: `The simulator failed: ${String(error)}` };
}
