import { TokenError } from './token-error.js';

// The only character class a token68 has, so no part of a second token or parameter can hide in it.
const BEARER = /^bearer ([A-Za-z0-9\-._~+/]+=*)$/i;

/**
 * The token of an `Authorization` header: exactly `Bearer`, one space and one token; the scheme in any case.
 * @throws TokenError MISSING without a header or with another scheme, MALFORMED when it is not exactly that
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-2.1
 */
export function parseBearer(authorizationHeader: string | null): string {
  if (authorizationHeader === null || !/^bearer(?![\w-])/i.test(authorizationHeader)) throw new TokenError('MISSING');
  const token = BEARER.exec(authorizationHeader)?.[1];
  if (token === undefined) throw new TokenError('MALFORMED');
  return token;
}
