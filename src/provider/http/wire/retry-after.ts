import { parseHttpDate } from './http-date.js';

/** No upstream makes us wait longer than a day; a longer wish is cut to this. */
export const MAX_RETRY_AFTER_MS = 24 * 60 * 60 * 1000;

const DECIMAL = /^\d+(?:\.\d+)?$/;

/**
 * Reads a `Retry-After` header: seconds, or an HTTP date.
 * @param nowMs milliseconds since 1970
 * @returns milliseconds to wait, 0 to 24 hours (a date in the past is 0); null when it says nothing usable
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(value: string, nowMs: number): number | null {
  const text = value.trim();
  if (DECIMAL.test(text)) return clamp(Math.ceil(Number(text) * 1000));
  const dateMs = parseHttpDate(text);
  return dateMs === null ? null : clamp(dateMs - nowMs);
}

/** Reads a number of milliseconds. @returns 0 to 24 hours; null when it is none */
export function parseRetryAfterMs(value: string): number | null {
  const text = value.trim();
  return DECIMAL.test(text) ? clamp(Math.ceil(Number(text))) : null;
}

function clamp(waitMs: number): number {
  return Math.min(Math.max(waitMs, 0), MAX_RETRY_AFTER_MS);
}
