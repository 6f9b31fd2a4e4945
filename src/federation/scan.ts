import type { Viewer } from '../auth/viewer.js';
import { holdsForItsCallerAlone } from '../provider/nothing-left-error.js';
import type { ProviderError } from '../provider/provider-error.js';
import type { Call, Expand, TicketRow } from '../provider/provider.js';
import { needsMessages } from '../ticket/filter.js';
import { toKey, type TicketKey, type TicketOrder } from '../ticket/order.js';
import { takeAffordable } from './affordable.js';
import { createFrontier, type Frontier } from './frontier.js';
import { createJudge } from './judge.js';
import { createListing, type Listing, type ListingEnd } from './listing.js';
import type { Unread } from './messages-of-rows.js';
import type { BackendPlan } from './plan.js';
import { isUpTo, sortRows } from './row-order.js';

export interface ScanRequest {
  readonly plan: BackendPlan;
  readonly viewer: Viewer;
  readonly order: TicketOrder;
  readonly after: TicketKey | null;
  /** Rows wanted; Infinity reads to the end. */
  readonly limit: number;
  readonly expand: Expand;
  /** Pages that may be read. */
  readonly pageBudget: number;
  /** Conversations that may be read to judge rows by them. */
  readonly conversationBudget: number;
}

/** How far reading came. */
export interface ScanEnd {
  /** Whether something was read and judged. */
  readonly hasRead: boolean;
  /**
   * ENOUGH: the limit was reached. END: there is no more. PAGES, CONVERSATIONS: no more may be read. REQUESTS: the caller
   * may make no more. FAILED: see `error`.
   */
  readonly end: 'ENOUGH' | 'END' | 'PAGES' | 'CONVERSATIONS' | 'REQUESTS' | 'FAILED';
  /** Why it FAILED, or why rows are left out whose conversations cannot be read; else null. */
  readonly error: ProviderError | null;
}

/** Rows that passed, in order, as far as reading came. */
export interface Scan extends ScanEnd {
  readonly rows: readonly TicketRow[];
  /** Rows that passed, also those beyond the limit. */
  readonly passed: number;
  /**
   * Where the next page starts after an early end: every row up to here is known, as far as the order can be relied on.
   * Null where there is none: the end was reached, or the limit, or nothing was read, or the order is not known.
   */
  readonly frontier: TicketKey | null;
}

/** Conversations that are read before it is looked whether they were enough, at most. */
const CONVERSATIONS_AT_ONCE = 25;

/**
 * Reads one backend page by page until enough rows have passed. Each row passes what remains of the filter and,
 * whatever the upstream did, the viewer's rule. A failure ends the scan and is told, what was read stays.
 *
 * Where rows are judged by conversations that have to be read, these are read in the order of the list, no more than are
 * needed. What becomes of them, and where it ends when they run out or fail, depends on rows that the viewer may see alone:
 * not on hidden ones between them, nor on where pages end.
 */
export async function scanBackend(request: ScanRequest, call: Call): Promise<Scan> {
  const listing = createListing(request, call);
  const judging = createJudging(request, listing, call);
  for (;;) {
    await judging.fill();
    const stop = await judging.judgeNext();
    if (stop) return judging.finish(stop);
  }
}

/** Why a scan is over. */
interface Stop extends Pick<ScanEnd, 'end' | 'error' | 'hasRead'> {
  /** What tells how far it came. */
  readonly frontier: Frontier | null;
}

function createJudging(request: ScanRequest, listing: Listing, call: Call) {
  const { plan, order, after, limit, conversationBudget } = request;
  const { orders, maxBatchSize, carries } = plan.backend.provider.capabilities;
  const { isWanted, needsConversation, judge } = createJudge(request);
  const capability = orders[order.field];
  const needsConversations = needsMessages(plan.remaining);
  const readsConversations = needsConversations && !carries.includes('messages');
  const atOnce = Math.min(CONVERSATIONS_AT_ONCE, maxBatchSize);

  /** Rows that were listed, and pass all that can be told without their conversations. */
  let pending: TicketRow[] = [];
  /** By native id: an upstream that pages by offset lists a row again when another comes in before it. */
  const accepted = new Map<string, TicketRow>();
  const leftOut: Unread[] = [];
  /** How far wanted rows are judged. Who gives no order is read to the end, and then in ours. */
  const judged = createFrontier(order, capability?.maxOutOfOrdernessMs ?? 0);
  let judgedRows = 0;
  let conversations = 0;

  /** @param isPartial whether not all is judged that was listed */
  function frontier(isPartial: boolean): Frontier | null {
    const isInOrder = capability !== undefined || (readsConversations && listing.end()?.end === 'END');
    if (!isInOrder) return null;
    return readsConversations || isPartial ? judged : listing.frontier;
  }

  function isEnough(front: Frontier | null): boolean {
    return accepted.size >= limit && rowsUpTo(front?.key() ?? null, accepted, order).length >= limit;
  }

  /** Whether a page more is needed before the next rows are judged. */
  function needsPage(): boolean {
    if (listing.end() !== null) return false;
    if (!readsConversations) return pending.length === 0;
    return capability === undefined || pending.length < atOnce;
  }

  function toStop(failure: Unread | null, isSpent: boolean): Stop | null {
    const front = frontier(failure !== null || isSpent);
    if (isEnough(front)) return { end: 'ENOUGH', error: null, hasRead: true, frontier: null };
    if (failure) return toFailed(failure.error, front);
    if (isSpent) return { end: 'CONVERSATIONS', error: null, hasRead: true, frontier: front };
    const end = pending.length === 0 ? listing.end() : null;
    return end && toListed(end);
  }

  function toFailed(error: ProviderError, front: Frontier | null): Stop {
    const hasRead = judgedRows > 0;
    if (hasRead && holdsForItsCallerAlone(error)) return { end: 'REQUESTS', error: null, hasRead, frontier: front };
    return { end: 'FAILED', error, hasRead, frontier: front };
  }

  function toListed({ end, error }: ListingEnd): Stop {
    return { end, error, hasRead: listing.hasRead(), frontier: end === 'END' ? null : listing.frontier };
  }

  return {
    async fill(): Promise<void> {
      while (needsPage()) {
        for (const row of await listing.readPage()) if (isWanted(row)) pending.push(row);
        if (!readsConversations) return;
        if (capability === undefined && listing.end() !== null) pending = sortRows(pending, order);
      }
    },

    /** Says why the scan is over, or null to go on. */
    async judgeNext(): Promise<Stop | null> {
      const left = conversationBudget - conversations;
      const part = takeAffordable(pending, needsConversation, readsConversations ? Math.min(left, atOnce) : left);
      conversations += part.conversations;
      pending = pending.slice(part.rows.length);
      const judgement = await judge(part.rows, call);
      for (const row of judgement.passed) accepted.set(row.ticket.nativeId, row);
      if (needsConversations) for (const { ticket } of judgement.judged) judged.advance(toKey(ticket, order.field));
      judgedRows += judgement.judged.length;
      leftOut.push(...judgement.leftOut);
      return toStop(judgement.failure, part.isCut && conversations === conversationBudget);
    },

    finish(stop: Stop): Scan {
      const { end, hasRead } = stop;
      // What is read to the end has no next page to leave a row to.
      const place = limit === Number.POSITIVE_INFINITY ? null : (stop.frontier?.beyond(after) ?? null);
      const known = sortRows(place ? rowsUpTo(place, accepted, order) : [...accepted.values()], order);
      const rows = known.slice(0, limit);
      const last = rows.length < limit ? place : toKeyOf(rows.at(-1), order);
      const error = stop.error ?? leftOut.find(({ row }) => isWithin(row, last, order))?.error ?? null;
      return { rows, passed: known.length, hasRead, end, error, frontier: place };
    },
  };
}

function rowsUpTo(stop: TicketKey | null, rows: ReadonlyMap<string, TicketRow>, order: TicketOrder): TicketRow[] {
  if (stop === null) return [];
  return [...rows.values()].filter((row) => isWithin(row, stop, order));
}

/** @param last null for no bound */
function isWithin({ ticket }: TicketRow, last: TicketKey | null, order: TicketOrder): boolean {
  return last === null || isUpTo(toKey(ticket, order.field), last, order);
}

function toKeyOf(row: TicketRow | undefined, { field }: TicketOrder): TicketKey | null {
  return row ? toKey(row.ticket, field) : null;
}
