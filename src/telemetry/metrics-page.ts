import type { RequestListener } from 'node:http';
import type { Metrics } from './metrics.js';
import { isSameSecret } from './same-secret.js';

/** An answer of `/metrics`. */
export interface MetricsAnswer {
  readonly status: 200 | 401;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @param authorization the header of that name */
export type MetricsPage = (authorization: string | null) => Promise<MetricsAnswer>;

/** @param token what must come as `Authorization: Bearer …`; null lets everybody read */
export function createMetricsPage(metrics: Metrics, token: string | null): MetricsPage {
  return async (authorization) => {
    if (token !== null && !isSameSecret(authorization ?? '', `Bearer ${token}`)) return REFUSED;
    return { status: 200, headers: { 'content-type': metrics.contentType }, body: await metrics.print() };
  };
}

/** Serves the page at `/metrics`, and nothing else. */
export function toRequestListener(page: MetricsPage): RequestListener {
  return ({ url, method, headers }, response) => {
    if (url !== '/metrics' || (method !== 'GET' && method !== 'HEAD')) return response.writeHead(404).end();
    return void answer(page, headers.authorization ?? null).then((answered) =>
      response.writeHead(answered.status, answered.headers).end(answered.body),
    );
  };
}

async function answer(page: MetricsPage, authorization: string | null): Promise<MetricsAnswer | typeof FAILED> {
  try {
    return await page(authorization);
  } catch {
    return FAILED;
  }
}

const TEXT = { 'content-type': 'text/plain; charset=utf-8' };
const REFUSED: MetricsAnswer = {
  status: 401,
  headers: { ...TEXT, 'www-authenticate': 'Bearer realm="ticket-gateway metrics"' },
  body: 'Metrics need the bearer token of the configuration (metrics.token).\n',
};
const FAILED = { status: 500, headers: TEXT, body: 'The metrics could not be read.\n' } as const;
