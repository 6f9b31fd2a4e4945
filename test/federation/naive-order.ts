import type { TicketKey, TicketOrder, TicketOrderField } from '../../src/ticket/order.js';
import { TICKET_PRIORITIES, type Ticket } from '../../src/ticket/ticket.js';

/** A text for a place in an order: places compare as the code units of their texts do. */
function toPlaceText({ value, backend, nativeId }: TicketKey): string {
  return [value === null ? '' : `!${value}`, backend, nativeId].join('\u0000');
}

/** The ticket's place, by the words of the specification. */
export function placeOf(ticket: Ticket, field: TicketOrderField): TicketKey {
  const values = {
    CREATED_AT: ticket.createdAt,
    UPDATED_AT: ticket.updatedAt,
    RESOLVED_AT: ticket.resolvedAt,
    PRIORITY: ticket.priority === null ? null : TICKET_PRIORITIES.indexOf(ticket.priority),
  };
  return { value: values[field], backend: ticket.backend, nativeId: ticket.nativeId };
}

/** Sorts by those texts: without a comparison of ours, sorting goes by code units. */
export function sortNaively<T extends { readonly ticket: Ticket }>(
  rows: readonly T[],
  { field, direction }: TicketOrder,
): T[] {
  const byPlace = new Map(rows.map((row) => [toPlaceText(placeOf(row.ticket, field)), row]));
  const ascending = [...byPlace.keys()].toSorted().flatMap((place) => byPlace.get(place) ?? []);
  return direction === 'ASC' ? ascending : ascending.toReversed();
}

/** True when `place` comes after `other` in the direction. */
export function isBeyond(place: TicketKey, other: TicketKey, direction: TicketOrder['direction']): boolean {
  const [here, there] = [toPlaceText(place), toPlaceText(other)];
  return direction === 'ASC' ? here > there : here < there;
}
