import { sql, type RawBuilder } from 'kysely';
import type { Instant } from '../../ticket/instant.js';
import { isStorable } from './storable-text.js';
import { toTimestamp } from './timestamp.js';

/** SQL that is true of a row or not; NULL counts as not. */
export type SqlCondition = RawBuilder<boolean>;

export const NEVER: SqlCondition = sql`false`;

export function equals(column: RawBuilder<unknown>, value: string): SqlCondition {
  return isStorable(value) ? sql`${column} = ${value}` : NEVER;
}

export function isAmong(column: RawBuilder<unknown>, values: readonly string[]): SqlCondition {
  return sql`${column} = any(${toTextArray(values)})`;
}

export function comparesTime(
  column: RawBuilder<unknown>,
  operator: 'gte' | 'gt' | 'lte' | 'lt',
  bound: Instant,
): SqlCondition {
  return sql`${column} ${OPERATORS[operator]} ${toTimestamp(bound)}::timestamptz`;
}

/** Compared as floating point: numbers that no integer column holds are bounds as well. */
export function comparesNumber(
  column: RawBuilder<unknown>,
  operator: 'eq' | 'gte' | 'lte',
  bound: number,
): SqlCondition {
  return sql`${column} ${OPERATORS[operator]} ${bound}::float8`;
}

/** The values that can be stored, as one parameter; others are nowhere. */
export function toTextArray(values: readonly string[]): RawBuilder<readonly string[]> {
  return sql`${values.filter(isStorable)}::text[]`;
}

const OPERATORS = { eq: sql`=`, gte: sql`>=`, gt: sql`>`, lte: sql`<=`, lt: sql`<` };
