import { canSeeInternalMessages, canSeeTicket } from '../../auth/visibility.js';
import type { Viewer } from '../../auth/viewer.js';
import type { Backend } from '../../provider/backend.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { AddMessageOutcome, Invalid } from '../../provider/writes.js';
import type { MessageType, MessageVisibility } from '../../ticket/message.js';
import type { User } from '../../ticket/people.js';
import type { Ticket, TicketRef } from '../../ticket/ticket.js';
import type { Asking } from '../asking.js';
import type { MessageOfTicket } from '../reads.js';
import { writeOnce } from './once.js';
import { invalid, type Forbidden, type Refusal } from './refusals.js';
import { orFailed, send } from './send.js';

export interface MessageAddRequest {
  readonly ref: TicketRef;
  readonly idempotencyKey: string;
  /** A digest of the whole input. */
  readonly fingerprint: string;
  readonly text: string;
  readonly visibility: MessageVisibility;
  /** Who speaks; null leaves that to the viewer's visibility. */
  readonly type: MessageType | null;
}

export type MessageAddition = AddMessageOutcome | Refusal;

export interface AddMessageReads {
  /** As the viewer sees them. */
  readonly loadTicket: (ref: TicketRef) => Promise<Ticket | null>;
  readonly loadMessage: (ref: TicketRef, messageId: string) => Promise<MessageOfTicket | null>;
  readonly loadUser: (id: string) => Promise<User | null>;
}

/** Adds a message to a ticket that the viewer may see, once for its key. */
export async function addMessage(
  request: MessageAddRequest,
  asking: Asking,
  reads: AddMessageReads,
): Promise<MessageAddition> {
  const type = request.type ?? defaultType(request, asking.viewer);
  const backend = asking.backends.find(({ key }) => key === request.ref.backend);
  const refusal = refuse(type, request, asking.viewer);
  if (refusal) return refusal;
  if (!backend) return { outcome: 'NOT_FOUND' };
  const supported = backend.provider.capabilities.addableMessageTypes;
  if (!supported.includes(type)) {
    return {
      outcome: 'UNSUPPORTED',
      backend,
      fields: [`type: ${type}`],
      supported: supported.map((one) => `type: ${one}`),
    };
  }
  return orFailed(backend, asking, async () => {
    if ((await reads.loadTicket(request.ref)) === null) return { outcome: 'NOT_FOUND' };
    return hideInvisible(await addOnce({ ...request, type }, backend, asking, reads), asking.viewer);
  });
}

function addOnce(
  request: MessageAddRequest & { readonly type: MessageType },
  backend: Backend,
  asking: Asking,
  { loadMessage, loadUser }: AddMessageReads,
): Promise<AddMessageOutcome | Invalid> {
  const { provider } = backend;
  if (!provider.addMessage) throw new Error(`${backend.key} declares types of messages but adds none.`);
  const add = provider.addMessage.bind(provider);
  const { ref, text, visibility, type } = request;
  return writeOnce({ operation: 'addMessage', ...request }, asking, {
    async carryOut(attempt) {
      const authorName = await loadName(asking, loadUser);
      const message = { attempt, nativeId: ref.nativeId, text, visibility, type, authorName };
      return send(backend, asking, (call) => add(message, call));
    },
    toResult: (outcome) => (outcome.outcome === 'ADDED' ? outcome.message.id : null),
    recall: async (messageId) => {
      const found = await loadMessage(ref, messageId);
      return found ? { outcome: 'ADDED', ...found } : { outcome: 'NOT_FOUND' };
    },
  });
}

/** Null where it is not known, or cannot be: a message is worth more than the name beside it. @throws when the time is up */
async function loadName(asking: Asking, loadUser: AddMessageReads['loadUser']): Promise<string | null> {
  const { userId } = asking.viewer;
  if (userId === null) return null;
  try {
    return (await loadUser(userId))?.fullName ?? null;
  } catch (error) {
    // What is sent when the time is up may be written or not; nothing has been so far.
    if (!(error instanceof ProviderError) || isOver(asking)) throw error;
    return null;
  }
}

function isOver({ openSignal, timeLeftMs }: Asking): boolean {
  return openSignal().aborted || timeLeftMs() <= 0;
}

/** Staff speak as staff, everybody else as the customer. */
function defaultType({ visibility }: MessageAddRequest, viewer: Viewer): MessageType {
  return viewer.visibility === 'ALL' || visibility === 'INTERNAL' ? 'HUMAN_AGENT_RESPONSE' : 'CUSTOMER_RESPONSE';
}

function refuse(type: MessageType, { visibility }: MessageAddRequest, viewer: Viewer): Forbidden | Invalid | null {
  if (type === 'INITIAL_REQUEST') return invalid(['type'], 'cannot be INITIAL_REQUEST: that is how a ticket is opened');
  if (canSeeInternalMessages(viewer)) return null;
  if (type === 'CUSTOMER_RESPONSE' && visibility === 'PUBLIC') return null;
  const message = 'Internal notes, and messages that are not the customer’s, are for staff.';
  return { outcome: 'FORBIDDEN', message, requiredScopes: ['support:internal'] };
}

/** The ticket may have changed hands in between. */
function hideInvisible(outcome: AddMessageOutcome | Invalid, viewer: Viewer): AddMessageOutcome | Invalid {
  const isHidden = outcome.outcome === 'ADDED' && !canSeeTicket(viewer, outcome.ticket.owner);
  return isHidden ? { outcome: 'NOT_FOUND' } : outcome;
}
