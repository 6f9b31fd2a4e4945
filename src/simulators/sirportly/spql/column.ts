import type { Cell } from '../cells.js';
import type { Row } from './rows.js';

/** A column and how to read it. Times are milliseconds since 1970. */
export interface Column {
  readonly kind: 'text' | 'number' | 'minutes' | 'time';
  readonly read: (row: Row) => Cell;
}

/** Columns by name. */
export type Table = Readonly<Record<string, Column>>;

type ReadMaybe<T> = (row: Row) => T | null | undefined;

export const text = (read: ReadMaybe<string>): Column => ({ kind: 'text', read: (row) => read(row) ?? null });
export const number = (read: ReadMaybe<number>): Column => ({ kind: 'number', read: (row) => read(row) ?? null });
export const minutes = (read: ReadMaybe<number>): Column => ({ kind: 'minutes', read: (row) => read(row) ?? null });
export const time = (read: ReadMaybe<number>): Column => ({ kind: 'time', read: (row) => read(row) ?? null });
