import { createRandom, type Random } from '../../src/demo/random.js';
import { addMilliseconds, type Instant } from '../../src/ticket/instant.js';
import { MESSAGE_TYPES, type Message } from '../../src/ticket/message.js';
import type {
  JsonObject,
  Owner,
  ProviderKind,
  TicketPriority,
  TicketSource,
  TicketStatus,
} from '../../src/ticket/ticket.js';
import { makeTicket } from '../ticket/tickets.js';
import type { Seeded } from './subject.js';
import { AWKWARD_TEXTS } from './texts.js';

const START: Instant = '2026-03-02T09:00:00.000Z';
const STEP_MS = 15_000;

/** How far an earlier ticket of the seed may lie behind a later one in time, at most. */
export const SEED_OUT_OF_ORDERNESS_MS = 2 * STEP_MS;

type Named<T> = readonly [name: string | null, value: T | null];

const STATUSES: readonly Named<TicketStatus>[] = [
  ['New', 'NEW'],
  ['Open', 'OPEN'],
  ['open', 'OPEN'],
  ['In Progress', 'OPEN'],
  ['Waiting on Customer', 'PENDING'],
  ['On Hold', 'ON_HOLD'],
  ['Resolved', 'RESOLVED'],
  ['Closed', 'CLOSED'],
  ['Escalado – nível 2', null],
  ['Open,Closed', null],
  [' Open', null],
  ['constructor', null],
  ['', null],
  [null, null],
];
const PRIORITIES: readonly Named<TicketPriority>[] = [
  ['Low', 'LOW'],
  ['Medium', 'NORMAL'],
  ['High', 'HIGH'],
  ['Urgent', 'URGENT'],
  ['P1, at once', null],
  [null, null],
];
const SOURCES: readonly Named<TicketSource>[] = [
  ['Email', 'EMAIL'],
  ['Feedback Widget', 'FEEDBACK_WIDGET'],
  ['Carrier pigeon', null],
  [null, null],
];
const CATEGORIES = ['CHARGER', 'charger', 'SOLAR', 'A,B', ' SOLAR', '', null];
const TAGS = [[], [], ['vip'], ['vip', 'gold'], ['vip, gold'], ['VIP'], [''], [' vip'], ['"q"', '{}', 'NULL', 'a\\b']];
const SUBJECTS = [
  'The charger hums',
  'Ladegerät für Zuhause: 3.5 kWh',
  '充電 stopped',
  'ﬁnal ΑΣ İstanbul',
  '<b>',
  null,
];
const TEXTS = [
  'It hums at night',
  'Refund, please. Sent from my phone',
  '<p>Grüße &amp; Dank</p>',
  '充電スケジュール',
  '',
];
const FACTS: readonly JsonObject[] = [{}, { country: 'GB', deep: { list: [1, null, true, 'x'] } }];

export interface SeedOptions {
  readonly backend: string;
  readonly provider: ProviderKind;
  /** Fifty or more, so that every awkward text is in it. */
  readonly count: number;
  /** Drawn from; each as it has to come back. */
  readonly owners: readonly Owner[];
}

/**
 * Tickets in the order in which they were stored, with ties, nulls, late arrivals and awkward texts in every field; a
 * provider's test leaves out what its system cannot hold. The same for the same arguments.
 */
export function makeSeed(options: SeedOptions): Seeded[] {
  const random = createRandom(1);
  return Array.from({ length: options.count }, (_, index) => makeSeeded(random, index, options));
}

/** Ids of the form `tick…`; the odd ones are nobody's. */
export function toTicketId(number: number): string {
  return `tick${String(number).padStart(26, '0')}`;
}

function makeSeeded(random: Random, index: number, { backend, provider, owners }: SeedOptions): Seeded {
  const createdAt = addMilliseconds(START, (index - random.below(3)) * STEP_MS);
  const oneOfFew = () => random.pick([null, addMilliseconds(START, random.below(20) * 60_000)]);
  const [statusName, status] = random.pick(STATUSES);
  const [priorityName, priority] = random.pick(PRIORITIES);
  const [sourceName, source] = random.pick(SOURCES);
  const ticket = makeTicket({
    backend,
    nativeId: toTicketId(index * 2),
    owner: random.pick(owners),
    reference: `R-${index}`,
    externalTicketId: AWKWARD_TEXTS[index] ?? random.pick([`FD-${index}`, '90001', null]),
    url: `https://desk.example.test/${index}`,
    requester: random.pick([null, { name: "Siân O'Brien", email: 'sian@example.test', company: null }]),
    assignee: random.pick([null, { nativeId: 'a1', name: 'Amina Yusuf' }]),
    subject: random.pick([...SUBJECTS, ...AWKWARD_TEXTS]),
    status,
    statusName,
    priority,
    priorityName,
    source,
    sourceName,
    humanVerifiedCategory: random.pick(CATEGORIES),
    humanVerifiedSubcategory: random.pick(CATEGORIES),
    aiGeneratedCategory: random.pick(CATEGORIES),
    aiGeneratedSubcategory: random.pick(CATEGORIES),
    typeDeprecated: random.pick(['Problem', null]),
    tags: random.pick(TAGS),
    conversationSummary: random.pick([...SUBJECTS, null]),
    customFields: random.pick(FACTS),
    attributes: random.pick(FACTS),
    createdAt,
    updatedAt: oneOfFew(),
    resolvedAt: oneOfFew(),
    closedAt: oneOfFew(),
    latestMessageAt: oneOfFew(),
  });
  return { ticket, provider, messages: makeConversation(random, index, createdAt) };
}

function makeConversation(random: Random, index: number, startedAt: Instant): Message[] {
  return Array.from({ length: random.below(5) }, (_, position) => {
    const id = `tmsg${String(index * 100 + position).padStart(26, '0')}`;
    return {
      id,
      nativeId: id,
      position,
      type: position === 0 ? 'INITIAL_REQUEST' : random.pick(MESSAGE_TYPES),
      visibility: random.pick(['PUBLIC', 'PUBLIC', 'INTERNAL']),
      authorName: random.pick(['Amina Yusuf', null]),
      text: random.pick(TEXTS),
      textClean: random.pick(['It hums', '', null]),
      createdAt: random.pick([addMilliseconds(startedAt, position * 60_000), null]),
    };
  });
}
