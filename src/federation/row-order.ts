import type { TicketRow } from '../provider/provider.js';
import { compareKeys, toKey, type TicketKey, type TicketOrder } from '../ticket/order.js';

/** Rows in an order. */
export function sortRows(rows: readonly TicketRow[], { field, direction }: TicketOrder): TicketRow[] {
  return rows
    .map((row) => ({ row, key: toKey(row.ticket, field) }))
    .toSorted((a, b) => compareKeys(a.key, b.key, direction))
    .map(({ row }) => row);
}

/** True when `key` is not beyond `stop`. */
export function isUpTo(key: TicketKey, stop: TicketKey, order: TicketOrder): boolean {
  return compareKeys(key, stop, order.direction) <= 0;
}
