import { constants, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';
import { createTokenVerifier, type TokenVerifier, type TokenVerifierOptions } from '../../src/auth/token-verifier.js';
import { TokenError } from '../../src/auth/token-error.js';
import type { Viewer } from '../../src/auth/viewer.js';

/** 2026-03-02T09:14:05Z: the time in every test about tokens. */
export const NOW_SECONDS = 1_772_442_845;
export const ISSUER = 'https://login.example/';
export const AUDIENCE = 'https://tickets.example';

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK;
}

export const keyPair = toPair(generateKeyPairSync('ec', { namedCurve: 'P-256' }), { kid: 'main', alg: 'ES256' });
export const otherPair = toPair(generateKeyPairSync('ec', { namedCurve: 'P-256' }), { kid: 'other', alg: 'ES256' });
export const rsaPair = toPair(generateKeyPairSync('rsa', { modulusLength: 2048 }), { kid: 'rsa' });
export const ed25519Pair = toPair(generateKeyPairSync('ed25519'), { kid: 'ed' });

export const HEADER = { alg: 'ES256', typ: 'at+jwt', kid: 'main' };
export const CLAIMS = {
  iss: ISSUER,
  aud: AUDIENCE,
  sub: 'user-1',
  scope: 'support:read',
  iat: NOW_SECONDS - 60,
  exp: NOW_SECONDS + 600,
};

export interface TokenParts {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Instead of the claims: this text. */
  readonly payload?: string;
  readonly key?: KeyObject;
}

/** A token made by hand, without the library that verifies it; a header or claim that is undefined is left out. */
export function makeToken({ header, claims, payload, key = keyPair.privateKey }: TokenParts = {}): string {
  const joined = { ...HEADER, ...header };
  const text = payload ?? JSON.stringify({ ...CLAIMS, ...claims });
  const input = `${encodePart(joined)}.${Buffer.from(text).toString('base64url')}`;
  return `${input}.${toSignature(joined.alg, input, key).toString('base64url')}`;
}

export function encodePart(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** A token "signed" with a secret, as an attacker can who takes the public key for one. */
export function makeSecretToken(secret: string): string {
  const input = `${encodePart({ ...HEADER, alg: 'HS256' })}.${encodePart(CLAIMS)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

/** Asked as the front door asks it: first what is known at once. */
export function createTestVerifier(options: Partial<TokenVerifierOptions> = {}): TokenVerifier {
  const keySet: JSONWebKeySet = { keys: [keyPair.publicJwk] };
  const verifier = createTokenVerifier({
    issuer: ISSUER,
    audience: AUDIENCE,
    keys: { keySet },
    now: () => NOW_SECONDS * 1000,
    ...options,
  });
  return { ...verifier, verify: async (token) => verifier.recall(token) ?? verifier.verify(token) };
}

/** The viewer, or the reason of the refusal. */
export async function outcomeOf(verified: Promise<Viewer>): Promise<Viewer | string> {
  return verified.catch((error: unknown) => {
    if (error instanceof TokenError) return error.reason;
    throw error;
  });
}

export function toPair(
  { privateKey, publicKey }: { readonly privateKey: KeyObject; readonly publicKey: KeyObject },
  labels: JWK,
): KeyPair {
  return { privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }), ...labels } };
}

function toSignature(algorithm: unknown, input: string, key: KeyObject): Buffer {
  const data = Buffer.from(input);
  if (algorithm === 'EdDSA') return sign(null, data, key);
  if (algorithm !== 'PS256') return sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' });
  return sign('sha256', data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
}
