import { compareCells, type Cell } from '../cells.js';
import { invalidQuery } from '../refusal.js';
import type { Column } from './column.js';
import { toInstantMs } from './relative-time.js';
import type { Row } from './rows.js';
import type { ColumnName, Condition, Literal, Operator } from './syntax.js';

export type RowTest = (row: Row) => boolean;

/** What conditions are resolved with. */
export interface Surroundings {
  /** @throws Refusal 422 */
  readonly requireColumn: (name: ColumnName) => Column;
  readonly nowMs: number;
}

const comparisons: Readonly<Record<Operator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
};

/** Null, in a row, meets no comparison. @throws Refusal 422 on an unknown column, or a literal of the wrong kind */
export function createRowTest(condition: Condition, surroundings: Surroundings): RowTest {
  if (condition.kind === 'comparison') return createComparison(condition, surroundings);
  const tests = condition.conditions.map((part) => createRowTest(part, surroundings));
  if (condition.kind === 'all') return (row) => tests.every((test) => test(row));
  return (row) => tests.some((test) => test(row));
}

function createComparison(
  { column: name, operator, literal }: Extract<Condition, { readonly kind: 'comparison' }>,
  { requireColumn, nowMs }: Surroundings,
): RowTest {
  const column = requireColumn(name);
  const wanted = toComparable(literal, column, nowMs);
  if (wanted === null) throw invalidQuery(`Invalid value for '${name.table}.${name.name}' in WHERE`);
  return (row) => {
    const cell = column.read(row);
    return cell !== null && comparisons[operator](compareCells(cell, wanted));
  };
}

/** The literal as the kind of value that the column has; null when it cannot be that. */
function toComparable(literal: Literal, { kind }: Column, nowMs: number): Cell {
  const isTime = literal.kind === 'ago' || literal.kind === 'now';
  if (isTime !== (kind === 'time')) return null;
  if (isTime) return toInstantMs(literal, nowMs);
  if (kind === 'text') return String(literal.value);
  const value = Number(literal.value);
  return literal.value === '' || Number.isNaN(value) ? null : value;
}
