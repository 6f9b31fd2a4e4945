import type { AggregateRequest } from '../../provider/aggregate.js';
import type { ProviderContext, ProviderDefinition } from '../../provider/backend.js';
import type { Call, Provider } from '../../provider/provider.js';
import { toCapabilities } from './capabilities.js';
import { createEvEnergyClient } from './client.js';
import { createKept } from '../../provider/kept.js';
import { toTicket } from './mapping.js';
import { evEnergyOptions, type EvEnergyOptions } from './options.js';
import { loadOrganizations } from './organizations.js';
import { createReads } from './reads.js';
import { toUrl } from './requests.js';
import type { TicketRowJson } from './ticket-row.js';
import type { RowContext } from './ticket-rows.js';
import { updateTicket } from './update.js';
import { userIdOf } from './user-mapping.js';

const CATEGORIES_KEPT_MS = 60 * 60 * 1000;

/** ev.energy v2: tickets of people who charge vehicles, mirrored from a helpdesk; only categories can be written. */
export const evEnergy: ProviderDefinition<EvEnergyOptions> = {
  kind: 'EV_ENERGY',
  name: 'ev-energy',
  options: evEnergyOptions,
  create: (options, context) => createEvEnergy(options, context),
  organizationOf: ({ organization }) => organization ?? null,
};

/** @param now milliseconds since 1970 */
export function createEvEnergy(options: EvEnergyOptions, context: ProviderContext, now = Date.now): Provider {
  const client = createEvEnergyClient(options, { now, observer: context.observer });
  const rowContext: RowContext = {
    backend: context.key,
    directory: context.directory,
    organization: options.organization,
  };
  let hasOlderRows = false;
  return {
    kind: 'EV_ENERGY',
    tellsBasis: true,
    capabilities: toCapabilities(options, () => hasOlderRows),
    ...createReads(client, rowContext, () => {
      hasOlderRows = true;
    }),
    ...(options.statistics === 'upstream' && {
      aggregate: (_request: AggregateRequest, call: Call) => client.getResolution(call),
    }),
    listCategories: createKept(client.listCategories, { keepMs: CATEGORIES_KEPT_MS, now }),
    updateTicket: (request, call) =>
      updateTicket(request, { client, call, toTicket: (row) => toOwnedTicket(row, rowContext) }),
    status: () => client.status(),
    async probe(call) {
      await client.listTickets(toUrl(client.root, ['support_tickets'], [['page_size', '1']]), call, (page) => page);
    },
    close: () => client.close(),
  };
}

async function toOwnedTicket(row: TicketRowJson, context: RowContext) {
  const userId = userIdOf(row);
  const organizationOf = await loadOrganizations([userId], context);
  return toTicket(row, { backend: context.backend, organizationId: organizationOf(userId) });
}
