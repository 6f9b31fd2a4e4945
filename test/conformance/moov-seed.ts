import type { MoovContact, MoovData, MoovMessage, MoovTicket } from '../../src/simulators/moov/index.js';
import { addMilliseconds, type Instant } from '../../src/ticket/instant.js';
import type { Message } from '../../src/ticket/message.js';
import type { Owner, Ticket, TicketStatus } from '../../src/ticket/ticket.js';
import { makeSeed } from './seed.js';
import type { Seeded } from './subject.js';

const PLATFORM_ID = toUuid('ac', 0);
const SUPPORT = 'Amina Yusuf';
const SOMEBODY: MoovContact = { email: 'pat@example.test' };
const WORDINGS: { readonly [status in TicketStatus]?: string } = {
  NEW: 'new',
  OPEN: 'in-progress',
  ON_HOLD: 'on-hold',
  CLOSED: 'closed',
};
const MINUTE_MS = 60_000;

/** Accounts of a person in an organization, of one in none, and of an organization. */
export const ACCOUNTS: readonly { readonly accountId: string; readonly owner: Owner }[] = [
  { accountId: toUuid('ac', 1), owner: { userId: 'zoe', organizationId: 'northwind' } },
  { accountId: toUuid('ac', 2), owner: { userId: 'priya', organizationId: null } },
  { accountId: toUuid('ac', 3), owner: { userId: null, organizationId: 'clyde' } },
];

export function toTicketID(number: number): string {
  return toUuid('fe', number);
}

/** The seed without what Moov has not. @param baseUrl empty where it does not matter */
export function makeMoovSeed(backend: string, count: number, baseUrl: string): Seeded[] {
  const owners = ACCOUNTS.map(({ owner }) => owner);
  return makeSeed({ backend, provider: 'MOOV', count, owners }).map(({ ticket, provider, messages }, index) => {
    const held = toHeld(ticket, index, baseUrl);
    return { provider, ticket: held, messages: messages.map((message) => toHeldMessage(message, held)) };
  });
}

function toHeld(ticket: Ticket, index: number, baseUrl: string): Ticket {
  const { accountId } = accountOf(ticket);
  const nativeId = toTicketID(2 * index);
  const number = 1001 + index;
  const wording = ticket.status && (WORDINGS[ticket.status] ?? null);
  return {
    ...ticket,
    ...MISSING,
    nativeId,
    reference: String(number),
    url: `${baseUrl}/accounts/${accountId}/tickets/${nativeId}`,
    requester: ticket.requester ?? { name: null, email: SOMEBODY.email, company: null },
    subject: ticket.subject ?? '',
    status: wording === null ? null : ticket.status,
    statusName: wording ?? ticket.statusName ?? 'escalated',
    updatedAt: ticket.updatedAt ?? ticket.createdAt,
    resolvedAt: wording === 'closed' ? ticket.closedAt : null,
    details: { kind: 'MOOV', accountId, number, foreignId: ticket.externalTicketId },
  };
}

const MISSING = {
  assignee: null,
  priority: null,
  priorityName: null,
  source: null,
  sourceName: null,
  humanVerifiedCategory: null,
  humanVerifiedSubcategory: null,
  aiGeneratedCategory: null,
  aiGeneratedSubcategory: null,
  typeDeprecated: null,
  tags: [],
  conversationSummary: null,
  customFields: null,
  attributes: null,
} satisfies Partial<Ticket>;

/** Who spoke is told by the name alone. */
function toHeldMessage({ position, type, text }: Message, { requester, createdAt }: Ticket): Message {
  const isContact = position === 0 || type === 'CUSTOMER_RESPONSE';
  const spoken = isContact ? 'CUSTOMER_RESPONSE' : 'HUMAN_AGENT_RESPONSE';
  return {
    id: String(position),
    nativeId: null,
    position,
    type: position === 0 ? 'INITIAL_REQUEST' : spoken,
    visibility: 'PUBLIC',
    authorName: isContact ? (requester?.name ?? requester?.email ?? null) : SUPPORT,
    text,
    textClean: null,
    createdAt: addMilliseconds(createdAt, position * MINUTE_MS),
  };
}

/** What Moov has to hold for these tickets to come back. */
export function toMoovData(held: readonly Seeded[]): MoovData {
  const connected = ACCOUNTS.map(({ accountId }) => ({
    accountId,
    displayName: accountId,
    partnerAccountId: PLATFORM_ID,
  }));
  return {
    accounts: [{ accountId: PLATFORM_ID, displayName: 'Platform', partnerAccountId: null }, ...connected],
    tickets: held.map(toMoovTicket),
  };
}

function toMoovTicket({ ticket, messages }: Seeded, index: number): MoovTicket {
  const { requester, externalTicketId, closedAt, latestMessageAt } = ticket;
  return {
    accountId: accountOf(ticket).accountId,
    ticketID: ticket.nativeId,
    number: Number(ticket.reference),
    title: ticket.subject ?? '',
    contact: requester?.name ? { name: requester.name, email: requester.email ?? '' } : SOMEBODY,
    status: ticket.statusName ?? '',
    createdOn: toText(ticket.createdAt, index),
    updatedOn: toText(ticket.updatedAt ?? '', index + 1),
    ...(latestMessageAt === null ? {} : { latestMessageOn: toText(latestMessageAt, index + 2) }),
    ...(closedAt === null ? {} : { closedOn: toText(closedAt, index + 3) }),
    ...(externalTicketId === null ? {} : { foreignID: externalTicketId }),
    messages: messages.map(toMoovMessage).toReversed(),
  };
}

function toMoovMessage({ position, authorName, text, createdAt }: Message): MoovMessage {
  return { author: authorName ?? '', body: text, sentOn: toText(createdAt ?? '', position) };
}

/** RFC 3339 in one of the ways of writing it. */
function toText(instant: Instant, variant: number): string {
  switch (variant % 4) {
    case 0:
      return instant.replace('.000Z', 'Z');
    case 1:
      return addMilliseconds(instant, 2 * 60 * MINUTE_MS).replace('Z', '+02:00');
    case 2:
      return instant.replace('Z', '137Z');
    default:
      return instant;
  }
}

function accountOf({ owner }: Ticket) {
  const account = ACCOUNTS.find(({ owner: own }) => own.userId === owner.userId);
  if (!account) throw new Error('There is an account for every owner.');
  return account;
}

function toUuid(start: string, number: number): string {
  return `${start}000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
