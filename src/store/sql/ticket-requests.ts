import type { TicketFilter } from '../../ticket/filter.js';
import type { TicketKey, TicketOrder } from '../../ticket/order.js';

export interface TicketListRequest {
  readonly backend: string;
  readonly filter: TicketFilter;
  readonly order: TicketOrder;
  /** Only tickets beyond this place; null starts at the beginning. */
  readonly after: TicketKey | null;
  readonly limit: number;
  readonly withUser: boolean;
}

export interface TicketIdsRequest {
  readonly backend: string;
  readonly nativeIds: readonly string[];
}

export interface TicketsRequest extends TicketIdsRequest {
  readonly withUser: boolean;
}
