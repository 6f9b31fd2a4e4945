import type { Owner } from '../../ticket/ticket.js';
import type { MoovOptions } from './options.js';

/** A Moov account, and whose its tickets are: nothing in a ticket says either. */
export interface Account {
  readonly id: string;
  readonly owner: Owner;
}

/** The configured accounts, in their order. */
export function toAccounts({ accounts }: Pick<MoovOptions, 'accounts'>): readonly Account[] {
  return accounts.map(({ accountId, user, organization }) => ({
    id: accountId,
    owner: { userId: user ?? null, organizationId: organization ?? null },
  }));
}
