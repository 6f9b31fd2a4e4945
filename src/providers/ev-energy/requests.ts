import type { Parameter, Target } from '../../provider/http/target.js';
import type { Explanation, UpstreamRequest } from '../../provider/http/upstream-request.js';
import { LAST_TICKET_ID } from './ids.js';

const HEADERS = { accept: 'application/json', 'evenergy-version': '2' };

/** A resource below the API's root; each part of the path is escaped. */
export function toUrl(root: URL, path: readonly string[], parameters: readonly Parameter[] = []): URL {
  const url = new URL(root);
  url.pathname = [url.pathname.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/');
  for (const [name, value] of parameters) url.searchParams.append(name, value);
  return url;
}

/** @param path as messages name it */
export function toGet(url: Target, path: string): UpstreamRequest {
  return { method: 'GET', url, path, headers: HEADERS };
}

const MISSING = [404];

/** The same for what there may be none of. */
export function toFind(url: Target, path: string): UpstreamRequest {
  return { method: 'GET', url, path, headers: HEADERS, answers: MISSING };
}

/** @param actAs value of the EvEnergy-User header, which of all ticket operations only the list takes */
export function toListRequest(url: URL, actAs: string | undefined): UpstreamRequest {
  const headers = actAs === undefined ? HEADERS : { ...HEADERS, 'evenergy-user': actAs };
  return { ...toGet(url, '/support_tickets'), headers, explain: (status) => explainList(url, status) };
}

export function toPatch(
  url: Target,
  path: string,
  fields: { readonly [name: string]: string | null },
): UpstreamRequest {
  const headers = { ...HEADERS, 'content-type': 'application/json' };
  return { method: 'PATCH', url, path, headers, body: JSON.stringify(fields) };
}

function explainList(url: URL, status: number): Explanation | null {
  if (status !== 400 && status !== 404) return null;
  if (url.searchParams.get('page_before') !== LAST_TICKET_ID) return null;
  const advice =
    'The newest tickets were asked for by a cursor that stands behind every id; the upstream refused it, or a filter.';
  return { code: 'BAD_RESPONSE', advice };
}
