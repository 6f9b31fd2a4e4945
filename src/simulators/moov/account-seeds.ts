import type { Random } from '../http/random.js';
import type { MoovAccount } from './model.js';
import { createUuid } from './uuid.js';

const connectedNames = ['Prairie Farm Supply', 'Beyoğlu Bakery', 'Harbor Pediatrics'];

/** Makes up a platform and the accounts connected to it. */
export function createAccounts(random: Random): readonly MoovAccount[] {
  const platform = { accountId: createUuid(random), displayName: 'Cornerstone Payments', partnerAccountId: null };
  const connected = connectedNames.map((displayName) => ({
    accountId: createUuid(random),
    displayName,
    partnerAccountId: platform.accountId,
  }));
  return [platform, ...connected];
}
