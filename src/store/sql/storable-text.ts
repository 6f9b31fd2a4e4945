const UNSTORABLE = /\p{Cs}/u;

/** False for text that PostgreSQL cannot hold: with a zero character, or half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !UNSTORABLE.test(text);
}

/**
 * True for storable text that sorts in collation "C", by the bytes of UTF-8, as it does by code unit: there is nothing in
 * it beyond U+FFFF.
 */
export function sortsByCodeUnit(text: string): boolean {
  return !text.includes('\0') && !/[\ud800-\udfff]/.test(text);
}

// Escapes as JSON.stringify writes them; an escaped backslash comes first, so that what follows it is not taken for one.
const ESCAPES = /\\\\|\\u0000|\\ud[89a-f][0-9a-f]{2}/g;

/** JSON with U+FFFD for every character that cannot be stored, in keys as well, however deep. */
export function toStorableJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(ESCAPES, (escape) => (escape === '\\\\' ? escape : '\uFFFD'));
}
