import { SignJWT } from 'jose';
import { ulid } from 'ulid';
import { DEFAULT_CLAIM_NAMES } from './claims.js';
import type { SigningKey } from './signing-key.js';

/** The issuer and the audience of tokens that are made here: the `token` command writes them, the demo accepts them. */
export const LOCAL_ISSUER = 'ticket-gateway';
export const LOCAL_AUDIENCE = 'ticket-gateway';

export interface TokenRequest {
  readonly key: SigningKey;
  /** The user's id; absent for a token of an organisation or a service. */
  readonly subject?: string | undefined;
  readonly organization?: string | undefined;
  /** Scopes with spaces between them; empty for none. */
  readonly scope: string;
  readonly expiresInSeconds: number;
  /** Default `LOCAL_ISSUER`. */
  readonly issuer?: string | undefined;
  /** Default `LOCAL_AUDIENCE`. */
  readonly audience?: string | undefined;
  /** Epoch milliseconds; default `Date.now`. */
  readonly now?: () => number;
}

/**
 * An access token in the form of RFC 9068, with the default claim names.
 * @see https://www.rfc-editor.org/rfc/rfc9068
 */
export async function issueToken(request: TokenRequest): Promise<string> {
  const { key, subject, organization, scope, expiresInSeconds, now = Date.now } = request;
  const nowMs = now();
  const issuedAt = Math.floor(nowMs / 1000);
  const owner = {
    ...(subject !== undefined && { [DEFAULT_CLAIM_NAMES.subject]: subject }),
    ...(organization !== undefined && { [DEFAULT_CLAIM_NAMES.organization]: organization }),
  };
  return new SignJWT({ ...owner, [DEFAULT_CLAIM_NAMES.scope]: scope, jti: ulid(nowMs) })
    .setProtectedHeader({ alg: key.alg, typ: 'at+jwt', ...(key.kid !== undefined && { kid: key.kid }) })
    .setIssuer(request.issuer ?? LOCAL_ISSUER)
    .setAudience(request.audience ?? LOCAL_AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + expiresInSeconds)
    .sign(key);
}
