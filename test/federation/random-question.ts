import type { Viewer } from '../../src/auth/viewer.js';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { ORDER_DIRECTIONS, TICKET_ORDER_FIELDS, type TicketOrder } from '../../src/ticket/order.js';
import type { Random } from '../../src/demo/random.js';
import { nameOf, asOrganization, asUser, STAFF } from './world.js';
import { sortNaively } from './naive-order.js';
import type { Stored } from './script.js';
import type { ScriptedBackend } from './scripted-provider.js';

/** A filter, and the same in plain words over a ticket and the messages that the viewer may read. */
interface Asked {
  readonly filter: TicketFilter;
  readonly keeps: (stored: Stored) => boolean;
}

interface Looker {
  readonly viewer: Viewer;
  readonly sees: (stored: Stored) => boolean;
  readonly readsInternal: boolean;
}

export interface RandomQuestion {
  readonly viewer: Viewer;
  readonly filter: TicketFilter;
  readonly order: TicketOrder;
  /** The whole list, by name. */
  readonly answer: (backends: readonly ScriptedBackend[]) => string[];
}

const hasSubject = (word: string, { ticket: { subject } }: Stored) => (subject ?? '').toLowerCase().includes(word);
const hasText = (word: string, { messages }: Stored) => messages.some(({ text }) => text.toLowerCase().includes(word));
const isOpen = ({ ticket: { status } }: Stored) => status === 'OPEN' || status === 'NEW';
const isAnswered = ({ messages }: Stored) => messages.some(({ type }) => type === 'HUMAN_AGENT_RESPONSE');

const OPEN: TicketFilter = [{ field: 'status', operator: 'in', value: ['OPEN', 'NEW'] }];
const ANSWERED: TicketFilter = [
  { field: 'messages', operator: 'some', value: [{ field: 'type', operator: 'in', value: ['HUMAN_AGENT_RESPONSE'] }] },
];
const ABOUT_CHARGERS: TicketFilter = [
  { field: 'search', operator: 'words', value: { words: ['charger'], messages: 'ALL' } },
];

const ASKED: readonly Asked[] = [
  { filter: [], keeps: () => true },
  { filter: OPEN, keeps: isOpen },
  { filter: [{ not: OPEN }], keeps: (stored) => !isOpen(stored) },
  { filter: ANSWERED, keeps: isAnswered },
  { filter: [{ not: ANSWERED }, ...OPEN], keeps: (stored) => !isAnswered(stored) && isOpen(stored) },
  {
    filter: ABOUT_CHARGERS,
    keeps: (stored) => hasSubject('charger', stored) || hasText('charger', stored),
  },
  {
    filter: [{ or: [[{ field: 'tags', operator: 'has', value: 'b' }], ANSWERED] }],
    keeps: (stored) => stored.ticket.tags.includes('b') || isAnswered(stored),
  },
  {
    filter: [
      { field: 'status', operator: 'isNull', value: false },
      { field: 'tags', operator: 'isEmpty', value: false },
    ],
    keeps: ({ ticket: { status, tags } }) => status !== null && tags.length > 0,
  },
  { filter: [{ field: 'backend', operator: 'notIn', value: ['b0'] }], keeps: ({ ticket }) => ticket.backend !== 'b0' },
];

const LOOKERS: readonly Looker[] = [
  { viewer: STAFF, sees: () => true, readsInternal: true },
  { viewer: asUser('u1'), sees: ({ ticket }) => ticket.owner.userId === 'u1', readsInternal: false },
  {
    viewer: asOrganization('o1', { scopes: new Set(['support:internal']) }),
    sees: ({ ticket }) => ticket.owner.organizationId === 'o1',
    readsInternal: true,
  },
  { viewer: asOrganization('o2'), sees: ({ ticket }) => ticket.owner.organizationId === 'o2', readsInternal: false },
];

/** A caller, a filter and an order, with the answer worked out the slow way. */
export function makeQuestion(random: Random, order: TicketOrder = makeOrder(random)): RandomQuestion {
  const { viewer, sees, readsInternal } = random.pick(LOOKERS);
  const { filter, keeps } = random.pick(ASKED);
  const answer = (backends: readonly ScriptedBackend[]) => {
    const visible = backends.flatMap(({ stored }) => stored).filter(sees);
    const passing = visible.filter((stored) => keeps(readsInternal ? stored : withoutInternal(stored)));
    return sortNaively(passing, order).map(nameOf);
  };
  return { viewer, filter, order, answer };
}

function makeOrder(random: Random): TicketOrder {
  return { field: random.pick(TICKET_ORDER_FIELDS), direction: random.pick(ORDER_DIRECTIONS) };
}

function withoutInternal(stored: Stored): Stored {
  return { ...stored, messages: stored.messages.filter(({ visibility }) => visibility === 'PUBLIC') };
}
