import { headerOf } from '../wire/response-headers.js';
import type { UpstreamAnswer, UpstreamRequest } from '../upstream-request.js';

export const NOT_MODIFIED = 304;

/** A change within the second after another leaves `Last-Modified` as it was; so does one by a clock that is behind. */
const SURELY_OVER_MS = 60_000;

/** Headers that make a request one that asks whether something else is there by now. */
export type Condition = Readonly<Record<string, string>>;

/**
 * The request that asks whether what it was answered still holds; a 304 is then among its answers. Null for all but GET,
 * which would mean something else by it.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.1
 */
export function toConditional(request: UpstreamRequest, condition: Condition): UpstreamRequest | null {
  if (request.method !== 'GET') return null;
  return {
    ...request,
    headers: { ...request.headers, ...condition },
    answers: [...(request.answers ?? []), NOT_MODIFIED],
  };
}

/** Null where the answer does not say what it could be asked by. */
export function conditionOf({ status, headers }: UpstreamAnswer): Condition | null {
  if (status !== 200) return null;
  const tag = headerOf(headers, ['etag']);
  // As headers have it, and nothing that would be another header.
  if (tag !== null && /^(?:W\/)?"[\x21\x23-\x7e]*"$/.test(tag)) return { 'if-none-match': tag };
  const modified = headerOf(headers, ['last-modified']);
  const isSure =
    modified !== null && Date.parse(headerOf(headers, ['date']) ?? '') - Date.parse(modified) >= SURELY_OVER_MS;
  return isSure ? { 'if-modified-since': modified } : null;
}
