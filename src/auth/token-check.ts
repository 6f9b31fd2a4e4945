import type { JWTVerifyOptions } from 'jose';
import { DEFAULT_ALGORITHMS, type Algorithm } from './algorithms.js';
import { DEFAULT_CLAIM_NAMES, toViewer, type Claims, type ClaimNames } from './claims.js';
import type { KeyResolver } from './key-resolver.js';
import { DEFAULT_CLOCK_TOLERANCE_SECONDS, DEFAULT_TYPES } from './token-defaults.js';
import { TokenError } from './token-error.js';
import { checkForm, withTypeCheck } from './token-form.js';
import type { VerifiedToken } from './verified-tokens.js';
import { verifyClaims, type VerifiedClaims } from './verify-claims.js';

/** What a token must be. */
export interface TokenCheckOptions {
  /** The `iss` to accept, exactly. */
  readonly issuer: string;
  /** Accepted when it is the `aud`, or in it. */
  readonly audience: string;
  /** Default: ES256, RS256, EdDSA, PS256. */
  readonly algorithms?: readonly Algorithm[];
  /** How far the issuer's clock may differ, 0 to 60; default 30. */
  readonly clockToleranceSeconds?: number;
  /** The `typ` headers to accept, in any case and with or without `application/`; default `at+jwt` and `JWT`. */
  readonly types?: readonly string[];
  readonly claims?: ClaimNames;
}

/** Checks a token from its form to its claims. @throws TokenError */
export type TokenCheck = (token: string) => Promise<VerifiedToken>;

/** @param now epoch milliseconds */
export function createTokenCheck(options: TokenCheckOptions, keys: KeyResolver, now: () => number): TokenCheck {
  const { claims: names = DEFAULT_CLAIM_NAMES, types = DEFAULT_TYPES } = options;
  const findKey = withTypeCheck((header) => keys.find(header), types);
  const checks = toChecks(options);

  async function check(token: string): Promise<VerifiedToken> {
    const currentDate = new Date(now());
    const verified = await verifyClaims(token, findKey, { ...checks, currentDate });
    checkIssuedAt(verified.claims, Math.floor(currentDate.getTime() / 1000) + checks.clockTolerance);
    return toVerifiedToken(verified, names);
  }

  return async (token) => {
    checkForm(token);
    try {
      return await check(token);
    } catch (error) {
      if (!(error instanceof TokenError) || error.reason !== 'BAD_SIGNATURE') throw error;
      // The issuer may have put another key in the place of the one that we know under this name, or under none.
      const renewed = await keys.renew();
      if (!renewed) throw error;
      return check(token);
    }
  };
}

function toChecks({ issuer, audience, algorithms, clockToleranceSeconds }: TokenCheckOptions) {
  return {
    issuer,
    audience,
    algorithms: [...(algorithms ?? DEFAULT_ALGORITHMS)],
    clockTolerance: clockToleranceSeconds ?? DEFAULT_CLOCK_TOLERANCE_SECONDS,
  } satisfies JWTVerifyOptions;
}

// jose looks at nbf and exp only.
function checkIssuedAt({ iat }: Claims, latestSeconds: number): void {
  if (typeof iat === 'number' && iat > latestSeconds) throw new TokenError('NOT_YET_VALID');
}

function toVerifiedToken({ claims, header, key }: VerifiedClaims, names: ClaimNames): VerifiedToken {
  const viewer = Object.freeze(toViewer(claims, names));
  if (viewer.tokenExpiresAt === null) throw new TokenError('NO_EXPIRY');
  const { alg, kid } = header;
  return {
    viewer,
    header: kid === undefined ? { alg } : { alg, kid },
    key,
    fromSeconds: Math.max(toSeconds(claims['nbf']), toSeconds(claims['iat'])),
    untilSeconds: Number(claims['exp']),
  };
}

function toSeconds(claim: unknown): number {
  return typeof claim === 'number' ? claim : Number.NEGATIVE_INFINITY;
}
