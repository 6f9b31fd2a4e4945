import { sql } from 'kysely';
import { isPredicate, type Condition, type Predicate, type TicketFilter } from '../../ticket/filter.js';
import { comparesTime, NEVER, type SqlCondition } from './comparisons.js';
import { hasWords, someMessage } from './message-condition.js';
import { columnOf, nullCondition, tagsCondition, valueCondition } from './predicate-condition.js';

/**
 * A filter as a condition on a ticket `t`, keeping exactly what `matches` keeps. Values go in as parameters only; text
 * that cannot be stored is found nowhere.
 */
export function toSql(filter: TicketFilter): SqlCondition {
  return filter.length === 0 ? sql`true` : sql`(${sql.join(filter.map(toCondition), sql` and `)})`;
}

function toCondition(condition: Condition): SqlCondition {
  if (isPredicate(condition)) return toPredicate(condition);
  // Filters are two-valued: what SQL does not know is false, so its negation is true.
  if ('not' in condition) return sql`(${toSql(condition.not)} is not true)`;
  return condition.or.length === 0 ? NEVER : sql`(${sql.join(condition.or.map(toSql), sql` or `)})`;
}

function toPredicate(predicate: Predicate): SqlCondition {
  switch (predicate.operator) {
    case 'eq':
    case 'in':
    case 'notIn':
      return valueCondition(predicate);
    case 'isNull':
      return nullCondition(predicate);
    case 'gte':
    case 'gt':
    case 'lte':
    case 'lt':
      return comparesTime(columnOf(predicate.field), predicate.operator, predicate.value);
    case 'some':
      return someMessage(predicate.value);
    case 'words':
      return hasWords(predicate.value);
    default:
      return tagsCondition(predicate);
  }
}
