import { errors, jwtVerify, type JWTHeaderParameters, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Claims } from './claims.js';
import type { FoundKey } from './found-keys.js';
import { TokenError, type TokenErrorReason } from './token-error.js';

/** A token that passed the checks. */
export interface VerifiedClaims {
  readonly claims: Claims;
  readonly header: JWTHeaderParameters;
  /** The key that its signature fits; null when several fit its header and had to be tried. */
  readonly key: FoundKey | null;
}

/** What a token says that passes the checks; where several keys fit its header, one of them must. @throws TokenError */
export async function verifyClaims(
  token: string,
  findKey: JWTVerifyGetKey<FoundKey>,
  checks: JWTVerifyOptions,
): Promise<VerifiedClaims> {
  try {
    const { payload, protectedHeader, key } = await jwtVerify(token, findKey, checks);
    return { claims: payload, header: protectedHeader, key };
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) return verifyWithAny(token, error, checks);
    throw toTokenError(error);
  }
}

async function verifyWithAny(
  token: string,
  keys: AsyncIterable<FoundKey>,
  checks: JWTVerifyOptions,
): Promise<VerifiedClaims> {
  for await (const key of keys) {
    try {
      const { payload, protectedHeader } = await jwtVerify(token, key, checks);
      return { claims: payload, header: protectedHeader, key: null };
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw toTokenError(error);
    }
  }
  throw new TokenError('BAD_SIGNATURE');
}

// jose's errors carry the claims, so they are not handed on as causes.
function toTokenError(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return new TokenError('EXPIRED');
  if (error instanceof errors.JWTClaimValidationFailed) return new TokenError(claimReason(error));
  if (error instanceof errors.JOSEAlgNotAllowed) return new TokenError('WRONG_ALGORITHM');
  if (error instanceof errors.JWSSignatureVerificationFailed) return new TokenError('BAD_SIGNATURE');
  return error instanceof errors.JOSEError ? new TokenError('MALFORMED') : error;
}

function claimReason({ claim, reason }: errors.JWTClaimValidationFailed): TokenErrorReason {
  if (claim === 'iss') return 'WRONG_ISSUER';
  if (claim === 'aud') return 'WRONG_AUDIENCE';
  if (claim === 'exp') return 'NO_EXPIRY';
  return claim === 'nbf' && reason === 'check_failed' ? 'NOT_YET_VALID' : 'MALFORMED';
}
