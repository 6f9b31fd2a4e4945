import type { JWTHeaderParameters, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import { DEFAULT_ALGORITHMS, type Algorithm } from './algorithms.js';
import { DEFAULT_CLAIM_NAMES, toViewer, type ClaimNames } from './claims.js';
import { createKeyResolver, type KeySource } from './key-resolver.js';
import { TokenError } from './token-error.js';
import { verifyClaims } from './verify-claims.js';
import type { Viewer } from './viewer.js';

export interface TokenVerifierOptions {
  /** The `iss` to accept, exactly. */
  readonly issuer: string;
  /** Accepted when it is the `aud`, or in it. */
  readonly audience: string;
  readonly keys: KeySource;
  /** Default: ES256, RS256, EdDSA, PS256. */
  readonly algorithms?: readonly Algorithm[];
  /** How far the issuer's clock may differ, 0 to 60; default 30. */
  readonly clockToleranceSeconds?: number;
  /** The `typ` headers to accept, in any case and with or without `application/`; default `at+jwt` and `JWT`. */
  readonly types?: readonly string[];
  readonly claims?: ClaimNames;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

export const DEFAULT_CLOCK_TOLERANCE_SECONDS = 30;
export const DEFAULT_TYPES: readonly string[] = ['at+jwt', 'JWT'];

/** Turns bearer tokens into viewers. */
export interface TokenVerifier {
  /** The caller that a token stands for. @throws TokenError */
  verify(token: string): Promise<Viewer>;
  /** Reads the keys now. A sentence that says why there are none, without their address; null when there are some. */
  findKeyProblem(): Promise<string | null>;
}

const MOST_CHARACTERS = 16_384;

/** Verifies signed JWTs. Nothing is read from a key server before the first token comes. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { now = Date.now, claims = DEFAULT_CLAIM_NAMES } = options;
  const keys = createKeyResolver(options.keys, now);
  const findKey = withTypeCheck(keys.find, options.types ?? DEFAULT_TYPES);
  const checks = toChecks(options);
  return {
    async verify(token) {
      checkForm(token);
      const payload = await verifyClaims(token, findKey, { ...checks, currentDate: new Date(now()) });
      const viewer = toViewer(payload, claims);
      if (viewer.tokenExpiresAt === null) throw new TokenError('NO_EXPIRY');
      return viewer;
    },
    findKeyProblem: () => keys.findProblem(),
  };
}

function toChecks({ issuer, audience, algorithms, clockToleranceSeconds }: TokenVerifierOptions): JWTVerifyOptions {
  return {
    issuer,
    audience,
    algorithms: [...(algorithms ?? DEFAULT_ALGORITHMS)],
    clockTolerance: clockToleranceSeconds ?? DEFAULT_CLOCK_TOLERANCE_SECONDS,
  };
}

function checkForm(token: string): void {
  if (token.length > MOST_CHARACTERS) throw new TokenError('TOO_LONG');
  const parts = token.split('.');
  // jose on Node 20 reads base64url leniently, and a token must not have two spellings.
  if (parts.length !== 3 || !parts.every(isBase64Url)) throw new TokenError('MALFORMED');
}

function isBase64Url(part: string): boolean {
  return part !== '' && Buffer.from(part, 'base64url').toString('base64url') === part;
}

function withTypeCheck(findKey: JWTVerifyGetKey, accepted: readonly string[]): JWTVerifyGetKey {
  const types = new Set(accepted.map(toType));
  return async (header, token) => {
    if (header.crit !== undefined) throw new TokenError('MALFORMED');
    if (!hasType(header, types)) throw new TokenError('WRONG_TYPE');
    return findKey(header, token);
  };
}

function hasType({ typ }: JWTHeaderParameters, types: ReadonlySet<string>): boolean {
  return typeof typ === 'string' && types.has(toType(typ));
}

function toType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, '');
}
