import type { TicketFilter } from '../../ticket/filter.js';
import type { TicketKey, TicketOrder } from '../../ticket/order.js';
import type { TicketFields } from '../../ticket/ticket.js';

/** What is wanted of tickets. */
export interface TicketProjection {
  /** What is not among them is null or empty. Absent: all. */
  readonly fields?: TicketFields | undefined;
  readonly withUser: boolean;
}

export interface TicketListRequest extends TicketProjection {
  readonly backend: string;
  readonly filter: TicketFilter;
  readonly order: TicketOrder;
  /** Only tickets beyond this place; null starts at the beginning. */
  readonly after: TicketKey | null;
  readonly limit: number;
}

export interface TicketIdsRequest {
  readonly backend: string;
  readonly nativeIds: readonly string[];
}

export interface TicketsRequest extends TicketIdsRequest, TicketProjection {}
