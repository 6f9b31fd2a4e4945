import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { answer } from '../http/answer.js';
import type { Fault } from '../http/fault.js';
import { REQUEST_ID_HEADER, requestIdOf } from '../http/request-id.js';
import { SECURITY_HEADERS } from '../http/security-headers.js';
import type { Metrics } from './metrics.js';
import { isSameSecret } from './same-secret.js';

/** The figures of `/metrics`. */
export interface Figures {
  readonly contentType: string;
  readonly body: string;
}

/** @param authorization the header of that name */
export type MetricsPage = (authorization: string | null) => Promise<Figures | Fault>;

/** @param token what must come as `Authorization: Bearer …`; null lets everybody read */
export function createMetricsPage(metrics: Metrics, token: string | null): MetricsPage {
  return async (authorization) => {
    if (token !== null && !isSameSecret(tokenOf(authorization ?? ''), token)) return UNKNOWN;
    return { contentType: metrics.contentType, body: await metrics.print() };
  };
}

/** The scheme is in any case, as HTTP has it. */
function tokenOf(authorization: string): string {
  return /^bearer (.*)$/i.exec(authorization)?.[1] ?? '';
}

/** Serves the page at `/metrics`, and nothing else. @param onError told of what fails inside */
export function toRequestListener(page: MetricsPage, onError: (error: Error) => void): RequestListener {
  return async (request, response) => {
    const requestId = requestIdOf(request);
    try {
      const found = findFault(request) ?? (await page(request.headers.authorization ?? null));
      if ('status' in found) answer(response, found, requestId);
      else show(found, response, requestId);
    } catch (error) {
      onError(new Error('The metrics could not be read.', { cause: error }));
      answer(response, FAILED, requestId);
    }
  };
}

function findFault({ url = '', method }: IncomingMessage): Fault | null {
  if (url.split('?', 1)[0] !== '/metrics') return { status: 404, detail: 'There is nothing here; try /metrics.' };
  const isRead = method === 'GET' || method === 'HEAD';
  return isRead ? null : { status: 405, detail: 'Use GET or HEAD.', headers: { allow: 'GET, HEAD' } };
}

function show({ contentType, body }: Figures, response: ServerResponse, requestId: string): void {
  const headers = { ...SECURITY_HEADERS, 'content-type': contentType, [REQUEST_ID_HEADER]: requestId };
  response.writeHead(200, headers).end(body);
}

const UNKNOWN: Fault = {
  status: 401,
  detail: 'Metrics need the bearer token of the configuration (metrics.token).',
  headers: { 'www-authenticate': 'Bearer realm="ticket-gateway metrics"' },
};
const FAILED: Fault = { status: 500, detail: 'The metrics could not be read; our log says why.' };
