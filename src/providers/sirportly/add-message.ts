import { ProviderError } from '../../provider/provider-error.js';
import type { AddMessageOutcome, AddMessageRequest } from '../../provider/writes.js';
import { addMilliseconds } from '../../ticket/instant.js';
import { toMessages, toSpeaker } from './message-mapping.js';
import { postUpdate, saysSame, toAuthor, type Post } from './post-update.js';
import { isReference } from './references.js';
import type { TicketJson } from './ticket-json.js';
import { parseUpdate, type UpdateJson } from './update-json.js';
import { afterWriting, toOwnedTicket, type WriteContext } from './written-tickets.js';

/** Their clock and ours may differ by that much. */
const CLOCK_MARGIN_MS = 60_000;

/**
 * Adds a message, after a look at the ticket for who its contact is and, in a repeat, for the message itself.
 * @throws ProviderError
 */
export async function addMessage(request: AddMessageRequest, context: WriteContext): Promise<AddMessageOutcome> {
  const { nativeId, text, visibility, type, attempt } = request;
  const ticket = isReference(nativeId) ? await context.client.getTicket(nativeId, context.call) : null;
  if (!ticket) return { outcome: 'NOT_FOUND' };
  const earlier = attempt.isRepeat ? findEarlier(ticket, request) : null;
  if (earlier) return toAdded(ticket, earlier.id, context);
  const author = toAuthor(type, ticket, context.options);
  if (!author) return invalid(['type'], 'cannot speak here: the ticket has no contact');
  return post(ticket, { text, isPrivate: visibility === 'INTERNAL', author }, context);
}

async function post(ticket: TicketJson, message: Post, context: WriteContext): Promise<AddMessageOutcome> {
  const { reference } = ticket;
  const { answer } = await postUpdate(reference, message, context);
  if (answer.status === 404) return toMissing(reference, context);
  if (answer.status === 422) return invalid(['text'], 'is refused by the backend');
  const state = `The message is in ${reference} all the same. A repeat with the same key finds it.`;
  return afterWriting(state, async () => {
    const whole = await context.client.readBack(reference, context.call);
    if (!whole) return { outcome: 'NOT_FOUND' };
    const { id } = parseUpdate(answer.body) ?? findLatest(whole, message) ?? { id: '' };
    return toAdded(whole, id, context);
  });
}

/** One status for a ticket that is gone and for an author that there is not. */
async function toMissing(reference: string, { client, call }: WriteContext): Promise<AddMessageOutcome> {
  if (!(await client.getTicket(reference, call))) return { outcome: 'NOT_FOUND' };
  return invalid(['type'], 'cannot speak: the backend does not know the contact or the staff user who is to');
}

async function toAdded(ticket: TicketJson, id: string, context: WriteContext): Promise<AddMessageOutcome> {
  const message = toMessages(ticket.updates ?? [], context.aiAgent).find((each) => each.id === id);
  if (!message) {
    const problem = '/tickets/ticket: the message that was added is not in the conversation. Read it again.';
    throw new ProviderError('BAD_RESPONSE', problem, { outcomeUnknown: true });
  }
  return { outcome: 'ADDED', ticket: await toOwnedTicket(ticket, context), message };
}

/** Others may have said the same in that time, but a customer is not staff. */
function findEarlier({ updates }: TicketJson, request: AddMessageRequest): UpdateJson | null {
  const { text, visibility, type, attempt } = request;
  const otherSpeaker = type === 'CUSTOMER_RESPONSE' ? 'STAFF' : 'CUSTOMER';
  const earliest = addMilliseconds(attempt.startedAt, -CLOCK_MARGIN_MS);
  const isEarlier = (update: UpdateJson) =>
    saysSame(update, text) &&
    toSpeaker(update) !== otherSpeaker &&
    update.private === (visibility === 'INTERNAL') &&
    update.posted_at !== null &&
    update.posted_at >= earliest;
  return updates?.findLast(isEarlier) ?? null;
}

function findLatest({ updates }: TicketJson, { text, isPrivate }: Post): UpdateJson | null {
  return updates?.findLast((update) => saysSame(update, text) && update.private === isPrivate) ?? null;
}

function invalid(path: readonly string[], message: string): AddMessageOutcome {
  return { outcome: 'INVALID', issues: [{ path, message }] };
}
