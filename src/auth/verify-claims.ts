import { errors, jwtVerify, type CryptoKey, type JWTVerifyGetKey, type JWTVerifyOptions } from 'jose';
import type { Claims } from './claims.js';
import { TokenError, type TokenErrorReason } from './token-error.js';

/** The claims of a token that passes the checks; where several keys fit its header, one of them must. @throws TokenError */
export async function verifyClaims(token: string, findKey: JWTVerifyGetKey, checks: JWTVerifyOptions): Promise<Claims> {
  try {
    return (await jwtVerify(token, findKey, checks)).payload;
  } catch (error) {
    if (error instanceof errors.JWKSMultipleMatchingKeys) return verifyWithAny(token, error, checks);
    throw toTokenError(error);
  }
}

async function verifyWithAny(token: string, keys: AsyncIterable<CryptoKey>, checks: JWTVerifyOptions): Promise<Claims> {
  for await (const key of keys) {
    try {
      return (await jwtVerify(token, key, checks)).payload;
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
