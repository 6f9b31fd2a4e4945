import { createCursor, type Cursor } from './cursor.js';
import { parseColumn, parseCondition } from './parse-condition.js';
import type { ColumnName, Item, Limit, Order, Query } from './syntax.js';

/** Reads a query. @throws Refusal 422 when it is not one */
export function parseQuery(text: string): Query {
  const cursor = createCursor(text);
  cursor.expect('SELECT');
  const items = parseList(cursor, parseItem);
  cursor.expect('FROM', 'tickets');
  const query = {
    items,
    where: cursor.accept('WHERE') ? parseCondition(cursor) : null,
    groupBy: cursor.accept('GROUP', 'BY') ? parseList(cursor, parseColumn) : [],
    orderBy: cursor.accept('ORDER', 'BY') ? parseOrder(cursor) : null,
    limit: cursor.accept('LIMIT') ? parseLimit(cursor) : null,
  };
  cursor.expectEnd();
  return query;
}

function parseList<T>(cursor: Cursor, parse: (cursor: Cursor) => T): readonly T[] {
  const items = [parse(cursor)];
  while (cursor.acceptSymbol(',')) items.push(parse(cursor));
  return items;
}

function parseItem(cursor: Cursor): Item {
  const first = cursor.peek() ?? cursor.fail();
  if (cursor.accept('COUNT')) return { kind: 'count', text: cursor.textSince(first) };
  const kind = cursor.accept('AVERAGE') ? 'average' : 'column';
  const column: ColumnName = parseColumn(cursor);
  return { kind, column, text: cursor.textSince(first) };
}

function parseOrder(cursor: Cursor): Order {
  const column = parseColumn(cursor);
  const isDescending = cursor.accept('DESC');
  if (!isDescending) cursor.accept('ASC');
  return { column, isDescending };
}

/** `LIMIT count` or `LIMIT offset,count`. */
function parseLimit(cursor: Cursor): Limit {
  const first = parseWhole(cursor);
  return cursor.acceptSymbol(',') ? { offset: first, count: parseWhole(cursor) } : { offset: 0, count: first };
}

function parseWhole(cursor: Cursor): number {
  const value = Number(cursor.peek()?.value);
  if (!Number.isInteger(value)) cursor.fail();
  cursor.take('number');
  return value;
}
