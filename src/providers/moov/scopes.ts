import type { MoovOptions } from './options.js';

/** What a token is to allow, by section 2.3 of the fact sheet: writing is not said to imply reading. */
export function toScopes({ accounts, partnerAccountId }: Pick<MoovOptions, 'accounts' | 'partnerAccountId'>): string[] {
  const scopes = accounts.flatMap(({ accountId }) => toAccountScopes(accountId, partnerAccountId ?? accountId));
  return [...new Set(scopes)];
}

/** @param callerId the account that the credentials belong to: the same one, or a partner connected to it */
function toAccountScopes(accountId: string, callerId: string): string[] {
  const tickets = [`/accounts/${callerId}/tickets.read`, `/accounts/${callerId}/tickets.write`];
  return accountId === callerId ? tickets : [...tickets, `/accounts/${accountId}/profile.read`];
}
