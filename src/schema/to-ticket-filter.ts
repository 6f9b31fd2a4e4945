import type { Backend } from '../provider/backend.js';
import {
  TIME_FIELDS,
  VALUE_FIELDS,
  type Condition,
  type Predicate,
  type TicketFilter,
  type TimeField,
  type ValueField,
} from '../ticket/filter.js';
import type { Instant } from '../ticket/instant.js';
import { toWords } from '../ticket/words.js';
import { badUserInput } from './errors.js';
import { isGiven } from './given.js';
import { refuseUnknownBackends } from './known-backend.js';
import { toMessageFilter } from './message-filter.js';
import { parseNodeId } from './node.js';
import { refuseNulls } from './refuse-nulls.js';
import type { TicketFilterInput } from './ticket-filter.js';

/**
 * The domain's form of the `filter` argument, for whoever asks these backends.
 * @throws GraphQLError BAD_USER_INPUT for what `toTicketFilter` refuses, or a backend that there is not
 */
export function readTicketFilter(
  input: TicketFilterInput | null | undefined,
  backends: readonly Backend[],
): TicketFilter {
  const filter = toTicketFilter(input);
  if (isGiven(input)) refuseUnknownBackends(input, 'filter', backends);
  return filter;
}

/**
 * The domain's form of the `filter` argument.
 * @throws GraphQLError BAD_USER_INPUT for a null, an id of another type, or a search without a word
 */
export function toTicketFilter(input: TicketFilterInput | null | undefined): TicketFilter {
  if (!isGiven(input)) return [];
  refuseNulls(input, 'filter');
  return toConditions(input, 'filter');
}

function toConditions(input: TicketFilterInput, path: string): TicketFilter {
  return [
    ...VALUE_FIELDS.flatMap((field) => toValuePredicates(field, toValueTest(input, field, `${path}.${field}`))),
    ...TIME_FIELDS.flatMap((field) => toTimePredicates(field, input[field] ?? {})),
    ...toTagsPredicates(input.tags ?? {}),
    ...toTextPredicates(input, path),
    ...toComposed(input, path),
  ];
}

interface ValueTest {
  eq?: string | null | undefined;
  in?: readonly string[] | null | undefined;
  notIn?: readonly string[] | null | undefined;
  isNull?: boolean | null | undefined;
}

/** Users and organisations are named by Relay ids out there and by their own ids in here. */
function toValueTest(input: TicketFilterInput, field: ValueField, path: string): ValueTest {
  if (field !== 'user' && field !== 'organization') return input[field] ?? {};
  const type = field === 'user' ? 'User' : 'Organization';
  const { eq, in: anyOf, ...rest } = input[field] ?? {};
  return {
    ...rest,
    ...(isGiven(eq) && { eq: parseIdOf(type, eq, `${path}.eq`) }),
    ...(isGiven(anyOf) && { in: anyOf.map((id, index) => parseIdOf(type, id, `${path}.in.${index}`)) }),
  };
}

function parseIdOf(type: 'User' | 'Organization', id: string, argument: string): string {
  const ref = parseNodeId(id, argument);
  if (ref.type === type && 'id' in ref) return ref.id;
  throw badUserInput(argument, `is the id of a ${ref.type}, not of a ${type}`);
}

function toValuePredicates(field: ValueField, test: ValueTest): Predicate[] {
  const predicates: (Predicate | false)[] = [
    isGiven(test.eq) && { field, operator: 'eq', value: test.eq },
    isGiven(test.in) && { field, operator: 'in', value: test.in },
    isGiven(test.notIn) && { field, operator: 'notIn', value: test.notIn },
    isGiven(test.isNull) && { field, operator: 'isNull', value: test.isNull },
  ];
  return predicates.filter((predicate) => predicate !== false);
}

interface TimeTest {
  gte?: Instant | null | undefined;
  gt?: Instant | null | undefined;
  lte?: Instant | null | undefined;
  lt?: Instant | null | undefined;
  isNull?: boolean | null | undefined;
}

function toTimePredicates(field: TimeField, test: TimeTest): Predicate[] {
  const predicates: (Predicate | false)[] = [
    isGiven(test.gte) && { field, operator: 'gte', value: test.gte },
    isGiven(test.gt) && { field, operator: 'gt', value: test.gt },
    isGiven(test.lte) && { field, operator: 'lte', value: test.lte },
    isGiven(test.lt) && { field, operator: 'lt', value: test.lt },
    isGiven(test.isNull) && { field, operator: 'isNull', value: test.isNull },
  ];
  return predicates.filter((predicate) => predicate !== false);
}

function toTagsPredicates({ has, hasAny, hasAll, isEmpty }: NonNullable<TicketFilterInput['tags']>): Predicate[] {
  const predicates: (Predicate | false)[] = [
    isGiven(has) && { field: 'tags', operator: 'has', value: has },
    isGiven(hasAny) && { field: 'tags', operator: 'hasAny', value: hasAny },
    isGiven(hasAll) && { field: 'tags', operator: 'hasAll', value: hasAll },
    isGiven(isEmpty) && { field: 'tags', operator: 'isEmpty', value: isEmpty },
  ];
  return predicates.filter((predicate) => predicate !== false);
}

function toTextPredicates({ messages, search }: TicketFilterInput, path: string): Predicate[] {
  const predicates: (Predicate | false)[] = [
    isGiven(messages) && { field: 'messages', operator: 'some', value: toMessageFilter(messages, `${path}.messages`) },
    isGiven(search) && {
      field: 'search',
      operator: 'words',
      value: { words: parseSearch(search, `${path}.search`), messages: 'ALL' },
    },
  ];
  return predicates.filter((predicate) => predicate !== false);
}

function parseSearch(search: string, argument: string): string[] {
  const words = toWords(search);
  if (words.length > 0) return words;
  throw badUserInput(argument, 'must hold at least one letter or digit: leave it out to search for nothing');
}

function toComposed({ and, or, not }: TicketFilterInput, path: string): Condition[] {
  return [
    ...(and ?? []).flatMap((branch, index) => toConditions(branch, `${path}.and.${index}`)),
    ...(isGiven(or) ? [{ or: or.map((branch, index) => toConditions(branch, `${path}.or.${index}`)) }] : []),
    ...(isGiven(not) ? [{ not: toConditions(not, `${path}.not`) }] : []),
  ];
}
