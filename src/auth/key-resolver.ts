import { createLocalJWKSet, errors, type JSONWebKeySet, type JWK } from 'jose';
import { algorithmsOf, type Algorithm } from './algorithms.js';
import { KeyServerError, readKeyServer } from './key-server.js';
import { parseKeySet } from './key-set.js';
import { rememberFound, type FoundKey, type KeyHeader } from './found-keys.js';
import { createRemoteKeys, type RemoteKeys } from './remote-keys.js';
import { TokenError } from './token-error.js';

/** Where the keys come from: a key server (https, or http on loopback), or a JWK set at hand. */
export type KeySource = { readonly jwksUrl: URL } | { readonly keySet: JSONWebKeySet };

export interface KeyResolver {
  /**
   * Finds the key for a token by the `alg` and `kid` of its header, among the keys of the source and nowhere else; the
   * same object as long as the source has that key.
   * @throws TokenError UNKNOWN_KEY or KEYS_UNAVAILABLE, and jose's `JWKSMultipleMatchingKeys` when several fit
   */
  find(header: KeyHeader): Promise<FoundKey>;
  /** The same at once, where that is known and nothing is to be read; else null. */
  peek(header: KeyHeader): FoundKey | null;
  /** Reads the keys of a key server anew, at most every 30 seconds. True when `find` may give another key now. */
  renew(): Promise<boolean>;
  /** Asks the key server now. A sentence that says why no key fits the algorithms, or null when one does. */
  findProblem(algorithms: readonly Algorithm[]): Promise<string | null>;
}

export interface KeyResolverOptions {
  /** How old the keys of a key server may get while it cannot be read. */
  readonly maxAgeMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Told of each read of a key server that failed. */
  readonly onFailure: (error: unknown) => void;
}

export function createKeyResolver(source: KeySource, options: KeyResolverOptions): KeyResolver {
  const keys =
    'jwksUrl' in source
      ? createRemoteKeys({ ...options, read: () => readKeyServer(source.jwksUrl) })
      : toLocalKeys(source.keySet);
  return {
    async find(header) {
      try {
        return await keys.find(header);
      } catch (error) {
        throw toResolverError(error);
      }
    },
    peek: keys.peek,
    renew: keys.renew,
    findProblem: (algorithms) => findProblem(keys, algorithms),
  };
}

function toLocalKeys(keySet: JSONWebKeySet): RemoteKeys {
  const { find, peek, jwks } = rememberFound(createLocalJWKSet(parseKeySet(keySet) ?? { keys: [] }));
  return { find, peek, renew: async () => false, reload: async () => jwks() };
}

async function findProblem({ reload }: RemoteKeys, algorithms: readonly Algorithm[]): Promise<string | null> {
  try {
    const { keys } = await reload();
    if (keys.length === 0) return 'There is no key for signatures.';
    if (keys.some((key) => canSign(key, algorithms))) return null;
    return `No key can be used with the algorithms that are accepted (${algorithms.join(', ')}).`;
  } catch (error) {
    if (error instanceof KeyServerError) return error.message;
    throw error;
  }
}

function canSign(key: JWK, algorithms: readonly Algorithm[]): boolean {
  return algorithmsOf(key).some(
    (algorithm) => algorithms.includes(algorithm) && (key.alg === undefined || key.alg === algorithm),
  );
}

function toResolverError(error: unknown): unknown {
  if (error instanceof errors.JWKSMultipleMatchingKeys) return error;
  if (error instanceof errors.JWKSNoMatchingKey) return new TokenError('UNKNOWN_KEY');
  return new TokenError('KEYS_UNAVAILABLE', { cause: error });
}
