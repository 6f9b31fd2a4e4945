import type { Asker } from '../works/question.js';
import type { TokenIssuer } from './tokens.js';

/** The token of whoever asks. */
export type TokenOf = (asker: Asker) => string;

/** Issues the tokens of all who are going to ask. */
export async function issueTokens(issuer: TokenIssuer, askers: readonly Asker[]): Promise<TokenOf> {
  const tokens = new Map<string, string>();
  for (const asker of askers) {
    const { account, caller } = asker;
    const subject = caller === null ? account.user.id : `caller-${caller}`;
    tokens.set(toKey(asker), await issuer.issue(subject, account.organization.id));
  }
  return (asker) => {
    const token = tokens.get(toKey(asker));
    if (token === undefined) throw new Error(`Nobody issued a token for ${toKey(asker)}.`);
    return token;
  };
}

function toKey({ account, caller }: Asker): string {
  return `${account.id}/${caller ?? 'user'}`;
}
