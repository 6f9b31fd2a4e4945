import type { Call, Provider } from '../../src/provider/provider.js';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { createCall } from './http/calls.js';

/** How many tickets pass, by the provider's own count. @throws Error when it has none */
export async function countTickets(
  { aggregate }: Pick<Provider, 'aggregate'>,
  filter: TicketFilter = [],
  call: Call = createCall(),
): Promise<number> {
  const counted = await aggregate?.({ filter, measures: [], timeZones: [] }, call);
  if (!counted) throw new Error('This provider does not count.');
  return counted.total;
}
