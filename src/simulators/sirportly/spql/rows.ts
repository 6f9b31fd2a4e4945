import type { SirportlyTicket } from '../model.js';
import type { ColumnName, Condition, Query } from './syntax.js';

/** A ticket joined to at most one of its tags. */
export interface Row {
  readonly ticket: SirportlyTicket;
  readonly tag: string | null;
}

/** One row for each ticket; in a query that names the tags, one for each tag of each ticket. */
export function toRows(tickets: readonly SirportlyTicket[], query: Query): readonly Row[] {
  if (!namesTags(query)) return tickets.map((ticket) => ({ ticket, tag: null }));
  return tickets.flatMap((ticket): Row[] =>
    ticket.tags.length === 0 ? [{ ticket, tag: null }] : ticket.tags.map((tag) => ({ ticket, tag })),
  );
}

function namesTags({ items, where, groupBy, orderBy }: Query): boolean {
  const selected = items.flatMap((item) => (item.kind === 'count' ? [] : [item.column]));
  const named = [...selected, ...columnsOf(where), ...groupBy, ...(orderBy ? [orderBy.column] : [])];
  return named.some(({ table }) => table === 'ticket_tags');
}

function columnsOf(condition: Condition | null): readonly ColumnName[] {
  if (condition === null) return [];
  return condition.kind === 'comparison' ? [condition.column] : condition.conditions.flatMap(columnsOf);
}
