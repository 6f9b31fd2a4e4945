import type { Parameter } from '../../provider/http/target.js';
import { ProviderError } from '../../provider/provider-error.js';
import { toContentError } from '../../provider/http/upstream-errors.js';
import type { CreateOutcome, CreateRequest, FieldIssue, Invalid } from '../../provider/writes.js';
import { draftTicket } from './draft-ticket.js';
import { findLostTicket } from './find-lost-ticket.js';
import { toGivenIssue } from './new-ticket-refusal.js';
import { postUpdate, saysSame, toAuthor } from './post-update.js';
import { toInvalid } from './refusal-issues.js';
import { findRequester, type Requester } from './requester.js';
import { parseTicketJson, type TicketJson } from './ticket-json.js';
import { parseUpdate } from './update-json.js';
import { afterWriting, toOwnedTicket, type WriteContext } from './written-tickets.js';

/**
 * Opens a ticket, keeps its reference, and posts the text: Sirportly opens tickets without a message. A repeat goes on
 * from where the earlier try came.
 * @throws ProviderError with `outcomeUnknown` from the moment the ticket may be there
 */
export async function createTicket(request: CreateRequest, context: WriteContext): Promise<CreateOutcome> {
  const { attempt } = request;
  if (attempt.progress !== null) return resume(attempt.progress, request, context);
  const requester = await findRequester(request, context);
  if ('message' in requester) return invalid(requester);
  const { parameters, issues } = await draftTicket(request, requester, context);
  if (issues.length > 0) return { outcome: 'INVALID', issues };
  const opened = await openOnce(request, requester, parameters, context);
  if ('outcome' in opened) return opened;
  await unlessHalfDone(opened.reference, () => attempt.saveProgress(opened.reference));
  requireFrom(requester, opened);
  return unlessHalfDone(opened.reference, () => finish(opened, request, context));
}

/** Its contact reads what is said in it. @throws ProviderError */
function requireFrom({ isOf }: Requester, opened: TicketJson): void {
  if (isOf(opened)) return;
  const problem = `The ticket ${opened.reference} was opened for another contact; its text was not posted.`;
  throw new ProviderError('BAD_RESPONSE', problem, { outcomeUnknown: true });
}

async function openOnce(
  request: CreateRequest,
  requester: Requester,
  parameters: readonly Parameter[],
  context: WriteContext,
): Promise<TicketJson | Invalid> {
  const lost = request.attempt.isRepeat ? await findLostTicket(request, requester, context) : null;
  return lost ?? submit(request, parameters, context);
}

async function submit(
  { fields }: CreateRequest,
  parameters: readonly Parameter[],
  { client, call }: WriteContext,
): Promise<TicketJson | Invalid> {
  const request = client.toWrite('/tickets/submit', parameters);
  const { status, body } = await client.write(request, call);
  if (status === 404) return invalid({ path: [], message: 'names something that does not exist any more' });
  if (status === 422) return toInvalid(body, (issue, column) => toGivenIssue(issue, column, fields));
  const ticket = parseTicketJson(body);
  if (ticket) return ticket;
  throw toContentError(request, 'answered with something that is not a ticket');
}

/** A reference was kept, so the ticket is there; its text may be. */
async function resume(reference: string, request: CreateRequest, context: WriteContext): Promise<CreateOutcome> {
  const ticket = await unlessHalfDone(reference, () => context.client.getTicket(reference, context.call));
  if (!ticket) return invalid({ path: ['idempotencyKey'], message: GONE });
  if (holds(ticket, request.text))
    return { outcome: 'CREATED', ticket: await unlessHalfDone(reference, () => toOwnedTicket(ticket, context)) };
  const requester = await unlessHalfDone(reference, () => findRequester(request, context));
  // Links may have changed since; the ticket was looked at when it was opened.
  if (!('message' in requester)) requireFrom(requester, ticket);
  return unlessHalfDone(reference, () => finish(ticket, request, context));
}

const GONE = 'opened a ticket before that is no longer there; take a new one for another';

async function finish(opened: TicketJson, { text }: CreateRequest, context: WriteContext): Promise<CreateOutcome> {
  const author = toAuthor('CUSTOMER_RESPONSE', opened, context.options) ?? [];
  const { request, answer } = await postUpdate(opened.reference, { text, isPrivate: false, author }, context);
  if (answer.status >= 400) throw toContentError(request, `answered ${answer.status}`);
  const whole = await context.client.readBack(opened.reference, context.call);
  if (!whole) return invalid({ path: ['idempotencyKey'], message: GONE });
  // A text may come back other than it went, but then the answer shows an update.
  if (!parseUpdate(answer.body) && !holds(whole, text))
    throw toContentError(request, 'answered with something that is not an update, and the text is not in the ticket');
  return { outcome: 'CREATED', ticket: await toOwnedTicket(whole, context) };
}

function holds({ updates }: TicketJson, text: string): boolean {
  return updates?.some((update) => saysSame(update, text)) ?? false;
}

function unlessHalfDone<T>(reference: string, work: () => Promise<T>): Promise<T> {
  const state = `Ticket ${reference} was opened, but perhaps without its text. A repeat with the same key finishes it.`;
  return afterWriting(state, work);
}

function invalid(issue: FieldIssue): Invalid {
  return { outcome: 'INVALID', issues: [issue] };
}
