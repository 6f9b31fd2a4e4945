import type { RateLimit } from '../../provider.js';
import { parseRetryAfter, parseRetryAfterMs } from './retry-after.js';

/** Response headers by name in lower case. */
export type ResponseHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What an upstream calls the headers that guide its callers, in lower case; the first one present counts. */
export interface GuidingHeaders {
  readonly retryAfter: readonly string[];
  /** Milliseconds to wait, as a plain number; they count where `retryAfter` says nothing. Default: none. */
  readonly retryAfterMs?: readonly string[];
  /** Requests in the window. */
  readonly rateLimit: readonly string[];
  /** Requests left in the window. */
  readonly rateLimitRemaining: readonly string[];
  /** What the upstream calls a request. Default: none. */
  readonly requestId?: readonly string[];
}

export const STANDARD_HEADERS: GuidingHeaders = { retryAfter: ['retry-after'], rateLimit: [], rateLimitRemaining: [] };

/** The first header present among the names; a repeated header is joined by commas. Null when none is there. */
export function headerOf(headers: ResponseHeaders, names: readonly string[]): string | null {
  for (const name of names) {
    const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
    if (value !== undefined) return typeof value === 'string' ? value : value.join(', ');
  }
  return null;
}

/** Milliseconds that the upstream asks us to wait; null when it does not say. Unreadable values are passed over. */
export function retryAfterOf(headers: ResponseHeaders, names: GuidingHeaders, nowMs: number): number | null {
  return (
    firstRead(headers, names.retryAfter, (value) => parseRetryAfter(value, nowMs)) ??
    firstRead(headers, names.retryAfterMs ?? [], parseRetryAfterMs)
  );
}

/** What the upstream calls the request; null when it does not say, or in a form that no log should hold. */
export function requestIdOf(headers: ResponseHeaders, { requestId = [] }: GuidingHeaders): string | null {
  const value = headerOf(headers, requestId);
  return value !== null && /^[\w.:-]{1,64}$/.test(value) ? value : null;
}

/** The window as one answer tells it; null when it tells nothing. */
export function rateLimitOf(headers: ResponseHeaders, names: GuidingHeaders): RateLimit | null {
  // Whoever allows nothing at all does not answer either: that is no limit.
  const limit = toCount(headerOf(headers, names.rateLimit)) || null;
  const remaining = toCount(headerOf(headers, names.rateLimitRemaining));
  return limit === null && remaining === null ? null : { limit, remaining, resetAt: null };
}

function firstRead<T>(headers: ResponseHeaders, names: readonly string[], read: (value: string) => T | null): T | null {
  for (const name of names) {
    const value = headerOf(headers, [name]);
    const result = value === null ? null : read(value);
    if (result !== null) return result;
  }
  return null;
}

function toCount(value: string | null): number | null {
  return value !== null && /^\d{1,9}$/.test(value.trim()) ? Number(value) : null;
}
