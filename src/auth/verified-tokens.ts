import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { FoundKey, KeyHeader } from './found-keys.js';
import type { Viewer } from './viewer.js';

/** What was found out about a token. */
export interface VerifiedToken {
  readonly viewer: Viewer;
  /** The header's `alg` and `kid`. */
  readonly header: KeyHeader;
  /** The key that its signature fits; null when several had to be tried. */
  readonly key: FoundKey | null;
  /** Its `nbf` or `iat`, whichever is later; epoch seconds. */
  readonly fromSeconds: number;
  /** Its `exp`, epoch seconds. */
  readonly untilSeconds: number;
}

/** Good tokens of late, by their hash: neither a token nor a refused one is kept. */
export interface VerifiedTokens {
  /**
   * Null when nothing is known of it, and before and after the time that the token itself names: only a whole check
   * grants what an issuer's clock may differ.
   */
  get(token: string, nowMs: number): VerifiedToken | null;
  /** Keeps it, unless several keys had to be tried. */
  set(token: string, verified: VerifiedToken): void;
}

// With a few scopes an entry takes about a kilobyte.
const BYTES_PER_TOKEN = 1000;
const BYTES_PER_SCOPE = 100;
const MOST_BYTES_PER_TOKEN = 2000;

/** @param most how many; 0 keeps none. Few of them are kept when they are large: together at most 2 kB for each */
export function createVerifiedTokens(most: number): VerifiedTokens {
  if (most === 0) return { get: () => null, set: () => {} };
  const cache = new LRUCache<string, VerifiedToken>({ max: most, maxSize: most * MOST_BYTES_PER_TOKEN });
  return {
    get(token, nowMs) {
      const digest = toDigest(token);
      const verified = cache.get(digest);
      if (verified === undefined || isTime(verified, nowMs)) return verified ?? null;
      cache.delete(digest);
      return null;
    },
    set(token, verified) {
      if (verified.key === null) return;
      const size = BYTES_PER_TOKEN + BYTES_PER_SCOPE * verified.viewer.scopes.size + token.length;
      cache.set(toDigest(token), verified, { size });
    },
  };
}

function isTime({ fromSeconds, untilSeconds }: VerifiedToken, nowMs: number): boolean {
  const nowSeconds = Math.floor(nowMs / 1000);
  return fromSeconds <= nowSeconds && nowSeconds < untilSeconds;
}

function toDigest(token: string): string {
  return hash('sha256', token, 'base64');
}
