import type { Cancellation } from '../provider/cancel-signal.js';
import { holdsForItsCallerAlone } from '../provider/nothing-left-error.js';
import { ProviderError } from '../provider/provider-error.js';
import type { Call, Expand, ListRequest, TicketPage, TicketRow } from '../provider/provider.js';
import { pickFailure } from '../provider/slots.js';
import { withSignal } from '../provider/with-signal.js';
import { needsMessages } from '../ticket/filter.js';
import { toKey } from '../ticket/order.js';
import { createFrontier, type Frontier } from './frontier.js';
import type { ScanEnd, ScanRequest } from './scan.js';
import { toProviderError } from './to-provider-error.js';

/** Why no page is read any more. */
export interface ListingEnd {
  readonly end: Extract<ScanEnd['end'], 'END' | 'PAGES' | 'REQUESTS' | 'FAILED'>;
  /** Null unless it FAILED. */
  readonly error: ProviderError | null;
}

/** The pages of a backend's list, one after the other. */
export interface Listing {
  /**
   * The rows of the next page; none where it cannot be had, which `end` tells.
   * @param signal ends the wait for it; that of the call unless told
   */
  readPage(signal?: Cancellation): Promise<readonly TicketRow[]>;
  /** Null while there may be more. */
  end(): ListingEnd | null;
  /** Ends it for want of time. */
  giveUp(): void;
  /** Whether a page was read. */
  hasRead(): boolean;
  /** Why tickets are missing in the pages that were read; null where none is. */
  leftOut(): ProviderError | null;
  /** How far the list is read, hidden rows and all; null where the backend gives no order. */
  readonly frontier: Frontier | null;
}

export function createListing(request: ScanRequest, call: Call): Listing {
  const { plan, order, after, pageBudget } = request;
  const { provider } = plan.backend;
  const capability = provider.capabilities.orders[order.field];
  const frontier = capability ? createFrontier(order, capability.maxOutOfOrdernessMs) : null;
  const list: ListRequest = {
    filter: plan.pushed,
    order: capability ? order : null,
    after: capability ? after : null,
    limit: toPageLimit(request),
    expand: toListExpand(request),
    cursor: null,
  };
  let pages = 0;
  let cursor: string | null = null;
  let end: ListingEnd | null = null;
  let leftOut: ProviderError | null = null;

  function toFailure(error: unknown): ListingEnd {
    if (pages > 0 && holdsForItsCallerAlone(error)) return { end: 'REQUESTS', error: null };
    return { end: 'FAILED', error: toProviderError(error, plan.backend) };
  }

  return {
    async readPage(signal = call.signal) {
      try {
        const listing = provider.listTickets({ ...list, cursor }, signal === call.signal ? call : { ...call, signal });
        const page: TicketPage = await withSignal(listing, signal);
        for (const { ticket } of page.rows) frontier?.advance(toKey(ticket, order.field));
        pages += 1;
        leftOut = pickFailure([leftOut, page.leftOut]);
        cursor = page.next;
        if (cursor === null) end = { end: 'END', error: null };
        else if (pages === pageBudget) end = { end: 'PAGES', error: null };
        return page.rows;
      } catch (error) {
        end = toFailure(error);
        return [];
      }
    },
    end: () => end,
    giveUp() {
      const { key } = plan.backend;
      const message = `${key} has not listed all in time.`;
      end ??= { end: 'FAILED', error: new ProviderError('TIMEOUT', message) };
    },
    hasRead: () => pages > 0,
    leftOut: () => leftOut,
    frontier,
  };
}

/** Fewer rows than a page holds are asked for only where the first to come are sure to be the ones wanted. */
function toPageLimit({ plan, order, limit }: ScanRequest): number {
  const { orders, maxPageSize } = plan.backend.provider.capabilities;
  const isSure = orders[order.field]?.maxOutOfOrdernessMs === 0 && plan.remaining.length === 0;
  return isSure ? Math.min(limit, maxPageSize) : maxPageSize;
}

function toListExpand({ plan, expand }: ScanRequest): Expand {
  const carries = plan.backend.provider.capabilities.carries;
  return {
    user: expand.user && carries.includes('user'),
    messages: (expand.messages || needsMessages(plan.remaining)) && carries.includes('messages'),
  };
}
