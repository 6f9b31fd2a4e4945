import { createHash, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CLAIMS,
  HEADER,
  NOW_SECONDS,
  createTestVerifier,
  encodePart,
  keyPair,
  makeSecretToken,
  makeToken,
  otherPair,
  outcomeOf,
  rsaPair,
  toPair,
} from './tokens.js';

const goodToken = makeToken();
const [goodHeader = '', goodPayload = '', goodSignature = ''] = goodToken.split('.');
const publicPem = createPublicKey({ key: keyPair.publicJwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });

// The attacker's server: it would gladly hand out the attacker's key.
const decoy = { hits: 0, url: '' };
const decoyServer = createServer((_request, response) => {
  decoy.hits += 1;
  response.end(JSON.stringify({ keys: [otherPair.publicJwk] }));
});

beforeAll(async () => {
  await new Promise<void>((resolve) => decoyServer.listen(0, '127.0.0.1', resolve));
  decoy.url = `http://127.0.0.1:${(decoyServer.address() as AddressInfo).port}/keys`;
});

afterAll(async () => {
  await new Promise((resolve) => decoyServer.close(resolve));
});

/** Signed by the attacker's key. */
function forge(header: Readonly<Record<string, unknown>>): string {
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

const attacks: readonly (readonly [string, () => string, string])[] = [
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
  ['own key set as jku', () => forge({ kid: 'other', jku: decoy.url }), 'UNKNOWN_KEY'],
  ['own key set as jku, no kid', () => forge({ kid: undefined, jku: decoy.url }), 'BAD_SIGNATURE'],
  ['own certificate as x5u', () => forge({ kid: 'other', x5u: decoy.url }), 'UNKNOWN_KEY'],
  ['own certificate as x5c', () => forge({ kid: 'other', x5c: ['MIIB'] }), 'UNKNOWN_KEY'],
  ['own certificate by x5t', () => forge({ kid: 'other', x5t: createHash('sha1').digest('base64url') }), 'UNKNOWN_KEY'],
  ['kid that is a path', () => forge({ kid: '../../../dev/null' }), 'UNKNOWN_KEY'],
  ['kid that is SQL', () => forge({ kid: "' UNION SELECT 'key' --" }), 'UNKNOWN_KEY'],
  ['kid that is a URL', () => forge({ kid: decoy.url }), 'UNKNOWN_KEY'],
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

describe('an attack', () => {
  const keySet = { keys: [keyPair.publicJwk] };

  it.each(attacks)('is refused: %s', async (_name, makeAttack, reason) => {
    const verifier = createTestVerifier({ keys: { keySet } });

    expect(await outcomeOf(verifier.verify(makeAttack()))).toBe(reason);
  });

  it('that names its own key server makes no request there', async () => {
    const verifier = createTestVerifier({ keys: { keySet } });
    const headers = ['jku', 'x5u', 'kid'].map((name) => ({ kid: 'other', [name]: decoy.url }));

    await Promise.all(headers.map((header) => outcomeOf(verifier.verify(forge(header)))));

    expect(decoy.hits).toBe(0);
  });

  it('begins with a token that would be accepted', async () => {
    expect(await createTestVerifier({ keys: { keySet } }).verify(goodToken)).toMatchObject({ userId: 'user-1' });
  });
});

describe('a key that is not for signatures', () => {
  it.each([
    ['for encryption', { ...keyPair.publicJwk, use: 'enc' }],
    ['for deriving', { ...keyPair.publicJwk, key_ops: ['deriveKey'] }],
    ['for another algorithm', { ...keyPair.publicJwk, alg: 'ECDH-ES' }],
    ['for a shared secret', { kty: 'oct', kid: 'main', k: 'c2VjcmV0' }],
    ['off its curve', { ...keyPair.publicJwk, x: keyPair.publicJwk.y ?? '', y: keyPair.publicJwk.x ?? '' }],
  ])('verifies nothing: %s', async (_name, jwk) => {
    const verifier = createTestVerifier({ keys: { keySet: { keys: [jwk] } } });

    expect(await outcomeOf(verifier.verify(goodToken))).toBe('UNKNOWN_KEY');
  });

  it('verifies nothing: RSA of 1024 bits', async () => {
    const { publicJwk, privateKey } = toPair(generateKeyPairSync('rsa', { modulusLength: 1024 }), { kid: 'short' });
    const verifier = createTestVerifier({ keys: { keySet: { keys: [publicJwk] } } });

    const token = makeToken({ header: { alg: 'RS256', kid: 'short' }, key: privateKey });

    expect(await outcomeOf(verifier.verify(token))).toBe('UNKNOWN_KEY');
  });
});
