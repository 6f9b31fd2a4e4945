import { jsonReply } from '../../http/reply.js';
import type { Call, Verb } from '../call.js';
import { invalidQuery } from '../refusal.js';
import type { Column } from './column.js';
import { createColumns, type FindColumn } from './columns.js';
import { createRowTest } from './conditions.js';
import { parseQuery } from './parse-query.js';
import { createToValue, sortGroups, toGroups } from './results.js';
import { toRows, type Row } from './rows.js';
import type { Clause, ColumnName, Query } from './syntax.js';

/** Answers a query about the tickets. There are no pages. */
export const runQuery: Verb = (call) => {
  const text = call.parameters.get('spql') ?? '';
  const query = parseQuery(text);
  return jsonReply({ query: text, fields: query.items.map((item) => item.text), results: evaluate(query, call) });
};

/** @throws Refusal 422 on the first column that does not exist, clause by clause */
function evaluate(query: Query, { data, dialect, nowMs }: Call): readonly unknown[] {
  const find = createColumns(data, dialect);
  const toValues = query.items.map((item) => createToValue(item, requireIn('SELECT', find)));
  const isMet = query.where && createRowTest(query.where, { requireColumn: requireIn('WHERE', find), nowMs });
  const groupColumns = query.groupBy.map(requireIn('GROUP BY', find));
  const orderColumn = query.orderBy && requireIn('ORDER BY', find)(query.orderBy.column);

  const rows = toRows(data.tickets, query).filter((row) => isMet === null || isMet(row));
  const groups = toGroups(rows, query, groupColumns);
  const sorted = orderColumn ? sortGroups(groups, orderColumn, query.orderBy?.isDescending ?? false) : groups;
  return limit(sorted, query).map((group) => toValues.map((toValue) => toValue(group)));
}

function requireIn(clause: Clause, find: FindColumn): (name: ColumnName) => Column {
  return (name) => {
    const column = find(name);
    if (!column) throw invalidQuery(`Invalid column '${name.table}.${name.name}' requested in ${clause}`);
    return column;
  };
}

function limit(groups: readonly (readonly Row[])[], { limit: range }: Query): readonly (readonly Row[])[] {
  return range ? groups.slice(range.offset, range.offset + range.count) : groups;
}
