import type { ProviderContext, ProviderDefinition } from '../../provider/backend.js';
import { createTargets } from '../../provider/http/target.js';
import type { Provider } from '../../provider/provider.js';
import { toAccounts } from './accounts.js';
import { toCapabilities } from './capabilities.js';
import { createMoovClient } from './client.js';
import { createTicket } from './create.js';
import { createFinder } from './finder.js';
import { toTicket, type Found } from './mapping.js';
import { findOptionProblems } from './option-problems.js';
import { moovOptions, type MoovOptions } from './options.js';
import { createReads } from './reads.js';
import { toRequestCosts } from './request-costs.js';
import { updateTicket } from './update.js';

/** Moov: tickets that a payments platform opens with Moov for its accounts; they can be opened, read and closed. */
export const moov: ProviderDefinition<MoovOptions> = {
  kind: 'MOOV',
  name: 'moov',
  options: moovOptions,
  create: (options, context) => createMoov(options, context),
  ownersOf: (options) => toAccounts(options).map(({ owner }) => owner),
};

/** @param now milliseconds since 1970 */
export function createMoov(options: MoovOptions, context: ProviderContext, now = Date.now): Provider {
  const { key, directory } = context;
  const { pageSize, requestsPerSecond } = options;
  const accounts = toAccounts(options);
  const client = createMoovClient(options, { now, observer: context.observer });
  const finder = createFinder(client, accounts);
  const ticketContext = { backend: key, toTarget: createTargets(new URL(options.baseUrl)) };
  const own = { client, finder, toTicket: (found: Found) => toTicket(found, ticketContext) };
  return {
    kind: 'MOOV',
    tellsBasis: true,
    capabilities: { ...toCapabilities(accounts.length, pageSize), requests: toRequestCosts(accounts) },
    ...createReads({ client, finder, accounts, pageSize, requestsPerSecond }, ticketContext),
    createTicket: (request, call) => createTicket(request, { ...own, accounts, directory, pageSize, call }),
    updateTicket: (request, call) => updateTicket(request, { ...own, call }),
    status: () => client.status(),
    async probe(call) {
      for (const { id } of accounts.slice(0, 1)) await client.listTickets(id, [['count', '1']], call);
    },
    findOptionProblems: (call) => findOptionProblems(accounts, client, call),
    close: () => client.close(),
  };
}
