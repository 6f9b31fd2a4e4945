import { createPublicKey, type KeyObject } from 'node:crypto';
import type { JSONWebKeySet, JWK } from 'jose';
import { algorithmsOf } from './algorithms.js';

const MIN_RSA_BITS = 2048;

/**
 * The keys of a JWK or JWK set that signatures may be checked with, reduced to their public part. Left out: keys for
 * encryption or of another type, RSA keys under 2048 bits, anything unreadable. Null when it is neither JWK nor JWK set.
 */
export function parseKeySet(input: unknown): JSONWebKeySet | null {
  if (!isRecord(input)) return null;
  const keys = 'kty' in input ? [input] : input['keys'];
  return Array.isArray(keys) ? { keys: keys.map(toVerificationKey).filter((key) => key !== null) } : null;
}

function toVerificationKey(jwk: unknown): JWK | null {
  if (!isRecord(jwk) || !isForSignatures(jwk)) return null;
  const key = readPublicKey(jwk);
  if (key === null || isShort(key)) return null;
  const { kid, alg } = jwk;
  const publicPart: JWK = key.export({ format: 'jwk' });
  const known = algorithmsOf(publicPart).find((algorithm) => alg === undefined || alg === algorithm);
  if (known === undefined) return null;
  return {
    ...publicPart,
    ...(typeof kid === 'string' && { kid }),
    ...(alg !== undefined && { alg: known }),
    use: 'sig',
  };
}

function isForSignatures({ use, d, key_ops: operations }: Record<string, unknown>): boolean {
  if (use !== undefined && use !== 'sig') return false;
  // A private key's operations are those of its private half.
  return operations === undefined || d !== undefined || (Array.isArray(operations) && operations.includes('verify'));
}

function readPublicKey(jwk: Record<string, unknown>): KeyObject | null {
  try {
    return createPublicKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

function isShort({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) < MIN_RSA_BITS;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
