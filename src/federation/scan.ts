import type { Viewer } from '../auth/viewer.js';
import { holdsForItsCallerAlone } from '../provider/nothing-left-error.js';
import type { ProviderError } from '../provider/provider-error.js';
import type { Call, Expand, ListRequest, TicketPage, TicketRow } from '../provider/provider.js';
import { withSignal } from '../provider/with-signal.js';
import { needsMessages } from '../ticket/filter.js';
import { toKey, type TicketKey, type TicketOrder } from '../ticket/order.js';
import { takeAffordable } from './affordable.js';
import { createFrontier } from './frontier.js';
import { createJudge } from './judge.js';
import type { BackendPlan } from './plan.js';
import { isUpTo, sortRows } from './row-order.js';
import { toProviderError } from './to-provider-error.js';

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
  /** Whether a page, or part of one, was read and judged. */
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
   * Null where there is none: the end was reached, or the limit, or nothing was read, or the backend gives no order.
   */
  readonly frontier: TicketKey | null;
}

/**
 * Reads one backend page by page until enough rows have passed. Each row passes what remains of the filter and,
 * whatever the upstream did, the viewer's rule. A failure ends the scan and is told, what was read stays.
 */
export async function scanBackend(request: ScanRequest, call: Call): Promise<Scan> {
  const scanning = createScanning(request);
  try {
    for (let page = 0; page < request.pageBudget; page += 1) {
      const end = await scanning.readPage(call);
      if (end) return scanning.finish(end, null);
    }
    return scanning.finish('PAGES', null);
  } catch (error) {
    if (scanning.hasRead() && holdsForItsCallerAlone(error)) return scanning.finish('REQUESTS', null);
    return scanning.finish('FAILED', toProviderError(error, request.plan.backend));
  }
}

function createScanning(request: ScanRequest) {
  const { plan, order, after, limit } = request;
  const provider = plan.backend.provider;
  const { orders, maxBatchSize } = provider.capabilities;
  const capability = orders[order.field];
  const frontier = capability ? createFrontier(order, capability.maxOutOfOrdernessMs) : null;
  const list: ListRequest = {
    filter: plan.pushed,
    order: capability ? order : null,
    after: capability ? after : null,
    limit: toPageLimit(request),
    expand: toListExpand(request),
    cursor: null,
  };
  /** By native id: an upstream that pages by offset lists a row again when another comes in before it. */
  const accepted = new Map<string, TicketRow>();
  let hasRead = false;
  let firstLeftOut: ProviderError | null = null;
  let conversations = 0;
  let cursor: string | null = null;
  const { isWanted, needsConversation, judge } = createJudge(request);

  const isEnough = () =>
    frontier !== null && accepted.size >= limit && rowsUpTo(frontier.key(), accepted, order).length >= limit;

  /** @throws ProviderError from where on no conversation can be had; the rows before that are taken */
  async function take(rows: readonly TicketRow[], call: Call): Promise<void> {
    const { judged, passed, leftOut, failure } = await judge(rows.filter(isWanted), call);
    for (const row of passed) accepted.set(row.ticket.nativeId, row);
    for (const { ticket } of failure ? rows.slice(0, rows.indexOf(failure.row)) : rows)
      frontier?.advance(toKey(ticket, order.field));
    // Rows that are not wanted, some of them hidden, make no difference.
    hasRead ||= failure === null || judged > 0;
    firstLeftOut ??= leftOut;
    if (failure) throw failure.error;
  }

  /** Conversations are read a batch at a time, and no more of them than are needed. */
  async function takePage(page: readonly TicketRow[], call: Call): Promise<'ENOUGH' | 'CONVERSATIONS' | null> {
    for (let rest = page; ;) {
      const left = request.conversationBudget - conversations;
      const part = takeAffordable(rest, needsConversation, Math.min(left, maxBatchSize));
      conversations += part.conversations;
      await take(part.rows, call);
      if (!part.isCut) return null;
      if (isEnough()) return 'ENOUGH';
      if (conversations === request.conversationBudget) return 'CONVERSATIONS';
      rest = rest.slice(part.rows.length);
    }
  }

  return {
    hasRead: () => hasRead,
    /** Reads one page; says how the scan ends, or null to go on. */
    async readPage(call: Call): Promise<'ENOUGH' | 'END' | 'CONVERSATIONS' | null> {
      const page: TicketPage = await withSignal(provider.listTickets({ ...list, cursor }, call), call.signal);
      const end = await takePage(page.rows, call);
      if (end) return end;
      cursor = page.next;
      if (cursor === null) return 'END';
      return isEnough() ? 'ENOUGH' : null;
    },
    /** @param failure null unless it FAILED */
    finish(end: Scan['end'], failure: ProviderError | null): Scan {
      const endedEarly = end !== 'ENOUGH' && end !== 'END' && hasRead;
      // What is read to the end has no next page to leave a row to.
      const stop = endedEarly && limit !== Number.POSITIVE_INFINITY ? (frontier?.beyond(after) ?? null) : null;
      const known = stop ? rowsUpTo(stop, accepted, order) : [...accepted.values()];
      const rows = sortRows(known, order);
      const error = failure ?? firstLeftOut;
      return { rows: rows.slice(0, limit), passed: known.length, hasRead, end, error, frontier: stop };
    },
  };
}

/** Fewer rows than a page holds are asked for only where the first to come are sure to be the ones wanted. */
function toPageLimit({ plan, order, limit }: ScanRequest): number {
  const { orders, maxPageSize } = plan.backend.provider.capabilities;
  const isSure = orders[order.field]?.maxOutOfOrdernessMs === 0 && plan.remaining.length === 0;
  return isSure ? Math.min(limit, maxPageSize) : maxPageSize;
}

function rowsUpTo(stop: TicketKey | null, rows: ReadonlyMap<string, TicketRow>, order: TicketOrder): TicketRow[] {
  if (stop === null) return [];
  return [...rows.values()].filter(({ ticket }) => isUpTo(toKey(ticket, order.field), stop, order));
}

function toListExpand({ plan, expand }: ScanRequest): Expand {
  const carries = plan.backend.provider.capabilities.carries;
  return {
    user: expand.user && carries.includes('user'),
    messages: (expand.messages || needsMessages(plan.remaining)) && carries.includes('messages'),
  };
}
