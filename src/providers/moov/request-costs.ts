import { ONE_EACH, type RequestCosts } from '../../provider/request-costs.js';
import type { Account } from './accounts.js';
import { toQuery } from './query.js';

/** Accounts are read side by side, and a ticket is looked for in one after the other. */
export function toRequestCosts(accounts: readonly Account[]): RequestCosts {
  return {
    ...ONE_EACH,
    start: 1,
    list(filter) {
      const page = toQuery(filter, accounts)?.accounts.length ?? 0;
      return { start: 0, page, shortestPage: page };
    },
    ticket: accounts.length,
    details: 0,
    write: 2 * accounts.length + 3,
  };
}
