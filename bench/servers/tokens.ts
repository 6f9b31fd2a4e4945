import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';

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

export async function createTokenIssuer(): Promise<TokenIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  return {
    publicKey: { ...jwk, kid, alg: 'ES256', use: 'sig' },
    issue: (subject, organization) => issue(privateKey, kid, subject, organization),
  };
}

function issue(key: CryptoKey, kid: string, subject: string, organization: string): Promise<string> {
  return new SignJWT({ org: organization, scope: SCOPE })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setSubject(subject)
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt()
    .setExpirationTime(LIFE)
    .sign(key);
}
