import { findKeyPair, parseBasic } from './credentials.js';
import { unauthorized } from './refusal.js';
import type { MoovState } from './state.js';

/** Who asks. */
export interface Caller {
  readonly accountId: string;
  /** Null when not narrowed by scopes. */
  readonly scopes: readonly string[] | null;
}

/**
 * Tells the caller by a key pair or an access token.
 * @throws Refusal 401 when it is missing, wrong, expired or revoked
 */
export function identifyCaller({ credentials, tokens }: MoovState, authorization: string = ''): Caller {
  const accessToken = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (accessToken !== undefined) {
    const grant = tokens.grantOf(accessToken);
    if (grant) return grant;
  }
  const [publicKey, secretKey] = parseBasic(authorization);
  const keyPair = findKeyPair(credentials, publicKey, secretKey);
  if (!keyPair) throw unauthorized();
  return { accountId: keyPair.accountId, scopes: null };
}
