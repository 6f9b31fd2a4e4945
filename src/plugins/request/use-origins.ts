import type { GatewayPlugin, RequestHead, RequestHeaders, RequestUrl } from '../gateway-plugin.js';
import { toCorsHeaders } from '../../http/cors-headers.js';
import { toRefusalResponse } from './refusal.js';

export interface OriginsOptions {
  /** Origins of other sites whose pages may ask, such as `https://app.example.com`. */
  readonly origins: readonly string[];
  readonly graphqlPath: string;
}

const PREFLIGHT_HEADERS = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, accept, x-request-id, traceparent, tracestate',
  'access-control-max-age': '600',
};

/**
 * Lets pages of listed origins and of our own ask; refuses GraphQL to all other pages, and never sends
 * `Access-Control-Allow-Credentials`.
 *
 * Against forged requests (CSRF) this is the second of two rules. The first needs no code of its own: who asks is told by
 * an `Authorization: Bearer` header alone, never by a cookie, and no page of another origin can set that header, nor
 * the only media type that we read, without a preflight, which is refused here. The second counts where a proxy in front
 * turns a cookie into that header: a page that asks without a preflight, such as a GET by an image, has an `Origin`, or a
 * browser marks it with `Sec-Fetch-Site`.
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 */
export function useOrigins({ origins, graphqlPath }: OriginsOptions): GatewayPlugin {
  const listed = new Set(origins);
  return {
    onRequest({ request, url, endResponse, serverContext: { requestId } }) {
      if (url.pathname !== graphqlPath) return;
      if (isForeign(request.headers, url, listed)) endResponse(toForeign(requestId));
      else if (isPreflight(request)) endResponse(new Response(null, { status: 204, headers: PREFLIGHT_HEADERS }));
    },
    onResponse({ request, response }) {
      const headers = toCorsHeaders(request.headers.get('origin'), listed);
      for (const [name, value] of Object.entries(headers)) response.headers.append(name, value);
    },
  };
}

function isForeign(headers: RequestHeaders, url: RequestUrl, listed: ReadonlySet<string>): boolean {
  const origin = headers.get('origin');
  if (origin !== null) return !listed.has(origin) && hostOf(origin) !== url.host;
  const site = headers.get('sec-fetch-site');
  return site === 'cross-site' || site === 'same-site';
}

/** Null for `null`, which is the origin of sandboxed pages and of files. A proxy may have taken the scheme from us. */
function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function isPreflight({ method, headers }: RequestHead): boolean {
  return method === 'OPTIONS' && headers.has('origin') && headers.has('access-control-request-method');
}

function toForeign(requestId: string): Response {
  const message = 'Pages of this origin may not ask here; the setting server.corsOrigins lists those that may.';
  return toRefusalResponse({ status: 403, code: 'FORBIDDEN', message }, requestId);
}
