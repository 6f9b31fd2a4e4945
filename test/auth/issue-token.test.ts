import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader, type JWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { LOCAL_AUDIENCE, LOCAL_ISSUER, issueToken } from '../../src/auth/issue-token.js';
import { parseKeySet } from '../../src/auth/key-set.js';
import { createSigningKey, parseSigningKey, toPublicKeySet } from '../../src/auth/signing-key.js';
import { createTokenVerifier } from '../../src/auth/token-verifier.js';
import { NOW_SECONDS } from './tokens.js';

const now = (): number => NOW_SECONDS * 1000 + 999;
const curves = [
  ['P-256', 'ES256'],
  ['P-384', 'ES384'],
  ['P-521', 'ES512'],
] as const;

function toPrivateJwk({ privateKey }: ReturnType<typeof generateKeyPairSync>): JWK {
  return privateKey.export({ format: 'jwk' });
}

describe('an issued token', () => {
  it('has the form of RFC 9068', async () => {
    const key = await createSigningKey();
    const request = { key, subject: 'u', organization: 'o', scope: 'support:read', expiresInSeconds: 60, now };

    const token = await issueToken(request);

    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: key.kid });
    expect(decodeJwt(token)).toEqual({
      iss: 'ticket-gateway',
      aud: 'ticket-gateway',
      sub: 'u',
      org: 'o',
      scope: 'support:read',
      iat: NOW_SECONDS,
      exp: NOW_SECONDS + 60,
      jti: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    });
  });

  it('leaves out who it does not name, and differs from every other', async () => {
    const key = await createSigningKey();
    const request = { key, scope: 'access_all_areas', expiresInSeconds: 60, issuer: 'i', audience: 'a', now };

    const [claims, others] = [decodeJwt(await issueToken(request)), decodeJwt(await issueToken(request))];

    expect(Object.keys(claims).toSorted()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'scope']);
    expect([claims.iss, claims.aud]).toEqual(['i', 'a']);
    expect(claims.jti).not.toBe(others.jti);
  });

  it('is accepted by whoever has the public key set', async () => {
    const key = await createSigningKey();
    const keys = { keySet: toPublicKeySet(key) };
    const verifier = createTokenVerifier({ issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, keys, now });

    const token = await issueToken({ key, subject: 'u', scope: 'support:read', expiresInSeconds: 60, now });

    expect(await verifier.verify(token)).toMatchObject({ userId: 'u', visibility: 'USER' });
  });
});

describe('a signing key', () => {
  it('is named by its thumbprint', async () => {
    const key = await createSigningKey();

    expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig', d: expect.any(String) });
    expect(key.kid).toBe(await calculateJwkThumbprint(toPublicKeySet(key).keys[0] ?? {}));
    expect(parseSigningKey(JSON.parse(JSON.stringify(key)))).toEqual(key);
  });

  it.each(curves)('on the curve %s signs with %s', (namedCurve, alg) => {
    const key = toPrivateJwk(generateKeyPairSync('ec', { namedCurve }));

    expect(parseSigningKey(key)).toEqual({ ...key, use: 'sig', alg });
  });

  it('of other types signs with the usual algorithm of its type, or its own', () => {
    const rsa = toPrivateJwk(generateKeyPairSync('rsa', { modulusLength: 2048 }));
    const ed25519 = toPrivateJwk(generateKeyPairSync('ed25519'));

    expect(parseSigningKey(rsa)).toMatchObject({ alg: 'RS256' });
    expect(parseSigningKey({ ...rsa, alg: 'PS256', key_ops: ['sign'] })).toMatchObject({ alg: 'PS256' });
    expect(parseSigningKey(ed25519)).toMatchObject({ alg: 'EdDSA' });
  });

  it('is none of these', async () => {
    const key = await createSigningKey();
    const { d: _d, ...publicKey } = key;
    const wrong = [null, 'key', [], {}, publicKey, { ...key, d: 5 }, { ...key, use: 'enc' }, { ...key, alg: 'RS256' }];

    expect([...wrong, { keys: [key] }, { kty: 'oct', k: 'c2VjcmV0' }].map(parseSigningKey)).toEqual(
      Array.from({ length: 10 }, () => null),
    );
  });
});

describe('a public key set', () => {
  it('holds nothing private', async () => {
    const { d: _d, ...publicPart } = await createSigningKey();
    const rsa = toPrivateJwk(generateKeyPairSync('rsa', { modulusLength: 2048 }));

    expect(toPublicKeySet({ ...publicPart, d: _d ?? '' })).toEqual({ keys: [publicPart] });
    expect(toPublicKeySet(rsa)).toEqual({ keys: [{ kty: 'RSA', n: rsa.n, e: rsa.e, use: 'sig' }] });
  });

  it('cannot be made of a shared secret', () => {
    expect(() => toPublicKeySet({ kty: 'oct', k: 'c2VjcmV0' })).toThrow(TypeError);
  });

  it('is read from a set or a single key, without what is of no use', async () => {
    const [{ d: _d, ...first }, { d: _e, ...second }] = [await createSigningKey(), await createSigningKey()];

    expect(parseKeySet(first)).toEqual({ keys: [first] });
    expect(parseKeySet({ keys: [first, null, 'key', { ...first, use: 'enc' }, second] })).toEqual({
      keys: [first, second],
    });
    expect(parseKeySet({ keys: [{ ...first, kid: 7, x5c: ['MIIB'], jku: 'https://x' }] })).toEqual({
      keys: [{ ...first, kid: undefined }],
    });
    expect(parseKeySet({ keys: [] })).toEqual({ keys: [] });
  });

  it.each([[null], ['keys'], [[]], [{}], [{ keys: {} }], [{ keys: null }]])('is not %j', (input) => {
    expect(parseKeySet(input)).toBeNull();
  });
});
