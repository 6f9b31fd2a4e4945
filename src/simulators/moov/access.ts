import type { Caller } from './caller.js';
import type { MoovAccount } from './model.js';
import { forbidden } from './refusal.js';

export type Action = 'read' | 'write';

/** Whether a caller's account is this one or its partner. */
export function mayActOn(callerAccountId: string, { accountId, partnerAccountId }: MoovAccount): boolean {
  return accountId === callerAccountId || partnerAccountId === callerAccountId;
}

/**
 * Checks that the caller may do this to the tickets of an account.
 * @throws Refusal 403 when the account is unknown, not the caller's or connected to it, or a scope is missing
 */
export function checkAccess(
  accounts: readonly MoovAccount[],
  { accountId: callerAccountId, scopes }: Caller,
  accountId: string,
  action: Action,
): void {
  const account = accounts.find((candidate) => candidate.accountId === accountId);
  if (!account || !mayActOn(callerAccountId, account)) throw forbidden();
  if (scopes === null) return;
  const needed = [`/accounts/${callerAccountId}/tickets.${action}`];
  if (accountId !== callerAccountId) needed.push(`/accounts/${accountId}/profile.read`);
  if (!needed.every((scope) => scopes.includes(scope))) throw forbidden();
}
