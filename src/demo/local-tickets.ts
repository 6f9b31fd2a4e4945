import { toInstant } from '../ticket/instant.js';
import type { Message } from '../ticket/message.js';
import type { Ticket, TicketPriority, TicketSource, TicketStatus } from '../ticket/ticket.js';
import { TOPICS, type Topic } from './local-topics.js';
import { createRandom, type Random } from './random.js';

/** Somebody whose tickets are made up. */
export interface Person {
  readonly id: string;
  readonly email: string | null;
  readonly fullName: string;
  readonly organizationId: string | null;
}

export type MadeUpTicket = Omit<Ticket, 'backend' | 'revision'>;

export interface MadeUp {
  readonly ticket: MadeUpTicket;
  readonly messages: readonly Message[];
}

const SEED = 4;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SPREAD_DAYS = 180;
const AGENTS = ['Amina Yusuf', 'Jonas Keller', 'Priya Nair', 'Tom Baxter'] as const;
const STATUS_NAMES: Readonly<Record<TicketStatus, string>> = {
  NEW: 'New',
  OPEN: 'In work',
  PENDING: 'Waiting for customer',
  ON_HOLD: 'Waiting for installer',
  RESOLVED: 'Answered',
  CLOSED: 'Closed',
};
const STATUSES: readonly TicketStatus[] = [
  'NEW',
  'OPEN',
  'OPEN',
  'PENDING',
  'ON_HOLD',
  'RESOLVED',
  'RESOLVED',
  'CLOSED',
];
const PRIORITIES: readonly (TicketPriority | null)[] = ['LOW', 'NORMAL', 'NORMAL', 'NORMAL', 'HIGH', 'URGENT', null];
const SOURCES: readonly TicketSource[] = ['EMAIL', 'EMAIL', 'PHONE', 'WEB_FORM', 'CHAT', 'PORTAL'];

/**
 * Tickets of a local service desk: the same for the same arguments, spread over the 180 days before `untilMs`.
 * @param untilMs milliseconds since 1970
 */
export function* makeUpTickets(people: readonly Person[], count: number, untilMs: number): Generator<MadeUp> {
  const random = createRandom(SEED);
  const stepMs = (SPREAD_DAYS * DAY_MS) / count;
  for (let index = 0; index < count; index += 1) {
    const createdMs = Math.floor(untilMs - (count - index) * stepMs + random.below(Math.floor(stepMs)));
    yield makeUp(random, index, createdMs, random.below(8) === 0 ? null : random.pick(people));
  }
}

function makeUp(random: Random, index: number, createdMs: number, person: Person | null): MadeUp {
  const topic = random.pick(TOPICS);
  const status = random.pick(STATUSES);
  const messages = makeUpMessages(random, index, createdMs, topic, person);
  const lastMs = createdMs + messages.length * 3 * HOUR_MS;
  const isDone = status === 'RESOLVED' || status === 'CLOSED';
  const isVerified = random.below(3) > 0;
  return {
    messages,
    ticket: {
      nativeId: toNativeId('tick', index, createdMs),
      owner: { userId: person?.id ?? null, organizationId: person?.organizationId ?? null },
      reference: `SD-${10_001 + index}`,
      externalTicketId: null,
      url: null,
      requester: { name: person?.fullName ?? 'Caller without an account', email: person?.email ?? null, company: null },
      assignee: status === 'NEW' ? null : toAgent(random.below(AGENTS.length)),
      subject: topic.subject,
      status,
      statusName: STATUS_NAMES[status],
      ...makeUpHandling(random),
      humanVerifiedCategory: isVerified ? topic.category : null,
      humanVerifiedSubcategory: isVerified ? topic.subcategory : null,
      aiGeneratedCategory: topic.category,
      aiGeneratedSubcategory: topic.subcategory,
      typeDeprecated: null,
      tags: random.pick([[], [], ['phone-back'], ['vip'], ['vip', 'complaint']]),
      conversationSummary: isDone ? `${topic.request} — ${topic.reply}` : null,
      customFields: { contract: `C-${20_000 + (index % 400)}` },
      attributes: null,
      createdAt: toInstant(createdMs),
      updatedAt: messages.length > 1 ? toInstant(lastMs) : null,
      resolvedAt: isDone ? toInstant(lastMs) : null,
      closedAt: status === 'CLOSED' ? toInstant(lastMs + DAY_MS) : null,
      latestMessageAt: messages.at(-1)?.createdAt ?? null,
      details: { kind: 'LOCAL', createdBy: 'demo' },
    },
  };
}

function makeUpHandling(random: Random) {
  const priority = random.pick(PRIORITIES);
  const source = random.pick(SOURCES);
  return {
    priority,
    priorityName: priority && `${priority.charAt(0)}${priority.slice(1).toLowerCase()}`,
    source,
    sourceName: source.replaceAll('_', ' ').toLowerCase(),
  };
}

function makeUpMessages(
  random: Random,
  index: number,
  createdMs: number,
  topic: Topic,
  person: Person | null,
): Message[] {
  const parts: Pick<Message, 'type' | 'visibility' | 'authorName' | 'text'>[] = [
    { type: 'INITIAL_REQUEST', visibility: 'PUBLIC', authorName: person?.fullName ?? null, text: topic.request },
    { type: 'HUMAN_AGENT_RESPONSE', visibility: 'INTERNAL', authorName: random.pick(AGENTS), text: topic.note },
    { type: 'HUMAN_AGENT_RESPONSE', visibility: 'PUBLIC', authorName: random.pick(AGENTS), text: topic.reply },
    {
      type: 'CUSTOMER_RESPONSE',
      visibility: 'PUBLIC',
      authorName: person?.fullName ?? null,
      text: 'Thank you, that helps.',
    },
  ];
  return parts.slice(0, 1 + random.below(parts.length)).map((part, position) => {
    const sentMs = createdMs + position * 3 * HOUR_MS;
    const id = toNativeId('tmsg', index * parts.length + position, sentMs);
    return { ...part, id, nativeId: id, position, textClean: part.text, createdAt: toInstant(sentMs) };
  });
}

function toAgent(index: number) {
  return { nativeId: `agent-${index + 1}`, name: AGENTS[index] ?? null };
}

/** Prefix, time and number in the form of a ULID: the same in each run, and in the order of time. */
function toNativeId(prefix: string, index: number, timeMs: number): string {
  const time = encodeBase32(timeMs, 10);
  return `${prefix}${time}${encodeBase32(index, 16)}`;
}

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function encodeBase32(value: number, length: number): string {
  let [rest, text] = [value, ''];
  while (text.length < length) {
    text = `${ALPHABET.charAt(rest % 32)}${text}`;
    rest = Math.floor(rest / 32);
  }
  return text;
}
