import type { MoovAccount } from './model.js';

/** An API key pair and the account it belongs to. */
export interface MoovKeyPair {
  readonly accountId: string;
  readonly publicKey: string;
  readonly secretKey: string;
}

export interface MoovCredentials {
  /** That of the first account without a partner, which is the partner of all others in data that is made up. */
  readonly platform: MoovKeyPair;
  /** Every account's own, in the order of the accounts. */
  readonly keyPairs: readonly MoovKeyPair[];
}

/** @throws RangeError when every account has a partner, or there is none */
export function createCredentials(accounts: readonly MoovAccount[]): MoovCredentials {
  const platform = accounts.find(({ partnerAccountId }) => partnerAccountId === null);
  if (!platform) throw new RangeError('The data has no account without a partner.');
  return { platform: toKeyPair(platform), keyPairs: accounts.map(toKeyPair) };
}

export function findKeyPair(
  { keyPairs }: MoovCredentials,
  publicKey: string | undefined,
  secretKey: string | undefined,
): MoovKeyPair | undefined {
  return keyPairs.find((pair) => pair.publicKey === publicKey && pair.secretKey === secretKey);
}

/** The user name and password of a Basic `Authorization` header; empty when it is another. */
export function parseBasic(authorization: string): readonly [string, string] | readonly [] {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1] ?? '';
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon === -1 ? [] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

function toKeyPair({ accountId }: MoovAccount): MoovKeyPair {
  return { accountId, publicKey: `simulated-public-${accountId}`, secretKey: `simulated-secret-${accountId}` };
}
