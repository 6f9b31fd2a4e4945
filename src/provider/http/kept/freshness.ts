import { headerOf, type ResponseHeaders } from '../wire/response-headers.js';

export interface FreshnessOptions {
  /** How long an answer is fresh unless its headers say less, in milliseconds. */
  readonly freshMs: number;
  /** Whether `max-age` and `no-cache` count. `no-store` always does. */
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
  const maxAge = directives.get('max-age');
  return maxAge === undefined ? freshMs : Math.min(freshMs, toMs(maxAge, headerOf(headers, ['age'])));
}

/** What is left of a life after the time that an answer spent on its way in other caches. One that cannot be read is over. */
function toMs(maxAge: string, age: string | null): number {
  return Math.max(0, toSeconds(maxAge) - toSeconds(age ?? '')) * 1000;
}

function toSeconds(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0;
}

/** Arguments by name in lower case, without quotes; empty where there is none. */
function parseDirectives(header: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const [, name = '', quoted, plain] of header.matchAll(/([\w-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,"]*)))?/g)) {
    directives.set(name.toLowerCase(), quoted ?? plain ?? '');
  }
  return directives;
}
