import { compareCells } from '../cells.js';
import { invalidQuery } from '../refusal.js';
import { formatMinutes, formatTime, zoneOf } from '../times.js';
import type { Column } from './column.js';
import type { Row } from './rows.js';
import type { ColumnName, Item, Query } from './syntax.js';

type RequireColumn = (name: ColumnName) => Column;

/** Makes one value of a result from the rows that the result stands for. */
export type ToValue = (rows: readonly Row[]) => unknown;

/** @throws Refusal 422 */
export function createToValue(item: Item, requireColumn: RequireColumn): ToValue {
  if (item.kind === 'count') return (rows) => rows.length;
  const column = requireColumn(item.column);
  if (item.kind === 'column') return ([row]) => (row ? toResultValue(column, row) : null);
  if (column.kind === 'text' || column.kind === 'time') throw invalidQuery(`Cannot take the ${item.text}`);
  return (rows) => toAverage(rows.map(column.read).filter((cell) => typeof cell === 'number'));
}

/** Every row by itself, or the rows of each group; all of them are one when there is an aggregate and no group. */
export function toGroups(
  rows: readonly Row[],
  { items, groupBy }: Query,
  groupColumns: readonly Column[],
): readonly (readonly Row[])[] {
  if (groupBy.length > 0) return groupRows(rows, groupColumns);
  const isAggregate = items.some(({ kind }) => kind !== 'column');
  return isAggregate ? [rows] : rows.map((row) => [row]);
}

/** Orders groups by a value of their first row. Ties keep their order. */
export function sortGroups(
  groups: readonly (readonly Row[])[],
  { read }: Column,
  isDescending: boolean,
): readonly (readonly Row[])[] {
  const cellOf = ([row]: readonly Row[]) => (row ? read(row) : null);
  const direction = isDescending ? -1 : 1;
  return groups.toSorted((left, right) => direction * compareCells(cellOf(left), cellOf(right)));
}

function groupRows(rows: readonly Row[], columns: readonly Column[]): readonly (readonly Row[])[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(columns.map(({ read }) => read(row)));
    const group = groups.get(key) ?? [];
    group.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Decimals are texts, as everywhere in the API. */
function toResultValue({ kind, read }: Column, row: Row): unknown {
  const cell = read(row);
  if (typeof cell !== 'number' || kind === 'number') return cell;
  return kind === 'time' ? formatTime(cell, zoneOf(row.ticket)) : formatMinutes(cell);
}

function toAverage(cells: readonly number[]): string | null {
  if (cells.length === 0) return null;
  return (cells.reduce((sum, cell) => sum + cell, 0) / cells.length).toFixed(6);
}
