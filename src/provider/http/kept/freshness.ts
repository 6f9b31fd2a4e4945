import { parseHttpDate } from '../wire/http-date.js';
import { headerOf, type ResponseHeaders } from '../wire/response-headers.js';

export interface FreshnessOptions {
  /** How long an answer is fresh unless its headers say less, in milliseconds. */
  readonly freshMs: number;
  /** Whether `max-age`, `Expires` and `no-cache` count. `no-store` always does. */
  readonly heedsMaxAge: boolean;
}

/**
 * How long after it was asked for an answer may serve others, in milliseconds: 0 is not at all, null that it must not
 * even be kept. The gateway is one client of the upstream, with credentials of its own, so `private` is no objection.
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2
 */
export function freshnessOf(headers: ResponseHeaders, { freshMs, heedsMaxAge }: FreshnessOptions): number | null {
  const directives = parseDirectives(headerOf(headers, ['cache-control']) ?? '');
  if (directives.has('no-store')) return null;
  // Requests are equal in all headers that they have, so what an answer may vary by is the same, unless it is everything.
  if (headerOf(headers, ['vary'])?.includes('*')) return 0;
  if (!heedsMaxAge) return freshMs;
  if (directives.has('no-cache')) return 0;
  const lifeMs = lifeOf(directives.get('max-age'), headers);
  if (lifeMs === null) return freshMs;
  // Some of it may be over: the answer has spent that time on its way, in other caches.
  return Math.min(freshMs, Math.max(0, lifeMs - toMs(headerOf(headers, ['age']) ?? '')));
}

/** How long it holds from when it was made, in milliseconds; null when it does not say. What cannot be read is over. */
function lifeOf(maxAge: string | undefined, headers: ResponseHeaders): number | null {
  if (maxAge !== undefined) return toMs(maxAge);
  const expires = headerOf(headers, ['expires']);
  if (expires === null) return null;
  const [endsAtMs, madeAtMs] = [parseHttpDate(expires), parseHttpDate(headerOf(headers, ['date']) ?? '')];
  return endsAtMs === null || madeAtMs === null ? 0 : endsAtMs - madeAtMs;
}

/** Of a number of seconds. */
function toMs(seconds: string): number {
  return /^\d{1,9}$/.test(seconds.trim()) ? Number(seconds) * 1000 : 0;
}

const NO_DIRECTIVES: ReadonlyMap<string, string> = new Map();

/** Arguments by name in lower case, without quotes; empty where there is none. */
function parseDirectives(header: string): ReadonlyMap<string, string> {
  if (header === '') return NO_DIRECTIVES;
  const directives = new Map<string, string>();
  for (const [, name = '', quoted, plain] of header.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,"]*)))?/g)) {
    directives.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  return directives;
}
