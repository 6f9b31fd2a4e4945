import { toInstant } from '../../src/ticket/instant.js';
import type { Message } from '../../src/ticket/message.js';
import type { Random } from '../../src/demo/random.js';
import type { Ticket, TicketPriority, TicketSource, TicketStatus } from '../../src/ticket/ticket.js';
import { NOW, type World } from '../gateway/world.js';
import type { PlainMessage, PlainTicket } from './plain/plain-ticket.js';

const DAY_MS = 86_400_000;
const STATUSES = ['NEW', 'OPEN', 'PENDING', 'ON_HOLD', 'RESOLVED', 'CLOSED', null] as const;
const PRIORITIES = ['LOW', 'NORMAL', 'HIGH', 'URGENT', null] as const;
const SOURCES = ['EMAIL', 'PHONE', 'API', null] as const;
const WORDS = [
  'charger',
  'Rechnung',
  'naïve',
  'über',
  'off-peak',
  '3.5 kWh',
  'ΑΣ',
  'straße',
  'vip@example.com',
  '充電',
  'a',
];
const CATEGORIES = ['BILLING', 'TARIFF', null] as const;

/** Fills the backend `desk` of a world, and says what it holds in the oracle's own terms. */
export async function seedDesk(world: World, random: Random, count: number): Promise<PlainTicket[]> {
  const plain = Array.from({ length: count }, (_, index) => makeUp(world, random, index));
  await insertTickets(world, plain);
  return plain;
}

/** Puts tickets into the store as they are, past the gateway. */
export async function insertTickets({ gateway }: World, plain: readonly PlainTicket[]): Promise<void> {
  await gateway.store.tickets.insert(
    plain.map((ticket) => ({ ticket: toTicket(ticket), messages: ticket.messages.map(toMessage) })),
  );
}

/** Owners of every kind: user and organisation, one of them, neither, and an organisation that is not the user's. */
function makeUp({ simulator }: World, random: Random, index: number): PlainTicket {
  const { users, organizations } = simulator.data;
  const user = random.below(5) === 0 ? null : random.pick(users);
  const ownOrganization = user?.organizationId ?? null;
  const organization = random.pick([
    ownOrganization,
    ownOrganization,
    ownOrganization ?? null,
    random.pick(organizations).id,
  ]);
  // Some tickets share their time with others, here and at the other backend.
  const createdAt =
    random.below(3) === 0 ? NOW - (1 + random.below(20)) * DAY_MS : NOW - random.below(180 * 86_400) * 1000;
  const [status, priority, source] = [random.pick(STATUSES), random.pick(PRIORITIES), random.pick(SOURCES)];
  return {
    backend: 'desk',
    provider: 'LOCAL',
    id: `tick${String(random.below(1_000_000)).padStart(10, '0')}${String(index).padStart(16, '0')}`,
    user: user?.id ?? null,
    organization: organization ?? null,
    subject: words(random),
    conversationSummary: random.below(2) === 0 ? words(random) : '',
    externalTicketId: random.below(3) === 0 ? String(random.below(50)) : null,
    status,
    statusName: status && `The ${status}`,
    priority,
    priorityName: priority && priority.toLowerCase(),
    source,
    sourceName: source,
    humanVerifiedCategory: random.pick(CATEGORIES),
    humanVerifiedSubcategory: random.pick(['INVOICE', null]),
    aiGeneratedCategory: random.pick(CATEGORIES),
    aiGeneratedSubcategory: random.pick(['OFF_PEAK', null]),
    tags: random.pick([[], ['vip'], ['vip', 'escalated'], ['ai-categorised']]),
    createdAt,
    updatedAt: random.below(3) === 0 ? null : createdAt + random.below(5) * DAY_MS,
    resolvedAt: random.below(2) === 0 ? null : createdAt + random.below(5) * DAY_MS,
    messages: Array.from({ length: random.below(4) }, (_, position) => makeUpMessage(random, position, createdAt)),
  };
}

function makeUpMessage(random: Random, position: number, createdAt: number): PlainMessage {
  return {
    type:
      position === 0
        ? 'INITIAL_REQUEST'
        : random.pick(['CUSTOMER_RESPONSE', 'HUMAN_AGENT_RESPONSE', 'AI_AGENT_RESPONSE']),
    position,
    visibility: random.below(3) === 0 ? 'INTERNAL' : 'PUBLIC',
    text: words(random),
    createdAt: createdAt + position * 60_000,
  };
}

function words(random: Random): string {
  return Array.from({ length: 1 + random.below(4) }, () => random.pick(WORDS)).join(random.pick([' ', ', ', '-']));
}

function toTicket(plain: PlainTicket): Ticket {
  const {
    id,
    user,
    organization,
    createdAt,
    updatedAt,
    resolvedAt,
    messages: _messages,
    provider: _provider,
    ...rest
  } = plain;
  return {
    ...rest,
    nativeId: id,
    owner: { userId: user, organizationId: organization },
    conversationSummary: plain.conversationSummary === '' ? null : plain.conversationSummary,
    status: plain.status as TicketStatus | null,
    priority: plain.priority as TicketPriority | null,
    source: plain.source as TicketSource | null,
    createdAt: toInstant(createdAt),
    updatedAt: updatedAt === null ? null : toInstant(updatedAt),
    resolvedAt: resolvedAt === null ? null : toInstant(resolvedAt),
    reference: null,
    url: null,
    requester: null,
    assignee: null,
    typeDeprecated: null,
    customFields: null,
    attributes: null,
    closedAt: null,
    latestMessageAt: null,
    revision: null,
    details: null,
  };
}

function toMessage(plain: PlainMessage): Message {
  const { position, visibility, text } = plain;
  const type = plain.type as Message['type'];
  return {
    id: `m${position}`,
    nativeId: null,
    position,
    type,
    visibility,
    authorName: null,
    text,
    textClean: null,
    createdAt: toInstant(plain.createdAt),
  };
}
