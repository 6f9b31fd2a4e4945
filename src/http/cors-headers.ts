const READABLE = 'x-request-id, retry-after, www-authenticate';

/**
 * What lets pages of the listed origins read an answer; nothing where none is listed.
 * @param origin the header of the request, if it has one
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function toCorsHeaders(
  origin: string | null | undefined,
  listed: ReadonlySet<string>,
): Readonly<Record<string, string>> {
  if (listed.size === 0) return {};
  if (!origin || !listed.has(origin)) return { vary: 'Origin' };
  return { vary: 'Origin', 'access-control-allow-origin': origin, 'access-control-expose-headers': READABLE };
}
