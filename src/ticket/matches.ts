import {
  isPredicate,
  type Condition,
  type MessageFilter,
  type MessagePredicate,
  type Predicate,
  type TagsPredicate,
  type TicketFilter,
  type TimeField,
  type ValueField,
} from './filter.js';
import type { Instant } from './instant.js';
import type { Message } from './message.js';
import type { ProviderKind, Ticket } from './ticket.js';
import { toWords } from './words.js';

/** What a filter is held against. `messages` is null when they were not read; then no predicate may need them. */
export interface Candidate {
  readonly ticket: Ticket;
  readonly provider: ProviderKind;
  readonly messages: readonly Message[] | null;
}

/** True when the ticket passes every condition. */
export function matches(filter: TicketFilter, candidate: Candidate): boolean {
  return filter.every((condition) => holds(condition, candidate));
}

/** True when the message passes every predicate. */
export function matchesMessage(filter: MessageFilter, message: Message): boolean {
  return filter.every((predicate) => holdsForMessage(predicate, message));
}

function holds(condition: Condition, candidate: Candidate): boolean {
  if (isPredicate(condition)) return holdsPredicate(condition, candidate);
  if ('not' in condition) return !matches(condition.not, candidate);
  return condition.or.some((branch) => matches(branch, candidate));
}

function holdsPredicate(predicate: Predicate, candidate: Candidate): boolean {
  switch (predicate.operator) {
    case 'eq':
      return valueOf(predicate.field, candidate) === predicate.value;
    case 'in':
      return includes(predicate.value, valueOf(predicate.field, candidate));
    case 'notIn':
      return !includes(predicate.value, valueOf(predicate.field, candidate));
    case 'isNull':
      return (fieldOf(predicate.field, candidate) === null) === predicate.value;
    case 'gte':
    case 'gt':
    case 'lte':
    case 'lt':
      return compares(predicate.operator, candidate.ticket[predicate.field], predicate.value);
    case 'some':
      return messagesOf(candidate).some((message) => matchesMessage(predicate.value, message));
    case 'words':
      return holdsWords(predicate.value.words, predicate.value.messages, candidate);
    default:
      return holdsTags(predicate, candidate.ticket.tags);
  }
}

function holdsTags(predicate: TagsPredicate, tags: readonly string[]): boolean {
  switch (predicate.operator) {
    case 'has':
      return tags.includes(predicate.value);
    case 'hasAny':
      return predicate.value.some((tag) => tags.includes(tag));
    case 'hasAll':
      return predicate.value.every((tag) => tags.includes(tag));
    case 'isEmpty':
      return (tags.length === 0) === predicate.value;
  }
}

function holdsWords(words: readonly string[], which: 'PUBLIC' | 'ALL', candidate: Candidate): boolean {
  const { subject, conversationSummary } = candidate.ticket;
  const readable = messagesOf(candidate).filter(({ visibility }) => which === 'ALL' || visibility === 'PUBLIC');
  const texts = [subject ?? '', conversationSummary ?? '', ...readable.map(({ text }) => text)];
  const present = new Set(texts.flatMap(toWords));
  return words.every((word) => present.has(word));
}

function holdsForMessage(predicate: MessagePredicate, message: Message): boolean {
  switch (predicate.field) {
    case 'type':
      return predicate.value.includes(message.type);
    case 'visibility':
      return message.visibility === predicate.value;
    case 'position':
      return compares(predicate.operator, message.position, predicate.value);
    case 'createdAt':
      return compares(predicate.operator, message.createdAt, predicate.value);
  }
}

function compares<T extends Instant | number>(
  operator: 'eq' | 'gte' | 'gt' | 'lte' | 'lt',
  actual: T | null,
  bound: T,
) {
  if (actual === null) return false;
  switch (operator) {
    case 'eq':
      return actual === bound;
    case 'gte':
      return actual >= bound;
    case 'gt':
      return actual > bound;
    case 'lte':
      return actual <= bound;
    case 'lt':
      return actual < bound;
  }
}

function includes(values: readonly string[], value: string | null): boolean {
  return value !== null && values.includes(value);
}

function messagesOf({ messages, ticket }: Candidate): readonly Message[] {
  if (messages === null) throw new Error(`The messages of ${ticket.backend}/${ticket.nativeId} were not read.`);
  return messages;
}

function fieldOf(field: ValueField | TimeField, candidate: Candidate): string | null {
  switch (field) {
    case 'createdAt':
    case 'updatedAt':
    case 'resolvedAt':
      return candidate.ticket[field];
    default:
      return valueOf(field, candidate);
  }
}

function valueOf(field: ValueField, { ticket, provider }: Candidate): string | null {
  switch (field) {
    case 'provider':
      return provider;
    case 'user':
      return ticket.owner.userId;
    case 'organization':
      return ticket.owner.organizationId;
    default:
      return ticket[field];
  }
}
