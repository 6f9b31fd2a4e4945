import type { ProviderContext, ProviderDefinition } from '../../provider/backend.js';
import type { Provider } from '../../provider/provider.js';
import { addMessage } from './add-message.js';
import { toCapabilities } from './capabilities.js';
import { createSirportlyClient } from './client.js';
import { createTicket } from './create.js';
import { IDENTITY_FORM } from './identities.js';
import { createNaming } from './normalization.js';
import { findOptionProblems } from './option-problems.js';
import { sirportlyOptions, type SirportlyOptions } from './options.js';
import { createOrganizationOf } from './organizations.js';
import { createReads } from './reads.js';
import { createTables } from './tables.js';
import { updateTicket } from './update.js';

/** Sirportly: a helpdesk whose contacts are linked to users, and whose tickets can be written. */
export const sirportly: ProviderDefinition<SirportlyOptions> = {
  kind: 'SIRPORTLY',
  name: 'sirportly',
  options: sirportlyOptions,
  create: (options, context) => createSirportly(options, context),
  identities: IDENTITY_FORM,
};

/** @param now milliseconds since 1970 */
export function createSirportly(options: SirportlyOptions, context: ProviderContext, now = Date.now): Provider {
  const client = createSirportlyClient(options, { now, observer: context.observer });
  const rows = {
    backend: context.key,
    directory: context.directory,
    naming: createNaming(options),
    organizationOf: createOrganizationOf(options),
    aiAgent: options.aiAgent,
    hiddenCustomFields: options.hiddenCustomFields,
  };
  const tables = createTables(client, { keepMs: options.tablesKeptMs, now });
  const writing = { ...rows, client, options, tables };
  return {
    kind: 'SIRPORTLY',
    tellsBasis: true,
    capabilities: toCapabilities(options),
    ...createReads({ ...rows, client, needsCustomFields: options.organizationField !== undefined }),
    updateTicket: (request, call) => updateTicket(request, { ...writing, call }),
    createTicket: (request, call) => createTicket(request, { ...writing, call }),
    addMessage: (request, call) => addMessage(request, { ...writing, call }),
    status: () => client.status(),
    async probe(call) {
      await client.listObjects('/objects/statuses', call);
    },
    findOptionProblems: (call) => findOptionProblems(options, tables, call),
    close: () => client.close(),
  };
}
