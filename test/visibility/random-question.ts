import type { FilterJson, OrderJson } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';
import type { Random } from '../../src/demo/random.js';

const VALUES = [
  'backend',
  'externalTicketId',
  'statusName',
  'priorityName',
  'sourceName',
  'humanVerifiedCategory',
  'humanVerifiedSubcategory',
  'aiGeneratedCategory',
  'aiGeneratedSubcategory',
] as const;
const ENUMS = {
  status: ['NEW', 'OPEN', 'PENDING', 'ON_HOLD', 'RESOLVED', 'CLOSED'],
  priority: ['LOW', 'NORMAL', 'HIGH', 'URGENT'],
  source: ['EMAIL', 'PHONE', 'CHAT', 'FEEDBACK_WIDGET', 'PORTAL', 'API'],
} as const;
const TYPES = ['INITIAL_REQUEST', 'CUSTOMER_RESPONSE', 'HUMAN_AGENT_RESPONSE', 'AI_AGENT_RESPONSE'];

/** A filter made of what stands in the tickets, and a little of what does not. */
export function randomFilter(random: Random, tickets: readonly PlainTicket[], depth = 2): FilterJson {
  const parts = random.below(4) === 0 && depth > 0 ? [randomComposition(random, tickets, depth)] : [];
  const count = random.below(3);
  for (let index = 0; index < count; index += 1) parts.push(randomTest(random, tickets));
  return Object.assign({}, ...parts) as FilterJson;
}

export function randomOrder(random: Random): OrderJson {
  return {
    field: random.pick(['CREATED_AT', 'CREATED_AT', 'CREATED_AT', 'UPDATED_AT', 'RESOLVED_AT', 'PRIORITY']),
    direction: random.pick(['ASC', 'DESC']),
  };
}

function randomComposition(random: Random, tickets: readonly PlainTicket[], depth: number): FilterJson {
  const branch = () => randomFilter(random, tickets, depth - 1);
  switch (random.below(3)) {
    case 0:
      return { not: branch() };
    case 1:
      return { and: [branch(), branch()] };
    default:
      return { or: random.below(10) === 0 ? [] : [branch(), branch()] };
  }
}

function randomTest(random: Random, tickets: readonly PlainTicket[]): FilterJson {
  const any = () => random.pick(tickets);
  switch (random.below(9)) {
    case 0:
    case 1: {
      const field = random.pick(VALUES);
      return { [field]: valueTest(random, () => any()[field] ?? 'nothing', field !== 'backend') };
    }
    case 2: {
      const field = random.pick(['status', 'priority', 'source'] as const);
      return { [field]: valueTest(random, () => random.pick<string>(ENUMS[field]), true) };
    }
    case 3: {
      const field = random.pick(['createdAt', 'updatedAt', 'resolvedAt'] as const);
      return { [field]: timeTest(random, () => any()[field] ?? any().createdAt, field !== 'createdAt') };
    }
    case 4:
      return { tags: tagsTest(random, () => random.pick([...any().tags, 'absent'])) };
    case 5:
      return { messages: messageTest(random, () => random.pick(any().messages)?.createdAt ?? any().createdAt) };
    case 6:
      return { search: randomWords(random, any()) };
    case 7:
      return { provider: random.pick([{ eq: 'LOCAL' }, { in: ['EV_ENERGY'] }, { in: ['MOOV', 'SIRPORTLY'] }]) };
    default:
      return ownerTest(random, any());
  }
}

function valueTest(random: Random, value: () => string, nullable: boolean): FilterJson {
  switch (random.below(nullable ? 5 : 4)) {
    case 0:
    case 1:
      return { eq: value() };
    case 2:
      return { in: [value(), value()].slice(random.below(3)) };
    case 3:
      return { notIn: [value(), value()] };
    default:
      return { isNull: random.below(2) === 0 };
  }
}

function timeTest(random: Random, time: () => number, nullable: boolean): FilterJson {
  if (nullable && random.below(3) === 0) return { isNull: random.below(2) === 0 };
  const text = () => new Date(time()).toISOString();
  const one = random.pick(['gte', 'gt', 'lte', 'lt']);
  return random.below(2) === 0 ? { [one]: text() } : { gte: text(), [random.pick(['lte', 'lt'])]: text() };
}

function tagsTest(random: Random, tag: () => string): FilterJson {
  return random.pick([
    { has: tag() },
    { hasAny: [tag(), tag()] },
    { hasAll: [tag(), tag()] },
    { isEmpty: random.below(2) === 0 },
  ]);
}

function messageTest(random: Random, time: () => number): FilterJson {
  return random.pick<FilterJson>([
    { type: { in: [random.pick(TYPES)] } },
    { position: { gte: random.below(5) } },
    { visibility: 'INTERNAL' },
    {
      type: { eq: random.pick(TYPES) },
      position: { lte: random.below(3) },
      visibility: random.pick(['PUBLIC', 'INTERNAL']),
    },
    { createdAt: { gte: new Date(time()).toISOString() } },
  ]);
}

function randomWords(random: Random, ticket: PlainTicket): string {
  const texts = [ticket.subject, ...ticket.messages.map(({ text }) => text)];
  const words = random
    .pick(texts)
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word));
  const start = random.below(Math.max(1, words.length - 1));
  return words.slice(start, start + 1 + random.below(2)).join(random.pick([' ', ', '])) || 'nothing';
}

function ownerTest(random: Random, { user, organization }: PlainTicket): FilterJson {
  const [field, id] = random.below(2) === 0 ? ['user', user] : ['organization', organization];
  if (id === null || random.below(4) === 0) return { [field as string]: { isNull: random.below(2) === 0 } };
  const type = field === 'user' ? 'User' : 'Organization';
  const encoded = Buffer.from(`${type}:${encodeURIComponent(id as string)}`).toString('base64url');
  return { [field as string]: random.pick([{ eq: encoded }, { in: [encoded] }]) };
}
