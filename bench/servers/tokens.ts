import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTPayload,
} from 'jose';

export const ISSUER = 'https://login.bench.test/';
export const AUDIENCE = 'ticket-gateway';

const LIFE = '12h';
const SCOPE = 'support:read user:read';

/** Signs access tokens as an identity provider would. */
export interface TokenIssuer {
  /** For verifiers. */
  readonly publicKey: JWK;
  issue(subject: string, organization: string): Promise<string>;
}

/** @param scope what its tokens have besides what every caller needs */
export async function createTokenIssuer(scope = ''): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    publicKey: { ...jwk, kid, alg: 'ES256', use: 'sig' },
    issue: (subject, organization) => {
      const claims = { sub: subject, org: organization, scope: `${SCOPE} ${scope}`.trim() };
      return sign(claims, privateKey, kid);
    },
  };
}

function sign(claims: JWTPayload, key: CryptoKey, kid: string): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(LIFE)
    .sign(key);
}
