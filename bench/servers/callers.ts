import { accounts, type Account } from '../world/accounts.js';
import { planShared } from '../works/questions.js';
import type { TokenIssuer } from './tokens.js';

/** The token of whoever asks. @param caller null for the user of the account */
export type TokenOf = (account: Account, caller: number | null) => string;

/** Issues the tokens of all callers there are. */
export async function issueTokens(issuer: TokenIssuer): Promise<TokenOf> {
  const tokens = new Map<string, string>();
  for (const { id, user, organization } of accounts) {
    tokens.set(toKey(id, null), await issuer.issue(user.id, organization.id));
  }
  for (const { account, caller } of planShared(1).flat()) {
    tokens.set(toKey(account.id, caller), await issuer.issue(`caller-${caller}`, account.organization.id));
  }
  return ({ id }, caller) => {
    const token = tokens.get(toKey(id, caller));
    if (token === undefined) throw new Error(`Nobody issued a token for ${toKey(id, caller)}.`);
    return token;
  };
}

function toKey(accountId: string, caller: number | null): string {
  return `${accountId}/${caller ?? 'user'}`;
}
