import type { CreateRequest } from '../../provider/writes.js';
import type { Owner } from '../../ticket/ticket.js';
import type { Account } from './accounts.js';

/** The account to open a ticket in, or what is wrong with `moov.accountId`. */
export type Choice = { readonly account: Account } | { readonly problem: string };

/** Accounts that are not there, that the caller may not use, and that are somebody else's are told in the same words. */
const UNUSABLE = 'is not an account that you can use here';
const UNCLEAR = 'must be given: there is not just one account that the ticket could be opened in';

/** The account that was named, else the only one that fits the owner. */
export function chooseAccount(
  { fields, owner, mayOwn }: Pick<CreateRequest, 'fields' | 'owner' | 'mayOwn'>,
  accounts: readonly Account[],
): Choice {
  const wanted = fields['moov.accountId'];
  const usable = accounts.filter((account) => mayOwn(account.owner) && fits(owner, account.owner));
  if (wanted !== undefined)
    return toChoice(
      usable.filter(({ id }) => id === wanted),
      UNUSABLE,
    );
  const own = usable.filter((account) => owner.userId !== null && account.owner.userId === owner.userId);
  return toChoice(own.length > 0 ? own : usable, UNCLEAR);
}

function toChoice([account, ...others]: readonly Account[], problem: string): Choice {
  return account && others.length === 0 ? { account } : { problem };
}

/** An organization's tickets may go to its own account, never to the account of another of its users. */
function fits({ userId, organizationId }: Owner, owner: Owner): boolean {
  if (userId === null && organizationId === null) return true;
  if (userId !== null && owner.userId === userId) return true;
  const isOthers = userId !== null && owner.userId !== null;
  return organizationId !== null && owner.organizationId === organizationId && !isOthers;
}
