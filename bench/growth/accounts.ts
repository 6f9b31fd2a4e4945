import { accounts, type Account } from '../world/accounts.js';

/**
 * As many accounts of the upstream as there are owners, each as if it were its owner's: so the same people may have
 * tickets in several accounts.
 * @param share which of the world's accounts: from `share` times their number on
 */
export function toOwned(owners: readonly Account[], share: number): readonly Account[] {
  const taken = accounts.slice(share * owners.length, (share + 1) * owners.length);
  return owners.flatMap((owner, index) => {
    const account = taken[index];
    return account ? [{ ...owner, id: account.id }] : [];
  });
}
