import { randomBytes } from 'node:crypto';

/** What a token allows, and to whom. */
export interface Grant {
  readonly accountId: string;
  readonly scopes: readonly string[];
}

/** An access token and the refresh token issued with it. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Of the access token, in milliseconds since 1970. A refresh token does not expire. */
  readonly expiresAtMs: number;
}

/** The tokens that have been issued and are still good. */
export interface Tokens {
  readonly lifetimeSeconds: number;
  issue(grant: Grant): TokenPair;
  /** Null when the access token is unknown, expired or revoked. */
  grantOf(accessToken: string): Grant | null;
  /** Uses a refresh token up. Null when it is unknown, used, revoked or another account's. */
  takeRefresh(refreshToken: string, accountId: string): Grant | null;
  /** Ends an access token, or a refresh token with its access token; those of another account are left alone. */
  revoke(token: string, accountId: string): void;
}

interface Issued extends TokenPair {
  readonly grant: Grant;
}

/** @param clock the time in milliseconds since 1970 */
export function createTokens(lifetimeSeconds: number, clock: () => number): Tokens {
  const byAccessToken = new Map<string, Issued>();
  const byRefreshToken = new Map<string, Issued>();

  return {
    lifetimeSeconds,
    issue(grant) {
      const pair = { accessToken: createToken(), refreshToken: createToken() };
      const issued = { ...pair, grant, expiresAtMs: clock() + lifetimeSeconds * 1000 };
      byAccessToken.set(issued.accessToken, issued);
      byRefreshToken.set(issued.refreshToken, issued);
      return issued;
    },
    grantOf(accessToken) {
      const issued = byAccessToken.get(accessToken);
      return issued && issued.expiresAtMs > clock() ? issued.grant : null;
    },
    takeRefresh(refreshToken, accountId) {
      const grant = byRefreshToken.get(refreshToken)?.grant;
      if (grant?.accountId !== accountId) return null;
      byRefreshToken.delete(refreshToken);
      return grant;
    },
    revoke(token, accountId) {
      const issued = byAccessToken.get(token) ?? byRefreshToken.get(token);
      if (issued?.grant.accountId !== accountId) return;
      byAccessToken.delete(issued.accessToken);
      if (token === issued.refreshToken) byRefreshToken.delete(token);
    },
  };
}

function createToken(): string {
  return randomBytes(24).toString('base64url');
}
