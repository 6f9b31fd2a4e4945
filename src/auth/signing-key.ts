import { createPrivateKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JSONWebKeySet, type JWK } from 'jose';
import { algorithmsOf, type Algorithm } from './algorithms.js';
import { parseKeySet } from './key-set.js';

/** A private JWK that tokens can be signed with. */
export type SigningKey = JWK & { readonly alg: Algorithm };

/** A new private key for ES256; its `kid` is the RFC 7638 thumbprint. */
export async function createSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
}

/** Reads a private JWK for signatures (EC, RSA from 2048 bits, Ed25519); null when it is not one. */
export function parseSigningKey(input: unknown): SigningKey | null {
  const [publicKey] = parseKeySet(input)?.keys ?? [];
  const privateKey = readPrivateKey(input);
  if (publicKey === undefined || privateKey === null) return null;
  const alg = algorithmsOf(publicKey).find((algorithm) => algorithm === (publicKey.alg ?? algorithm));
  return alg === undefined ? null : { ...privateKey.export({ format: 'jwk' }), ...publicKey, alg };
}

/** The public half of a private key, as a set to hand to verifiers. @throws TypeError when it is no key for signatures */
export function toPublicKeySet(key: JWK): JSONWebKeySet {
  const keySet = parseKeySet(key);
  if (!keySet?.keys.length) throw new TypeError('The key is not one for signatures.');
  return keySet;
}

function readPrivateKey(input: unknown): KeyObject | null {
  try {
    return createPrivateKey({ key: Object(input), format: 'jwk' });
  } catch {
    return null;
  }
}
