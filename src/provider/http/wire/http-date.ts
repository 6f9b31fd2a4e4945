// IMF-fixdate and the RFC 850 form. `Date.parse` alone would take nearly any text that holds a number.
const HTTP_DATE =
  /^[A-Z][a-z]{2,8}, \d{2}(?: [A-Z][a-z]{2} \d{4}|-[A-Z][a-z]{2}-(?:\d{2}|\d{4})) \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads a date as headers have it.
 * @returns milliseconds since 1970; null when it is none
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
 */
export function parseHttpDate(value: string): number | null {
  const text = value.trim();
  if (!HTTP_DATE.test(text)) return null;
  const dateMs = Date.parse(text);
  return Number.isNaN(dateMs) ? null : dateMs;
}
