import { errors } from 'jose';
import { DEFAULT_ALGORITHMS } from './algorithms.js';
import { createKeyResolver, type KeyResolver, type KeySource } from './key-resolver.js';
import { createTokenCheck, type TokenCheckOptions } from './token-check.js';
import { checkLength } from './token-form.js';
import { DEFAULT_KEYS_MAX_AGE_SECONDS, DEFAULT_TOKENS_KEPT } from './token-defaults.js';
import { createVerifiedTokens, type VerifiedToken } from './verified-tokens.js';
import type { Viewer } from './viewer.js';

export interface TokenVerifierOptions extends TokenCheckOptions {
  readonly keys: KeySource;
  /** How old the keys of a key server may get while it cannot be read, from 60; default 600. */
  readonly keysMaxAgeSeconds?: number;
  /** How many verified tokens are remembered, by their hash; 0 verifies each anew; default 10 000. */
  readonly tokensKept?: number;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
  /** Told of each read of the key server that failed, mostly with a KeyServerError. */
  readonly onKeyFailure?: (error: unknown) => void;
}

/** Turns bearer tokens into viewers. */
export interface TokenVerifier {
  /** The caller that a token stands for. @throws TokenError */
  verify(token: string): Promise<Viewer>;
  /** The same at once, where the token was good before and nothing is to be looked for; else null. @throws TokenError */
  recall(token: string): Viewer | null;
  /** Reads the keys now. A sentence that says why there are none, without their address; null when there are some. */
  findKeyProblem(): Promise<string | null>;
}

/**
 * Verifies signed JWTs. Nothing is read from a key server before the first token comes.
 *
 * A token that was good is not verified again while the key that it was verified with is still the one to use, from its
 * `nbf` or `iat` until its `exp`; outside of that it is verified as if it were new, so that what is remembered never
 * lets in what would be refused. Refusals are not remembered.
 */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { now = Date.now } = options;
  const keys = createKeys(options, now);
  const check = createTokenCheck(options, keys, now);
  const verified = createVerifiedTokens(options.tokensKept ?? DEFAULT_TOKENS_KEPT);
  return {
    async verify(token) {
      checkLength(token);
      const known = verified.get(token, now());
      if (known !== null && (await isStillTheKey(known, keys))) return known.viewer;
      const checked = await check(token);
      verified.set(token, checked);
      return checked.viewer;
    },
    recall(token) {
      checkLength(token);
      const known = verified.get(token, now());
      return known !== null && keys.peek(known.header) === known.key ? known.viewer : null;
    },
    findKeyProblem: () => keys.findProblem(options.algorithms ?? DEFAULT_ALGORITHMS),
  };
}

function createKeys(options: TokenVerifierOptions, now: () => number): KeyResolver {
  const { keysMaxAgeSeconds = DEFAULT_KEYS_MAX_AGE_SECONDS, onKeyFailure: onFailure = () => {} } = options;
  return createKeyResolver(options.keys, { maxAgeMs: keysMaxAgeSeconds * 1000, now, onFailure });
}

async function isStillTheKey({ header, key }: VerifiedToken, keys: KeyResolver): Promise<boolean> {
  try {
    return (await keys.find(header)) === key;
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) return false;
    throw error;
  }
}
