import { canSeeTicket } from '../../auth/visibility.js';
import type { Backend } from '../../provider/backend.js';
import type { Capabilities } from '../../provider/capabilities.js';
import { UPDATABLE_FIELDS, type TicketChanges, type UpdateOutcome } from '../../provider/writes.js';
import type { Ticket, TicketRef } from '../../ticket/ticket.js';
import type { Asking } from '../asking.js';
import { refuseFields, type Refusal, type Unsupported } from './refusals.js';
import { orFailed, send } from './send.js';

export interface TicketUpdateRequest {
  readonly ref: TicketRef;
  readonly changes: TicketChanges;
  /** Null writes regardless. */
  readonly expectedVersion: string | null;
}

export type TicketUpdate = UpdateOutcome | Refusal;

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
  const { ref, changes, expectedVersion } = request;
  const backend = asking.backends.find(({ key }) => key === ref.backend);
  if (!backend) return { outcome: 'NOT_FOUND' };
  const { provider } = backend;
  const refusal = refuse(backend, changes) ?? refuseFields(changes, asking.viewer, provider.capabilities);
  if (refusal) return refusal;
  if (!provider.updateTicket) throw new Error(`${backend.key} declares writable fields but cannot write.`);
  const write = provider.updateTicket.bind(provider, { nativeId: ref.nativeId, changes, expectedVersion });
  return orFailed(backend, asking, async () => {
    if ((await loadTicket(ref)) === null) return { outcome: 'NOT_FOUND' };
    return hideInvisible(await send(backend, asking, write), asking);
  });
}

function refuse(backend: Backend, changes: TicketChanges): Unsupported | null {
  const { capabilities } = backend.provider;
  const { updatableFields, writableStatuses } = capabilities;
  const { status } = changes;
  const isRefused = status !== undefined && status !== null && writableStatuses?.includes(status) === false;
  const fields = UPDATABLE_FIELDS.filter(
    (field) => field in changes && (!updatableFields.includes(field) || (field === 'status' && isRefused)),
  );
  if (fields.length === 0) return null;
  return { outcome: 'UNSUPPORTED', backend, fields, supported: toSupported(capabilities) };
}

/** What can be written, in words: `subject`, or `status: CLOSED` where not every value can. */
function toSupported({ updatableFields, writableStatuses }: Capabilities): string[] {
  const status = writableStatuses ? `status: ${writableStatuses.join(', ')}` : 'status';
  return updatableFields.map((field) => (field === 'status' ? status : field));
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
