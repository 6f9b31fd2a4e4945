import type { FilterField, Operator, Predicate } from '../ticket/filter.js';
import type { MessageType } from '../ticket/message.js';
import type { TicketOrderField } from '../ticket/order.js';
import type { TicketStatus } from '../ticket/ticket.js';
import type { Measure } from './aggregate.js';
import type { RequestCosts } from './request-costs.js';
import type { CreatableField, UpdatableField } from './writes.js';

/**
 * exact: the upstream's answer stands. inexact: it narrows, never losing a ticket that passes, and the gateway checks
 * again. Undeclared: the gateway evaluates it.
 */
export type Support = 'exact' | 'inexact';

export type FilterCapabilities = {
  readonly [field in FilterField]?: { readonly [operator in Operator]?: Support };
};

/** What a system's own API evaluates, carries and writes. A provider that declares nothing is correct, only slow. */
export interface Capabilities {
  readonly filters: FilterCapabilities;
  /** What `aggregate` evaluates, each exactly, where that is not what lists do. Default: `filters`. */
  readonly countable?: FilterCapabilities;
  /** What `aggregate` measures besides the total. Default: nothing. */
  readonly measures?: readonly Measure[];
  /** Refuses a declared predicate whose value the upstream's syntax cannot carry. Absent: every value is fine. */
  readonly accepts?: (predicate: Predicate) => boolean;
  /**
   * SQL-like systems evaluate `or`, `not` and repeated predicates too, exactly where every leaf is exact. Others get at
   * most one predicate per field and operator, joined by AND.
   */
  readonly composes: boolean;
  /** Finds a user's tickets by what the directory knows of the user, and asks nobody where it knows nothing. Default: false. */
  readonly looksUpUsers?: boolean;
  /** Orders the upstream gives in both directions, comparing as `compareKeys` does. */
  readonly orders: { readonly [field in TicketOrderField]?: OrderCapability };
  /** Rows a page can hold. */
  readonly maxPageSize: number;
  /** Ids that one `getTickets`, `listMessages` or `getUsers` takes. */
  readonly maxBatchSize: number;
  /** Related data that a list can carry along. */
  readonly carries: readonly ('user' | 'messages')[];
  readonly updatableFields: readonly UpdatableField[];
  /** Where only some statuses can be written; absent: every one. */
  readonly writableStatuses?: readonly TicketStatus[];
  /** Opens tickets for people in the directory only: nobody else is asked who somebody is. Default: false. */
  readonly opensForListedOnly?: boolean;
  /** What a new ticket can be given beside subject and text; null when none can be opened. */
  readonly creatableFields: readonly CreatableField[] | null;
  /** Custom fields for everybody who sees the ticket; others are staff's. Absent: every one. */
  readonly publicCustomFields?: readonly string[];
  /** Custom fields that decide whom a ticket belongs to: only who sees everybody's may write them. Default: none. */
  readonly owningCustomFields?: readonly string[];
  /** Who may speak in a message that is added; empty when none can be added. */
  readonly addableMessageTypes: readonly MessageType[];
  readonly hasMessages: boolean;
  /** What calls cost upstream. Default: a request for each page and id. */
  readonly requests?: RequestCosts;
}

export interface OrderCapability {
  /**
   * How far, in milliseconds, a later row may lie before an earlier one in a time order; 0 when the order is strict.
   * The gateway sorts within this bound.
   */
  readonly maxOutOfOrdernessMs: number;
}
