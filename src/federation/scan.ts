import type { Viewer } from '../auth/viewer.js';
import { holdsForItsCallerAlone } from '../provider/nothing-left-error.js';
import { isOfTheWholeBackend, type ProviderError } from '../provider/provider-error.js';
import type { Call, Expand, TicketRow } from '../provider/provider.js';
import { pickFailure } from '../provider/slots.js';
import { needsMessages } from '../ticket/filter.js';
import { toKey, type TicketKey, type TicketOrder } from '../ticket/order.js';
import { takeAffordable, type AffordablePart } from './affordable.js';
import { createJudge } from './judge.js';
import { createListing, type Listing, type ListingEnd } from './listing.js';
import { createListingTime } from './listing-time.js';
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
  /** Why it FAILED, or why tickets are left out that, or whose conversations, could not be read; else null. */
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
 * Rows that only their conversations can judge are judged in the order asked for, as soon as none can come before them any
 * more, and no more conversations are read than are needed. What becomes of them, and where it ends when they run out or fail,
 * depends on rows that the viewer may see alone: not on hidden ones between them, nor on where pages end.
 */
export async function scanBackend(request: ScanRequest, call: Call): Promise<Scan> {
  const listing = createListing(request, call);
  const judging = needsMessages(request.plan.remaining)
    ? createJudgingByConversation(request, listing, call)
    : createJudging(request, listing);
  for (;;) {
    const stop = await judging.goOn();
    if (stop) return toScan(request, stop, { ...judging.read(), unlisted: listing.leftOut() });
  }
}

/** Rows of one scan, judged a part at a time. */
interface Judging {
  /** Lists and judges some more; says why the scan is over, or null. */
  goOn(): Promise<Stop | null>;
  read(): Judged;
}

interface Judged {
  /** By native id: an upstream that pages by offset lists a row again when another comes in before it. */
  readonly accepted: ReadonlyMap<string, TicketRow>;
  readonly leftOut: readonly Unread[];
}

/** Why a scan is over. */
interface Stop extends Pick<ScanEnd, 'end' | 'error' | 'hasRead'> {
  /** Where the next page starts. */
  readonly place: TicketKey | null;
}

const ENOUGH: Stop = { end: 'ENOUGH', error: null, hasRead: true, place: null };

/** By what rows are themselves: page by page, as they are listed. */
function createJudging(request: ScanRequest, listing: Listing): Judging {
  const { order, limit } = request;
  const { isWanted } = createJudge(request);
  const accepted = new Map<string, TicketRow>();
  return {
    async goOn() {
      for (const row of await listing.readPage()) if (isWanted(row)) accepted.set(row.ticket.nativeId, row);
      const isEnough = accepted.size >= limit && isKnown(accepted, listing.frontier?.key() ?? null, request);
      if (isEnough) return ENOUGH;
      const end = listing.end();
      return end && toListed(end, listing, () => furthest(accepted.values(), order), request);
    },
    read: () => ({ accepted, leftOut: [] }),
  };
}

/** By their conversations, of which those that did not come along are read in batches. */
function createJudgingByConversation(request: ScanRequest, listing: Listing, call: Call): Judging {
  const { plan, order, after, conversationBudget, limit } = request;
  const { isWanted, needsConversation, judge } = createJudge(request);
  const atOnce = Math.min(CONVERSATIONS_AT_ONCE, plan.backend.provider.capabilities.maxBatchSize);
  const listingTime = createListingTime(call);

  /** Rows that were listed and pass all else, each once; in order, once some of them are ready. */
  let pending: TicketRow[] = [];
  const listed = new Set<string>();
  const accepted = new Map<string, TicketRow>();
  const leftOut: Unread[] = [];
  let last: TicketKey | null = null;
  let conversations = 0;

  /** How many of the pending rows none can come before any more. */
  function countReady(): number {
    if (listing.end() !== null) return pending.length;
    const watermark = listing.frontier?.key() ?? null;
    return watermark === null ? 0 : pending.filter((row) => isWithin(row, watermark, order)).length;
  }

  function needsPage(): boolean {
    if (listing.end() !== null) return false;
    const [first] = pending;
    const ready = countReady();
    if (ready === 0 || !first) return true;
    return needsConversation(first) && conversations < conversationBudget && ready < atOnce && !listingTime.isOver();
  }

  async function list(): Promise<void> {
    // What is listed is judged in the time that is left, though more may belong before it.
    if (pending.length > 0 && listingTime.isOver()) {
      listing.giveUp();
      pending = sortRows(pending, order);
      return;
    }
    // Where nothing waits to be judged, all the time is there for listing.
    const rows = pending.length > 0 ? await listingTime.within(listing.readPage) : await listing.readPage();
    for (const row of rows) {
      const { nativeId } = row.ticket;
      if (!isWanted(row) || listed.has(nativeId)) continue;
      listed.add(nativeId);
      pending.push(row);
    }
    if (listing.frontier || listing.end()) pending = sortRows(pending, order);
  }

  /** What came along is judged at once, or else so many that they are the same whatever is listed between them. */
  function takeBatch(): AffordablePart {
    const ready = pending.slice(0, countReady());
    const inNeed = ready.findIndex(needsConversation);
    const batch = inNeed === 0 ? ready.slice(0, atOnce) : ready.slice(0, inNeed < 0 ? ready.length : inNeed);
    return takeAffordable(batch, needsConversation, conversationBudget - conversations);
  }

  /**
   * Up to where all is judged; null where that is not known.
   * @param listedUpTo how far an ordered list is known that did not come to its end
   */
  function known(listedUpTo: TicketKey | null): TicketKey | null {
    const end = listing.end()?.end ?? null;
    // Who gives no order is judged in ours once there are no more pages.
    if (!listing.frontier) return end === null ? null : last;
    return end === 'END' || !last || !listedUpTo || isUpTo(last, listedUpTo, order) ? last : listedUpTo;
  }
  const front = () => known(listing.frontier?.key() ?? null);
  /** Where the next page starts. */
  const place = () => known(listing.frontier?.beyond(after) ?? null);

  /** Of a list without an order, what was not listed may belong before all that was. */
  function toEnough(): Stop {
    const end = listing.end();
    return listing.frontier || !end ? ENOUGH : { ...end, hasRead: true, place: null };
  }

  function toStop(failure: Unread | null, isSpent: boolean): Stop | null {
    if (accepted.size >= limit && isKnown(accepted, front(), request)) return toEnough();
    if (failure) return toFailed(failure.error);
    if (isSpent) return { end: 'CONVERSATIONS', error: null, hasRead: true, place: place() };
    const end = pending.length === 0 ? listing.end() : null;
    return end && toListed(end, listing, () => last, request);
  }

  function toFailed(error: ProviderError): Stop {
    if (holdsForItsCallerAlone(error)) return { end: 'REQUESTS', error: null, hasRead: true, place: place() };
    return { end: 'FAILED', error, hasRead: last !== null, place: place() };
  }

  return {
    async goOn() {
      while (needsPage()) await list();
      const part = takeBatch();
      const { judged, passed, failure, ...unread } = await judge(part.rows, call);
      conversations += part.conversations;
      pending = pending.slice(judged.length);
      for (const row of passed) accepted.set(row.ticket.nativeId, row);
      leftOut.push(...unread.leftOut);
      last = furthest(judged, order, last);
      // Whether it fails for itself, those after it tell.
      const isOpen = failure !== null && judged.length > 0 && !isOfTheWholeBackend(failure.error);
      return toStop(isOpen ? null : failure, part.isCut && conversations === conversationBudget);
    },
    read: () => ({ accepted, leftOut }),
  };
}

/**
 * The end of a list, for whoever has taken all that was listed.
 * @param lastOf of the rows that the viewer may see
 */
function toListed(
  { end, error }: ListingEnd,
  listing: Listing,
  lastOf: () => TicketKey | null,
  { plan, after, order }: ScanRequest,
): Stop {
  const read = end === 'END' ? null : (listing.frontier?.beyond(after) ?? null);
  // Where reading ended among hidden rows is told only where there is no other place to go on from.
  const last = plan.readsHidden && read ? lastOf() : null;
  const place = read && last && isUpTo(last, read, order) ? last : read;
  return { end, error, hasRead: listing.hasRead(), place };
}

/** @param judged with why some tickets were not listed */
function toScan(
  { order, limit }: ScanRequest,
  stop: Stop,
  { accepted, leftOut, unlisted }: Judged & { readonly unlisted: ProviderError | null },
): Scan {
  const { end, hasRead } = stop;
  // What is read to the end has no next page to leave a row to.
  const place = limit === Number.POSITIVE_INFINITY ? null : stop.place;
  const known = sortRows(place ? rowsUpTo(place, accepted, order) : [...accepted.values()], order);
  const rows = known.slice(0, limit);
  const last = rows.length < limit ? place : keyOf(rows.at(-1), order);
  const unread = leftOut.filter(({ row }) => isWithin(row, last, order)).map(({ error }) => error);
  const error = stop.error ?? pickFailure([...unread, unlisted]);
  return { rows, passed: known.length, hasRead, end, error, frontier: place };
}

/** Whether as many rows as are wanted are known to be the first. */
function isKnown(
  rows: ReadonlyMap<string, TicketRow>,
  place: TicketKey | null,
  { limit, order }: ScanRequest,
): boolean {
  return place !== null && rowsUpTo(place, rows, order).length >= limit;
}

/** @param soFar what is before it: a row may come later than its backend promises */
function furthest(rows: Iterable<TicketRow>, order: TicketOrder, soFar: TicketKey | null = null): TicketKey | null {
  let most = soFar;
  for (const { ticket } of rows) {
    const key = toKey(ticket, order.field);
    if (most === null || !isUpTo(key, most, order)) most = key;
  }
  return most;
}

function rowsUpTo(stop: TicketKey, rows: ReadonlyMap<string, TicketRow>, order: TicketOrder): TicketRow[] {
  return [...rows.values()].filter((row) => isWithin(row, stop, order));
}

/** @param last null for no bound */
function isWithin({ ticket }: TicketRow, last: TicketKey | null, order: TicketOrder): boolean {
  return last === null || isUpTo(toKey(ticket, order.field), last, order);
}

function keyOf(row: TicketRow | undefined, { field }: TicketOrder): TicketKey | null {
  return row ? toKey(row.ticket, field) : null;
}
