import { isCarriableText, MAX_VALUE_LENGTH } from '../../provider/carriable-text.js';
import type { Directory } from '../../provider/directory.js';
import type { Call } from '../../provider/provider.js';
import type { CreateOutcome, CreateRequest, FieldIssue } from '../../provider/writes.js';
import type { Ticket } from '../../ticket/ticket.js';
import type { Account } from './accounts.js';
import { chooseAccount } from './choose-account.js';
import type { MoovClient } from './client.js';
import { findContact } from './contact.js';
import type { Finder } from './finder.js';
import type { Found } from './mapping.js';
import { addMilliseconds } from '../../ticket/instant.js';
import type { TicketJson } from './ticket-json.js';

export interface CreateContext {
  readonly client: MoovClient;
  readonly finder: Finder;
  readonly accounts: readonly Account[];
  readonly directory: Directory;
  readonly pageSize: number;
  readonly toTicket: (found: Found) => Ticket;
  readonly call: Call;
}

const UNCARRIABLE = `must be 1 to ${MAX_VALUE_LENGTH} characters, without outer white space and control characters`;
const NO_EMAIL = 'must be given: Moov answers by e-mail, and no address is known of the user whose ticket it is';
const NO_USER = 'must be given: Moov answers by e-mail, and an organization has no address but those of its users';

/**
 * Opens a ticket. Moov has no idempotency key, so the ticket is marked by its foreign id: what was asked for, else the
 * attempt's id. A repeat looks for the mark before it writes.
 * @throws ProviderError
 */
export async function createTicket(request: CreateRequest, context: CreateContext): Promise<CreateOutcome> {
  const { attempt, fields } = request;
  const foreignId = fields.externalTicketId ?? attempt.id;
  if (!isCarriableText(foreignId)) return invalid(['externalTicketId'], UNCARRIABLE);
  const choice = chooseAccount(request, context.accounts);
  if ('problem' in choice) return invalid(['moov', 'accountId'], choice.problem);
  const { account } = choice;
  const before = attempt.isRepeat ? await findMarked(request, foreignId, account, context) : null;
  return before ? created(account, before, context) : open(request, foreignId, account, context);
}

async function open(
  request: CreateRequest,
  foreignID: string,
  account: Account,
  context: CreateContext,
): Promise<CreateOutcome> {
  const { fields, owner, subject: title, text: body } = request;
  const contact = await findContact(fields, owner.userId ?? account.owner.userId, context.directory);
  if (!contact) return noContact(request, account);
  const answer = await context.client.createTicket(account.id, { title, body, contact, foreignID }, context.call);
  if (answer.kind === 'DONE') return created(account, answer.ticket, context);
  if (answer.kind === 'REFUSED') return { outcome: 'INVALID', issues: answer.issues };
  const marked = await findMarked(request, foreignID, account, context);
  if (marked && isOwn(request)) return created(account, marked, context);
  // Moov does not say what a conflict is about, and a mark of our own is nobody else's.
  if (fields.externalTicketId === undefined) throw answer.error;
  return invalid(['externalTicketId'], 'is taken');
}

/** Their clock and ours may differ by that much. */
const CLOCK_MARGIN_MS = 60_000;

/**
 * The ticket that an earlier try opened: the one with the foreign id and, where others could have that, with the subject
 * and from that time on.
 */
async function findMarked(
  { subject, fields, attempt }: CreateRequest,
  foreignId: string,
  account: Account,
  { client, pageSize, call }: CreateContext,
): Promise<TicketJson | null> {
  const parameters = [
    ['count', String(pageSize)],
    ['foreignID', foreignId],
  ] as const;
  const { tickets } = await client.listTickets(account.id, parameters, call);
  const earliest = addMilliseconds(attempt.startedAt, -CLOCK_MARGIN_MS);
  const isAmbiguous = fields.externalTicketId !== undefined;
  const isOurs = ({ title, createdOn }: TicketJson) => !isAmbiguous || (title === subject && createdOn >= earliest);
  return tickets.find((ticket) => ticket.foreignID === foreignId && isOurs(ticket)) ?? null;
}

/** A ticket with the mark of a first try cannot be its own, unless nobody else could have made the mark. */
function isOwn({ attempt, fields }: CreateRequest): boolean {
  return attempt.isRepeat || fields.externalTicketId === undefined;
}

/** Who sees no more than an organization may name no address, so its tickets are opened for one of its users. */
function noContact({ owner }: CreateRequest, account: Account): CreateOutcome {
  const isOfOrganization = owner.organizationId !== null && owner.userId === null && account.owner.userId === null;
  return isOfOrganization ? invalid(['user'], NO_USER) : invalid(['requesterEmail'], NO_EMAIL);
}

function created(account: Account, json: TicketJson, { finder, toTicket }: CreateContext): CreateOutcome {
  return { outcome: 'CREATED', ticket: toTicket(finder.note(account, json)) };
}

function invalid(path: FieldIssue['path'], message: string): CreateOutcome {
  return { outcome: 'INVALID', issues: [{ path, message }] };
}
