import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { parseKeySet } from './key-set.js';
import { KeyServerError, createRemoteKeys } from './remote-keys.js';
import { TokenError } from './token-error.js';

/** Where the keys come from: a key server (https, or http on loopback), or a JWK set at hand. */
export type KeySource = { readonly jwksUrl: URL } | { readonly keySet: JSONWebKeySet };

export interface KeyResolver {
  /**
   * Finds the key for a token by the `alg` and `kid` of its header, among the keys of the source and nowhere else.
   * It throws TokenError UNKNOWN_KEY or KEYS_UNAVAILABLE, and jose's `JWKSMultipleMatchingKeys` when several fit.
   */
  readonly find: JWTVerifyGetKey;
  /** Asks the key server now. A sentence that says why there are no keys, or null when there are some. */
  findProblem(): Promise<string | null>;
}

/** @param now epoch milliseconds */
export function createKeyResolver(source: KeySource, now: () => number): KeyResolver {
  const keys =
    'jwksUrl' in source
      ? createRemoteKeys(source.jwksUrl, now)
      : createLocalJWKSet(parseKeySet(source.keySet) ?? { keys: [] });
  return {
    async find(header, token) {
      try {
        return await keys(header, token);
      } catch (error) {
        throw toResolverError(error);
      }
    },
    findProblem: () => ('reload' in keys ? findRemoteProblem(keys) : Promise.resolve(findLocalProblem(keys.jwks()))),
  };
}

async function findRemoteProblem(keys: RemoteJWKSet): Promise<string | null> {
  try {
    await keys.reload();
  } catch (error) {
    if (error instanceof KeyServerError) return error.message;
    throw error;
  }
  return findLocalProblem(keys.jwks());
}

function findLocalProblem(keySet: JSONWebKeySet | undefined): string | null {
  return keySet?.keys.length ? null : 'There is no key for signatures.';
}

function toResolverError(error: unknown): unknown {
  if (error instanceof errors.JWKSMultipleMatchingKeys) return error;
  if (error instanceof errors.JWKSNoMatchingKey) return new TokenError('UNKNOWN_KEY');
  return new TokenError('KEYS_UNAVAILABLE', { cause: error });
}
