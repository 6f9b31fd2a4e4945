import { sql, type RawBuilder } from 'kysely';
import type { NullPredicate, TagsPredicate, TimeField, ValueField, ValuePredicate } from '../../ticket/filter.js';
import { equals, isAmong, NEVER, toTextArray, type SqlCondition } from './comparisons.js';
import { isStorable } from './storable-text.js';

const COLUMNS: { readonly [field in ValueField | TimeField]: RawBuilder<unknown> } = {
  backend: sql`t.backend`,
  // The store holds tickets of local backends only.
  provider: sql`'LOCAL'::text`,
  externalTicketId: sql`t.external_ticket_id`,
  user: sql`t.user_id`,
  organization: sql`t.organization_id`,
  status: sql`t.status`,
  statusName: sql`t.status_name`,
  priority: sql`t.priority`,
  priorityName: sql`t.priority_name`,
  source: sql`t.source`,
  sourceName: sql`t.source_name`,
  humanVerifiedCategory: sql`t.human_verified_category`,
  humanVerifiedSubcategory: sql`t.human_verified_subcategory`,
  aiGeneratedCategory: sql`t.ai_generated_category`,
  aiGeneratedSubcategory: sql`t.ai_generated_subcategory`,
  createdAt: sql`t.created_at`,
  updatedAt: sql`t.updated_at`,
  resolvedAt: sql`t.resolved_at`,
};

export function columnOf(field: ValueField | TimeField): RawBuilder<unknown> {
  return COLUMNS[field];
}

export function valueCondition(predicate: ValuePredicate): SqlCondition {
  const column = columnOf(predicate.field);
  switch (predicate.operator) {
    case 'eq':
      return equals(column, predicate.value);
    case 'in':
      return isAmong(column, predicate.value);
    case 'notIn':
      return sql`(${isAmong(column, predicate.value)}) is not true`;
  }
}

export function nullCondition({ field, value }: NullPredicate): SqlCondition {
  return value ? sql`${columnOf(field)} is null` : sql`${columnOf(field)} is not null`;
}

export function tagsCondition(predicate: TagsPredicate): SqlCondition {
  switch (predicate.operator) {
    case 'has':
      return hasAll([predicate.value]);
    case 'hasAll':
      return hasAll(predicate.value);
    case 'hasAny':
      return sql`t.tags && ${toTextArray(predicate.value)}`;
    case 'isEmpty':
      return predicate.value ? sql`t.tags = '{}'` : sql`t.tags <> '{}'`;
  }
}

function hasAll(tags: readonly string[]): SqlCondition {
  return tags.every(isStorable) ? sql`t.tags @> ${toTextArray(tags)}` : NEVER;
}
