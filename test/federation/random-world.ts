import type { Capabilities, FilterCapabilities, Support } from '../../src/provider/capabilities.js';
import type { ProviderKind } from '../../src/ticket/ticket.js';
import { TICKET_PRIORITIES, TICKET_STATUSES } from '../../src/ticket/ticket.js';
import { addMilliseconds, type Instant } from '../../src/ticket/instant.js';
import type { Message } from '../../src/ticket/message.js';
import type { Random } from '../../src/demo/random.js';
import { makeMessage } from '../ticket/tickets.js';
import { makeUser } from './in-memory-directory.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored, type Stored } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';

/**
 * silent: no order at all. strict: every order, exactly. loose: by creation, but rows are up to `LOOSE_MS` late;
 * forgetful: strict, but lists start at the beginning whatever `after` says.
 */
export const PROFILES = ['silent', 'strict', 'loose', 'forgetful'] as const;
export type Profile = (typeof PROFILES)[number];

export const LOOSE_MS = 4000;
const START: Instant = '2026-03-01T00:00:00.000Z';
const ODD_IDS = ['', 'ä', '\u{1f600}', '\uffff', 'Z', '-', '%', '/'];

/** Tickets with ties, nulls and a few owners; two at most share a second. */
export function makeManyStored(random: Random, backend: string, count: number, hasMessages = true): Stored[] {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = addMilliseconds(START, random.below(2) * 1000 + Math.floor(index / 2) * 1000);
    const userId = random.pick([null, 'u1', 'u2']);
    const ticket = {
      backend,
      nativeId: `${random.pick(ODD_IDS)}${random.below(100)}.${index}`,
      owner: { userId, organizationId: random.pick([null, 'o1', 'o2']) },
      status: random.pick([null, ...TICKET_STATUSES]),
      priority: random.pick([null, ...TICKET_PRIORITIES]),
      subject: random.pick([null, 'The charger hums', 'My invoice']),
      tags: random.pick([[], ['a'], ['a', 'b']]),
      createdAt,
      updatedAt: random.pick([null, addMilliseconds(START, random.below(5) * 1000)]),
      resolvedAt: random.pick([null, START]),
    };
    return makeStored(ticket, {
      messages: hasMessages ? makeConversation(random) : [],
      user: userId === null ? null : makeUser(userId),
      storedAt: addMilliseconds(createdAt, random.below(LOOSE_MS + 1)),
    });
  });
}

function makeConversation(random: Random): Message[] {
  return Array.from({ length: random.below(3) }, (_, position) =>
    makeMessage({
      id: `m${position}`,
      position,
      type: random.pick(['INITIAL_REQUEST', 'HUMAN_AGENT_RESPONSE']),
      visibility: random.pick(['PUBLIC', 'INTERNAL']),
      text: random.pick(['It hums', 'Refund the charger', '']),
    }),
  );
}

export interface BackendOptions {
  readonly key: string;
  readonly profile: Profile;
  readonly count: number;
  /** Rows that a page holds at most: drawn from this many up, up to twice as many. */
  readonly pageSize: number;
}

/** A backend that declares, carries and counts what chance will have. */
export function makeBackend(random: Random, { key, profile, count, pageSize }: BackendOptions): ScriptedBackend {
  const hasMessages = random.below(4) > 0;
  const capabilities = {
    ...DECLARES_NOTHING,
    filters: makeFilters(random),
    composes: random.below(2) === 0,
    orders: toOrders(profile),
    maxPageSize: pageSize + random.below(pageSize),
    carries: random.pick([[], ['user', 'messages']] as const),
    hasMessages,
  };
  return createScriptedBackend({
    key,
    kind: random.pick<ProviderKind>(['MOOV', 'SIRPORTLY']),
    stored: makeManyStored(random, key, count, hasMessages),
    capabilities,
    pageSize: random.pick([null, capabilities.maxPageSize]),
    readsAfter: profile !== 'forgetful',
    aggregates: random.below(2) === 0,
  });
}

function toOrders(profile: Profile): Capabilities['orders'] {
  if (profile === 'silent') return {};
  return profile === 'loose' ? { CREATED_AT: { maxOutOfOrdernessMs: LOOSE_MS } } : EVERY_ORDER;
}

function makeFilters(random: Random): FilterCapabilities {
  const draw = <const T extends string>(...operators: T[]) => {
    const drawn = operators.map((operator) => [operator, random.pick<Support | null>([null, 'exact', 'inexact'])]);
    return Object.fromEntries(drawn.filter(([, support]) => support !== null)) as { [operator in T]?: Support };
  };
  return {
    user: draw('eq'),
    organization: draw('eq'),
    status: draw('in', 'isNull'),
    tags: draw('has', 'isEmpty'),
    messages: draw('some'),
    search: draw('words'),
  };
}
