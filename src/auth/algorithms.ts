import type { JWK } from 'jose';

/** Signature algorithms that can be accepted. Only asymmetric ones: a public key must never pass for a shared secret. */
export const ALGORITHMS = [
  'ES256',
  'ES384',
  'ES512',
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'EdDSA',
  'Ed25519',
] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

export const DEFAULT_ALGORITHMS: readonly Algorithm[] = ['ES256', 'RS256', 'EdDSA', 'PS256'];

const BY_CURVE: ReadonlyMap<unknown, readonly Algorithm[]> = new Map<unknown, readonly Algorithm[]>([
  ['P-256', ['ES256']],
  ['P-384', ['ES384']],
  ['P-521', ['ES512']],
  ['Ed25519', ['EdDSA', 'Ed25519']],
]);

/** The algorithms that a key can be used with, the usual one first; none for a key of another type. */
export function algorithmsOf({ kty, crv }: JWK): readonly Algorithm[] {
  if (kty === 'RSA') return ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
  return BY_CURVE.get(crv) ?? [];
}
