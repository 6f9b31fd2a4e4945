import { TICKET_PRIORITIES, type Ticket, type TicketField } from './ticket.js';

export const TICKET_ORDER_FIELDS = ['CREATED_AT', 'UPDATED_AT', 'RESOLVED_AT', 'PRIORITY'] as const;
export type TicketOrderField = (typeof TICKET_ORDER_FIELDS)[number];

export const ORDER_DIRECTIONS = ['ASC', 'DESC'] as const;
export type OrderDirection = (typeof ORDER_DIRECTIONS)[number];

export interface TicketOrder {
  readonly field: TicketOrderField;
  readonly direction: OrderDirection;
}

/**
 * A ticket's place in an order. Value first (an Instant, or the priority's rank from 0; null is the lowest), then the
 * backend's key, then the native id, both by code unit. No two tickets tie, and DESC is ASC read backwards.
 */
export interface TicketKey {
  readonly value: string | number | null;
  readonly backend: string;
  readonly nativeId: string;
}

export function toKey(ticket: Ticket, field: TicketOrderField): TicketKey {
  return { value: orderValue(ticket, field), backend: ticket.backend, nativeId: ticket.nativeId };
}

/** What of a ticket an order looks at. */
export function fieldsOfOrder({ field }: TicketOrder): readonly TicketField[] {
  switch (field) {
    case 'CREATED_AT':
      return [];
    case 'UPDATED_AT':
      return ['updatedAt'];
    case 'RESOLVED_AT':
      return ['resolvedAt'];
    case 'PRIORITY':
      return ['priority'];
  }
}

/** Negative when `a` comes before `b` in the order, positive when after, 0 only for the same ticket. */
export function compareKeys(a: TicketKey, b: TicketKey, direction: OrderDirection): number {
  const ascending =
    compareValues(a.value, b.value) || compareText(a.backend, b.backend) || compareText(a.nativeId, b.nativeId);
  return direction === 'ASC' ? ascending : -ascending;
}

export function reverseOrder({ field, direction }: TicketOrder): TicketOrder {
  return { field, direction: direction === 'ASC' ? 'DESC' : 'ASC' };
}

function orderValue(ticket: Ticket, field: TicketOrderField): string | number | null {
  switch (field) {
    case 'CREATED_AT':
      return ticket.createdAt;
    case 'UPDATED_AT':
      return ticket.updatedAt;
    case 'RESOLVED_AT':
      return ticket.resolvedAt;
    case 'PRIORITY':
      return ticket.priority === null ? null : TICKET_PRIORITIES.indexOf(ticket.priority);
  }
}

function compareValues(a: string | number | null, b: string | number | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}

/** By code unit. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
