import { toName } from '../../src/provider/push-down.js';
import { TIME_FIELDS, VALUE_FIELDS, type Predicate, type TimeField, type ValueField } from '../../src/ticket/filter.js';
import { addMilliseconds, type Instant } from '../../src/ticket/instant.js';
import { sampleMessages, sampleSearches } from './message-samples.js';
import type { Seeded } from './subject.js';
import { AWKWARD_TEXTS, UNHOLDABLE_TEXTS } from './texts.js';

export type Samples = ReadonlyMap<string, readonly Predicate[]>;

const ABSENT = 'nowhere-to-be-found';
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
export function samplePredicates(seed: readonly Seeded[]): Samples {
  const samples = new Map<string, Predicate[]>();
  const predicates = [
    ...VALUE_FIELDS.flatMap((field) => sampleValues(field, seed)),
    ...TIME_FIELDS.flatMap((field) => sampleTimes(field, seed)),
    ...sampleTags(seed),
    ...sampleMessages(seed),
    ...sampleSearches(seed),
  ];
  for (const predicate of predicates) {
    const alike = samples.get(toName(predicate));
    if (alike) alike.push(predicate);
    else samples.set(toName(predicate), [predicate]);
  }
  return samples;
}

function sampleValues(field: ValueField, seed: readonly Seeded[]): Predicate[] {
  const held = distinct(seed.map((one) => valueOf(field, one)));
  const otherCase = few(held, 3).map((value) => value.toUpperCase());
  const values = [...few(held, 8), ...otherCase, ABSENT, ...awkwardFor(field, held), ...UNHOLDABLE_TEXTS];
  return [
    ...distinct(values).map((value): Predicate => ({ field, operator: 'eq', value })),
    ...toLists(few(held, 8)).map((value): Predicate => ({ field, operator: 'in', value })),
    ...toLists(few(held, 8)).map((value): Predicate => ({ field, operator: 'notIn', value })),
    { field, operator: 'isNull', value: true },
    { field, operator: 'isNull', value: false },
  ];
}

/** Those that the field holds, and a third of the others; another third for the next field. */
function awkwardFor(field: ValueField, held: readonly string[]): readonly string[] {
  const turn = VALUE_FIELDS.indexOf(field);
  return AWKWARD_TEXTS.filter((text, index) => held.includes(text) || (index + turn) % 3 === 0);
}

function sampleTimes(field: TimeField, seed: readonly Seeded[]): Predicate[] {
  const some = few(distinct(seed.map(({ ticket }) => ticket[field])), 3);
  const near = some.flatMap((instant) => [-1, 0, 1].map((milliseconds) => addMilliseconds(instant, milliseconds)));
  const bounds = [...near, ...CALENDAR_ENDS];
  return [
    ...TIME_OPERATORS.flatMap((operator) => bounds.map((value): Predicate => ({ field, operator, value }))),
    { field, operator: 'isNull', value: true },
    { field, operator: 'isNull', value: false },
  ];
}

function sampleTags(seed: readonly Seeded[]): Predicate[] {
  const held = distinct(seed.flatMap(({ ticket }) => ticket.tags));
  const values = distinct([...held, ABSENT, ...AWKWARD_TEXTS, ...UNHOLDABLE_TEXTS]);
  const lists = [...toLists(held), ['vip', 'gold'], ['gold', 'vip', 'vip'], ['vip', '\0']];
  return [
    ...values.map((value): Predicate => ({ field: 'tags', operator: 'has', value })),
    ...lists.map((value): Predicate => ({ field: 'tags', operator: 'hasAny', value })),
    ...lists.map((value): Predicate => ({ field: 'tags', operator: 'hasAll', value })),
    { field: 'tags', operator: 'isEmpty', value: true },
    { field: 'tags', operator: 'isEmpty', value: false },
  ];
}

function toLists(some: readonly string[]): string[][] {
  const [first = ABSENT, second = ABSENT] = some;
  return [
    [],
    [ABSENT],
    [first, second],
    [first, first, ABSENT],
    [first, 'Open,Closed'],
    [first, ''],
    [second, '\0'],
    [...some, ...AWKWARD_TEXTS, ...UNHOLDABLE_TEXTS],
    [first, ...Array.from({ length: 200 }, (_, index) => `${ABSENT}-${index}`)],
  ];
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== null);
}

/** From the first to the last. */
function few(values: readonly string[], most: number): readonly string[] {
  const step = Math.max(1, Math.ceil(values.length / most));
  return values.filter((_, index) => index % step === 0);
}

function valueOf(field: ValueField, { ticket, provider }: Seeded): string | null {
  if (field === 'provider') return provider;
  if (field === 'user') return ticket.owner.userId;
  if (field === 'organization') return ticket.owner.organizationId;
  return ticket[field];
}
