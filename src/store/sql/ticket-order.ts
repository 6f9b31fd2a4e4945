import { sql, type RawBuilder } from 'kysely';
import type { TicketKey, TicketOrder, TicketOrderField } from '../../ticket/order.js';
import { sortsByCodeUnit } from './storable-text.js';
import { toTimestamp } from './timestamp.js';

// Word for word the expressions of the indexes: written in another way, PostgreSQL would sort.
const VALUES: { readonly [field in TicketOrderField]: RawBuilder<unknown> } = {
  CREATED_AT: sql`t.created_at`,
  UPDATED_AT: sql`coalesce(t.updated_at, '-infinity'::timestamptz)`,
  RESOLVED_AT: sql`coalesce(t.resolved_at, '-infinity'::timestamptz)`,
  PRIORITY: sql`coalesce(array_position('{LOW,NORMAL,HIGH,URGENT}'::text[], t.priority), 0)`,
};

/** The terms of ORDER BY. */
export function orderTerms({ field, direction }: TicketOrder): RawBuilder<unknown> {
  return direction === 'ASC'
    ? sql`${VALUES[field]} asc, t.native_id asc`
    : sql`${VALUES[field]} desc, t.native_id desc`;
}

/** True of the tickets of `backend` that come after a place in the order. */
export function isBeyond(order: TicketOrder, { value, backend: backendThere, nativeId }: TicketKey, backend: string) {
  const { field, direction } = order;
  const place = toPlace(field, value);
  if (backend === backendThere && sortsByCodeUnit(nativeId)) {
    const operator = direction === 'ASC' ? sql`>` : sql`<`;
    return sql<boolean>`(${VALUES[field]}, t.native_id) ${operator} (${place}, ${nativeId})`;
  }
  // Equal values are ordered by backend. Of an id that cannot be in the store only the neighbourhood is known.
  const keepsTies = backend === backendThere || backend > backendThere === (direction === 'ASC');
  const operator = sql.raw(`${direction === 'ASC' ? '>' : '<'}${keepsTies ? '=' : ''}`);
  return sql<boolean>`${VALUES[field]} ${operator} ${place}`;
}

function toPlace(field: TicketOrderField, value: TicketKey['value']): RawBuilder<unknown> {
  // Position in the list of priorities, from 1, as `array_position` counts.
  if (field === 'PRIORITY') return sql`${value === null ? 0 : Number(value) + 1}::integer`;
  return sql`${value === null ? '-infinity' : toTimestamp(String(value))}::timestamptz`;
}
