import { randomBytes } from 'node:crypto';
import type { ClientApplication } from './credentials.js';
import type { Visibility } from './visibility.js';

/** What an access token allows. */
export interface Grant {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly visibility: Visibility;
}

/** The access tokens that have been issued and are still good. */
export interface Tokens {
  readonly lifetimeSeconds: number;
  issue(application: ClientApplication, scopes: readonly string[]): string;
  /** Null when the token is unknown, expired or revoked. */
  grantOf(token: string): Grant | null;
  /** Ends a token; one of another application is left alone. */
  revoke(token: string, clientId: string): void;
}

/** @param clock the time in milliseconds since 1970 */
export function createTokens(lifetimeSeconds: number, clock: () => number): Tokens {
  const issued = new Map<string, { grant: Grant; expiresAtMs: number }>();

  return {
    lifetimeSeconds,
    issue({ clientId, visibility }, scopes) {
      const token = randomBytes(24).toString('base64url');
      const expiresAtMs = clock() + lifetimeSeconds * 1000;
      issued.set(token, { grant: { clientId, scopes, visibility }, expiresAtMs });
      return token;
    },
    grantOf(token) {
      const entry = issued.get(token);
      if (entry && entry.expiresAtMs > clock()) return entry.grant;
      issued.delete(token);
      return null;
    },
    revoke(token, clientId) {
      if (issued.get(token)?.grant.clientId === clientId) issued.delete(token);
    },
  };
}
