import type { JWTHeaderParameters, JWTVerifyGetKey } from 'jose';
import type { FoundKey } from './found-keys.js';
import { TokenError } from './token-error.js';

const MOST_CHARACTERS = 16_384;

/** @throws TokenError TOO_LONG from 16 KiB on */
export function checkLength(token: string): void {
  if (token.length > MOST_CHARACTERS) throw new TokenError('TOO_LONG');
}

/** @throws TokenError MALFORMED unless it is three parts in base64url, spelled as their bytes are encoded */
export function checkForm(token: string): void {
  const parts = token.split('.');
  // jose on Node 20 reads base64url leniently, and a token must not have two spellings.
  if (parts.length !== 3 || !parts.every(isBase64Url)) throw new TokenError('MALFORMED');
}

function isBase64Url(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

/** Looks a key up for tokens of these types only, and for none with `crit`. @param accepted in any case, with or without `application/` */
export function withTypeCheck(
  findKey: JWTVerifyGetKey<FoundKey>,
  accepted: readonly string[],
): JWTVerifyGetKey<FoundKey> {
  const types = new Set(accepted.map(toType));
  return async (header, token) => {
    if (header.crit !== undefined) throw new TokenError('MALFORMED');
    if (!hasType(header, types)) throw new TokenError('WRONG_TYPE');
    return findKey(header, token);
  };
}

function hasType({ typ }: JWTHeaderParameters, types: ReadonlySet<string>): boolean {
  return typeof typ === 'string' && types.has(toType(typ));
}

function toType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, '');
}
