import type { Instant } from './instant.js';
import type { MessageType, MessageVisibility } from './message.js';
import type { TicketField } from './ticket.js';

/** Fields with one text, id or enum value. */
export const VALUE_FIELDS = [
  'backend',
  'provider',
  'externalTicketId',
  'user',
  'organization',
  'status',
  'statusName',
  'priority',
  'priorityName',
  'source',
  'sourceName',
  'humanVerifiedCategory',
  'humanVerifiedSubcategory',
  'aiGeneratedCategory',
  'aiGeneratedSubcategory',
] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

export const TIME_FIELDS = ['createdAt', 'updatedAt', 'resolvedAt'] as const;
export type TimeField = (typeof TIME_FIELDS)[number];

export type FilterField = ValueField | TimeField | 'tags' | 'messages' | 'search';

export type ValuePredicate =
  | { readonly field: ValueField; readonly operator: 'eq'; readonly value: string }
  | { readonly field: ValueField; readonly operator: 'in' | 'notIn'; readonly value: readonly string[] };
export type NullPredicate = {
  readonly field: ValueField | TimeField;
  readonly operator: 'isNull';
  readonly value: boolean;
};
export type TimePredicate = {
  readonly field: TimeField;
  readonly operator: 'gte' | 'gt' | 'lte' | 'lt';
  readonly value: Instant;
};
export type TagsPredicate =
  | { readonly field: 'tags'; readonly operator: 'has'; readonly value: string }
  | { readonly field: 'tags'; readonly operator: 'hasAny' | 'hasAll'; readonly value: readonly string[] }
  | { readonly field: 'tags'; readonly operator: 'isEmpty'; readonly value: boolean };
/** At least one message passes all of these. */
export type MessagesPredicate = {
  readonly field: 'messages';
  readonly operator: 'some';
  readonly value: MessageFilter;
};
/**
 * Every one of the words (see `toWords`) stands in the subject, the summary or a message; `messages` says which
 * messages may be looked at.
 */
export type SearchPredicate = {
  readonly field: 'search';
  readonly operator: 'words';
  readonly value: { readonly words: readonly string[]; readonly messages: 'PUBLIC' | 'ALL' };
};

/**
 * One test of a ticket: a field, an operator, a value. Two-valued: a comparison with a missing value is false, so
 * `notIn` and `not` keep tickets without one. `in`, `hasAny` of nothing keep nothing; `notIn`, `hasAll` of nothing
 * keep everything.
 */
export type Predicate =
  ValuePredicate | NullPredicate | TimePredicate | TagsPredicate | MessagesPredicate | SearchPredicate;
export type Operator = Predicate['operator'];

/** A predicate, or predicates put together. `or` of nothing keeps nothing. */
export type Condition = Predicate | { readonly or: readonly TicketFilter[] } | { readonly not: TicketFilter };

/** Conditions joined by AND; none keeps everything. */
export type TicketFilter = readonly Condition[];

export type MessagePredicate =
  | { readonly field: 'type'; readonly operator: 'in'; readonly value: readonly MessageType[] }
  | { readonly field: 'position'; readonly operator: 'eq' | 'gte' | 'lte'; readonly value: number }
  | { readonly field: 'visibility'; readonly operator: 'eq'; readonly value: MessageVisibility }
  | { readonly field: 'createdAt'; readonly operator: 'gte' | 'gt' | 'lte' | 'lt'; readonly value: Instant };

/** Predicates over one message, joined by AND. */
export type MessageFilter = readonly MessagePredicate[];

export function isPredicate(condition: Condition): condition is Predicate {
  return 'field' in condition;
}

/** Every predicate of a filter, however deep. */
export function* predicatesOf(filter: TicketFilter): Generator<Predicate> {
  for (const condition of filter) {
    if (isPredicate(condition)) yield condition;
    else if ('not' in condition) yield* predicatesOf(condition.not);
    else for (const branch of condition.or) yield* predicatesOf(branch);
  }
}

/** True when a ticket can be judged only together with its messages. */
export function needsMessages(filter: TicketFilter): boolean {
  for (const { field } of predicatesOf(filter)) if (field === 'messages' || field === 'search') return true;
  return false;
}

/** What of a ticket a filter looks at. */
export function fieldsOfFilter(filter: TicketFilter): readonly TicketField[] {
  return [...predicatesOf(filter)].flatMap(fieldsOfPredicate);
}

function fieldsOfPredicate({ field }: Predicate): readonly TicketField[] {
  switch (field) {
    case 'backend':
    case 'provider':
    case 'user':
    case 'organization':
    case 'createdAt':
    case 'messages':
      return [];
    case 'search':
      return ['subject', 'conversationSummary'];
    default:
      return [field];
  }
}

/** Rewrites every predicate of a filter, however deep. */
export function mapPredicates(filter: TicketFilter, change: (predicate: Predicate) => Predicate): TicketFilter {
  return filter.map((condition) => {
    if (isPredicate(condition)) return change(condition);
    if ('not' in condition) return { not: mapPredicates(condition.not, change) };
    return { or: condition.or.map((branch) => mapPredicates(branch, change)) };
  });
}
