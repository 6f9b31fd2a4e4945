import { canSeeTicket } from '../auth/visibility.js';
import type { Backend } from '../provider/backend.js';
import type { ProviderError } from '../provider/provider-error.js';
import type { Ticket, TicketRef } from '../ticket/ticket.js';
import { startMeter, type Asking } from './asking.js';
import { toProviderError } from './to-provider-error.js';
import { withSignal } from './with-signal.js';
import { UPDATABLE_FIELDS, type UpdatableField, type TicketChanges, type UpdateOutcome } from '../provider/writes.js';

export interface TicketUpdateRequest {
  readonly ref: TicketRef;
  readonly changes: TicketChanges;
  /** Null writes regardless. */
  readonly expectedVersion: string | null;
}

export type TicketUpdate =
  | UpdateOutcome
  | {
      readonly outcome: 'UNSUPPORTED';
      readonly backend: Backend;
      readonly fields: readonly UpdatableField[];
      readonly supported: readonly UpdatableField[];
    }
  | { readonly outcome: 'FAILED'; readonly backend: Backend; readonly error: ProviderError };

/**
 * Writes one ticket that the viewer may see. What a backend cannot write is refused before any call, and equally for
 * tickets that are absent or hidden.
 * @param loadTicket reads the ticket as the viewer sees it
 */
export async function updateTicket(
  request: TicketUpdateRequest,
  asking: Asking,
  loadTicket: (ref: TicketRef) => Promise<Ticket | null>,
): Promise<TicketUpdate> {
  const backend = asking.backends.find(({ key }) => key === request.ref.backend);
  if (!backend) return { outcome: 'NOT_FOUND' };
  const supported = backend.provider.capabilities.updatableFields;
  const fields = UPDATABLE_FIELDS.filter((field) => field in request.changes && !supported.includes(field));
  if (fields.length > 0) return { outcome: 'UNSUPPORTED', backend, fields, supported };
  try {
    if ((await loadTicket(request.ref)) === null) return { outcome: 'NOT_FOUND' };
    return hideInvisible(await write(backend, request, asking), asking);
  } catch (error) {
    return { outcome: 'FAILED', backend, error: toProviderError(error, backend) };
  }
}

async function write(backend: Backend, request: TicketUpdateRequest, asking: Asking): Promise<UpdateOutcome> {
  const { ref, changes, expectedVersion } = request;
  if (!backend.provider.updateTicket) throw new Error(`${backend.key} declares writable fields but cannot write.`);
  const { call } = startMeter(asking);
  try {
    const writing = backend.provider.updateTicket({ nativeId: ref.nativeId, changes, expectedVersion }, call);
    return await withSignal(writing, call.signal);
  } catch (error) {
    throw toProviderError(error, backend, { outcomeUnknown: true });
  }
}

/** A ticket that changed hands in between is as absent as any other that the viewer may not see. */
function hideInvisible(outcome: UpdateOutcome, { viewer }: Asking): UpdateOutcome {
  const ticket = toTicket(outcome);
  return ticket && !canSeeTicket(viewer, ticket.owner) ? { outcome: 'NOT_FOUND' } : outcome;
}

function toTicket(outcome: UpdateOutcome): Ticket | null {
  switch (outcome.outcome) {
    case 'UPDATED':
      return outcome.ticket;
    case 'CONFLICT':
      return outcome.current;
    default:
      return null;
  }
}
