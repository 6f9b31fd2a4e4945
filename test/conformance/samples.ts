import { toName } from '../../src/provider/push-down.js';
import {
  TIME_FIELDS,
  VALUE_FIELDS,
  type MessageFilter,
  type Predicate,
  type TimeField,
  type ValueField,
} from '../../src/ticket/filter.js';
import { addMilliseconds, type Instant } from '../../src/ticket/instant.js';
import { toWords } from '../../src/ticket/words.js';
import type { Seeded } from './subject.js';
import { AWKWARD_TEXTS, UNHOLDABLE_TEXTS } from './texts.js';

const ABSENT = 'nowhere-to-be-found';
const MOST_HELD = 8;
const TIME_OPERATORS = ['gte', 'gt', 'lte', 'lt'] as const;
const CALENDAR_ENDS: readonly Instant[] = [
  '0000-01-01T00:00:00.000Z',
  '0001-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
];

/**
 * Predicates of every field and operator there is, by name (`status.in`): with values that the seed holds, that it does
 * not, and that nobody should trip over.
 */
export function samplePredicates(seed: readonly Seeded[]): ReadonlyMap<string, readonly Predicate[]> {
  const predicates = [
    ...VALUE_FIELDS.flatMap((field) =>
      sampleValues(
        field,
        held(seed, (one) => valueOf(field, one)),
      ),
    ),
    ...TIME_FIELDS.flatMap((field) =>
      sampleTimes(
        field,
        held(seed, ({ ticket }) => ticket[field]),
      ),
    ),
    ...sampleTags([...new Set(seed.flatMap(({ ticket }) => ticket.tags))]),
    ...sampleMessages(held(seed, ({ messages }) => messages[0]?.createdAt ?? null)),
    ...sampleSearches(seed),
  ];
  const byName = new Map<string, Predicate[]>();
  for (const predicate of predicates)
    byName.set(toName(predicate), [...(byName.get(toName(predicate)) ?? []), predicate]);
  return byName;
}

function sampleValues(field: ValueField, some: readonly string[]): Predicate[] {
  const values = [...some, ABSENT, ...some.map((value) => value.toUpperCase()), ...AWKWARD_TEXTS, ...UNHOLDABLE_TEXTS];
  return [
    ...[...new Set(values)].map((value): Predicate => ({ field, operator: 'eq', value })),
    ...toLists(some).map((value): Predicate => ({ field, operator: 'in', value })),
    ...toLists(some).map((value): Predicate => ({ field, operator: 'notIn', value })),
    { field, operator: 'isNull', value: true },
    { field, operator: 'isNull', value: false },
  ];
}

function sampleTimes(field: TimeField, some: readonly Instant[]): Predicate[] {
  const near = some.flatMap((instant) => [-1, 0, 1].map((milliseconds) => addMilliseconds(instant, milliseconds)));
  const bounds = [...near, ...CALENDAR_ENDS];
  return [
    ...TIME_OPERATORS.flatMap((operator) => bounds.map((value): Predicate => ({ field, operator, value }))),
    { field, operator: 'isNull', value: true },
    { field, operator: 'isNull', value: false },
  ];
}

function sampleTags(some: readonly string[]): Predicate[] {
  const values = [...new Set([...some, ABSENT, ...AWKWARD_TEXTS, ...UNHOLDABLE_TEXTS])];
  return [
    ...values.map((value): Predicate => ({ field: 'tags', operator: 'has', value })),
    ...toLists(some).map((value): Predicate => ({ field: 'tags', operator: 'hasAny', value })),
    ...[...toLists(some), ['vip', 'gold'], ['gold', 'vip', 'vip'], ['vip', '\0']].map((value): Predicate => ({
      field: 'tags',
      operator: 'hasAll',
      value,
    })),
    { field: 'tags', operator: 'isEmpty', value: true },
    { field: 'tags', operator: 'isEmpty', value: false },
  ];
}

function sampleMessages(times: readonly Instant[]): Predicate[] {
  const [time = '2026-03-02T09:00:00.000Z'] = times;
  const filters: readonly MessageFilter[] = [
    [],
    [{ field: 'type', operator: 'in', value: [] }],
    [{ field: 'type', operator: 'in', value: ['AI_AGENT_RESPONSE', 'CUSTOMER_RESPONSE'] }],
    [{ field: 'visibility', operator: 'eq', value: 'INTERNAL' }],
    ...[-1, 0, 1, 1.5, 99, 1e300].map((value): MessageFilter => [{ field: 'position', operator: 'eq', value }]),
    ...([...TIME_OPERATORS] as const).map((operator): MessageFilter => [{ field: 'createdAt', operator, value: time }]),
    [
      { field: 'position', operator: 'gte', value: 1 },
      { field: 'position', operator: 'lte', value: 2 },
      { field: 'visibility', operator: 'eq', value: 'PUBLIC' },
      { field: 'type', operator: 'in', value: ['HUMAN_AGENT_RESPONSE'] },
    ],
  ];
  return filters.map((value) => ({ field: 'messages', operator: 'some', value }));
}

function sampleSearches(seed: readonly Seeded[]): Predicate[] {
  const words = [...new Set(seed.flatMap(({ ticket, messages }) => toWords(`${ticket.subject} ${messages[0]?.text}`)))];
  const texts = [...words.slice(0, 25), 'charger hums', 'hums refund', 'CHARGER', ABSENT, '%', "'; --", '\0', '\ud83d'];
  const questions = [[], ...texts.map((text) => text.split(' '))];
  return questions.flatMap((some) =>
    (['PUBLIC', 'ALL'] as const).map((messages): Predicate => ({
      field: 'search',
      operator: 'words',
      value: { words: some, messages },
    })),
  );
}

function toLists(some: readonly string[]): string[][] {
  const [first = ABSENT, second = ABSENT] = some;
  return [
    [],
    [first],
    [first, second],
    [first, first, ABSENT],
    [ABSENT],
    [...some],
    [first, 'Open,Closed'],
    [first, ''],
    [second, '\0'],
    [...AWKWARD_TEXTS],
    [...some, ...AWKWARD_TEXTS, ...UNHOLDABLE_TEXTS],
    [first, ...Array.from({ length: 500 }, (_, index) => `${ABSENT}-${index}`)],
  ];
}

/** Values that the seed holds: few, from the first ticket to the last. */
function held(seed: readonly Seeded[], read: (one: Seeded) => string | null): string[] {
  const values = [...new Set(seed.map(read).filter((value) => value !== null))];
  const step = Math.max(1, Math.floor(values.length / MOST_HELD));
  return values.filter((_, index) => index % step === 0);
}

function valueOf(field: ValueField, { ticket, provider }: Seeded): string | null {
  if (field === 'provider') return provider;
  if (field === 'user') return ticket.owner.userId;
  if (field === 'organization') return ticket.owner.organizationId;
  return ticket[field];
}
