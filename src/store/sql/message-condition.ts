import { sql } from 'kysely';
import type { MessageFilter, MessagePredicate, SearchPredicate } from '../../ticket/filter.js';
import { comparesNumber, comparesTime, equals, isAmong, NEVER, toTextArray, type SqlCondition } from './comparisons.js';
import { isStorable } from './storable-text.js';

/** True of a ticket with at least one message that passes. */
export function someMessage(filter: MessageFilter): SqlCondition {
  const belongs: SqlCondition = sql`m.backend = t.backend and m.ticket_native_id = t.native_id`;
  const conditions = [belongs, ...filter.map(toCondition)];
  return sql`exists (select from messages m where ${sql.join(conditions, sql` and `)})`;
}

function toCondition(predicate: MessagePredicate): SqlCondition {
  switch (predicate.field) {
    case 'type':
      return isAmong(sql`m.type`, predicate.value);
    case 'visibility':
      return equals(sql`m.visibility`, predicate.value);
    case 'position':
      return comparesNumber(sql`m.position`, predicate.operator, predicate.value);
    case 'createdAt':
      return comparesTime(sql`m.created_at`, predicate.operator, predicate.value);
  }
}

/** True of a ticket with every word somewhere in what may be looked at. */
export function hasWords({ words, messages }: SearchPredicate['value']): SqlCondition {
  if (!words.every(isStorable)) return NEVER;
  if (messages === 'PUBLIC' || words.length === 0) return sql`t.words @> ${toTextArray(words)}`;
  return sql`(${sql.join(words.map(hasWordAnywhere), sql` and `)})`;
}

function hasWordAnywhere(word: string): SqlCondition {
  return sql`(t.words @> ${toTextArray([word])} or t.internal_words @> ${toTextArray([word])})`;
}
