import DataLoader from 'dataloader';
import { canSeeTicket } from '../auth/visibility.js';
import type { Backend } from '../provider/backend.js';
import { ProviderError } from '../provider/provider-error.js';
import type { Expand, Slots, TicketRow } from '../provider/provider.js';
import type { Owner, TicketRef } from '../ticket/ticket.js';
import { startMeter, type Asking } from './asking.js';
import { loadByBackend } from './load-by-backend.js';
import { mayShow } from './plan.js';
import { readInBatches } from './read-in-batches.js';

export interface TicketKeyToLoad extends TicketRef {
  readonly expand: Expand;
}

export type TicketLoader = DataLoader<TicketKeyToLoad, TicketRow | null, string>;

/**
 * Tickets by backend and native id. Null when there is none, when the backend is unknown and when the viewer may not
 * see it: nobody can tell these apart. A load rejects with `ProviderError` when it could not be known.
 */
export function createTicketLoader(asking: Asking): TicketLoader {
  const load = (keys: readonly TicketKeyToLoad[]) =>
    loadByBackend(keys, asking.backends, (backend, part) => readTickets(backend, part, asking));
  return new DataLoader<TicketKeyToLoad, TicketRow | null, string>(load, { cacheKeyFn: toCacheKey });
}

/** One text for one ticket, whatever stands in its parts: they come from the caller. */
export function toCacheKey({ backend, nativeId }: TicketRef): string {
  return `${backend.length} ${backend}${nativeId}`;
}

async function readTickets(
  backend: Backend,
  keys: readonly TicketKeyToLoad[],
  asking: Asking,
): Promise<Slots<TicketRow>> {
  if (!mayShow(backend, asking.viewer)) return keys.map(() => null);
  const mayOwn = (owner: Owner) => canSeeTicket(asking.viewer, owner);
  const { call } = startMeter(asking, backend, { isById: true, mayOwn, ticketFields: asking.ticketFields });
  const { provider } = backend;
  const expand = {
    user: keys.some((key) => key.expand.user),
    messages: keys.some((key) => key.expand.messages),
  };
  const ids = keys.map(({ nativeId }) => nativeId);
  const slots = await readInBatches(ids, backend, call, (batch) => provider.getTickets(batch, expand, call));
  return slots.map((slot) => (isHidden(slot, asking) ? null : slot));
}

function isHidden(slot: TicketRow | null | ProviderError, { viewer }: Asking): boolean {
  return slot !== null && !(slot instanceof ProviderError) && !canSeeTicket(viewer, slot.ticket.owner);
}
