import { canSeeTicket } from '../auth/visibility.js';
import type { Viewer } from '../auth/viewer.js';
import { holdsForItsCallerAlone } from '../provider/nothing-left-error.js';
import type { ProviderError } from '../provider/provider-error.js';
import type { Call, Expand, ListRequest, TicketPage, TicketRow } from '../provider/provider.js';
import { withSignal } from '../provider/with-signal.js';
import { needsMessages, type Condition, type TicketFilter } from '../ticket/filter.js';
import { matches } from '../ticket/matches.js';
import { toKey, type TicketKey, type TicketOrder } from '../ticket/order.js';
import { takeAffordable } from './affordable.js';
import { createFrontier } from './frontier.js';
import { loadMessagesInto } from './messages-of-rows.js';
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
  /** Pages that were read and judged. */
  readonly pages: number;
  /**
   * ENOUGH: the limit was reached. END: there is no more. BUDGET: pages, conversations or, in the middle, requests ran
   * out. FAILED: see `error`.
   */
  readonly end: 'ENOUGH' | 'END' | 'BUDGET' | 'FAILED';
  /** Null unless it FAILED. */
  readonly error: ProviderError | null;
}

/** Rows that passed, in order, as far as reading came. */
export interface Scan extends ScanEnd {
  readonly rows: readonly TicketRow[];
  /** Rows that passed, also those beyond the limit. */
  readonly passed: number;
  /** After an early end, in a backend that gives the order: every row up to here is known, the next page starts here. */
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
    return scanning.finish('BUDGET', null);
  } catch (error) {
    if (scanning.hasRead() && holdsForItsCallerAlone(error)) return scanning.finish('BUDGET', null);
    return scanning.finish('FAILED', toProviderError(error, request.plan.backend));
  }
}

function createScanning(request: ScanRequest) {
  const { plan, order, after, limit } = request;
  const provider = plan.backend.provider;
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
  /** By native id: an upstream that pages by offset lists a row again when another comes in before it. */
  const accepted = new Map<string, TicketRow>();
  let pages = 0;
  let conversations = 0;
  let cursor: string | null = null;
  const isWanted = createJudge(request);
  const needsConversation = needsMessages(plan.remaining)
    ? (row: TicketRow) => row.messages === undefined && isWanted(row)
    : () => false;

  return {
    hasRead: () => pages > 0,
    /** Reads one page; says how the scan ends, or null to go on. */
    async readPage(call: Call): Promise<'ENOUGH' | 'END' | 'BUDGET' | null> {
      const page: TicketPage = await withSignal(provider.listTickets({ ...list, cursor }, call), call.signal);
      const part = takeAffordable(page.rows, needsConversation, request.conversationBudget - conversations);
      conversations += part.conversations;
      for (const row of await accept(part.rows.filter(isWanted), request, call)) accepted.set(row.ticket.nativeId, row);
      for (const { ticket } of part.rows) frontier?.advance(toKey(ticket, order.field));
      pages += 1;
      if (part.isCut) return 'BUDGET';
      cursor = page.next;
      if (cursor === null) return 'END';
      if (!frontier || accepted.size < limit) return null;
      return rowsUpTo(frontier.key(), accepted, order).length >= limit ? 'ENOUGH' : null;
    },
    finish(end: Scan['end'], error: Scan['error']): Scan {
      const endedEarly = end === 'BUDGET' || (end === 'FAILED' && pages > 0);
      const stop = endedEarly ? (frontier?.beyond(after) ?? null) : null;
      const known = stop ? rowsUpTo(stop, accepted, order) : [...accepted.values()];
      const rows = sortRows(known, order);
      return { rows: rows.slice(0, limit), passed: known.length, pages, end, error, frontier: stop };
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

/** Of rows that pass without their messages, those that pass with them. */
async function accept(
  candidates: readonly TicketRow[],
  { plan }: ScanRequest,
  call: Call,
): Promise<readonly TicketRow[]> {
  const [withMessages] = split(plan.remaining);
  if (withMessages.length === 0) return candidates;
  const complete = await loadMessagesInto(candidates, plan.backend, call);
  return complete.filter(({ ticket, messages }) =>
    matches(withMessages, { ticket, provider: plan.backend.provider.kind, messages }),
  );
}

/** Whether a row passes what can be judged without its messages. */
function createJudge({ plan, viewer, after, order }: ScanRequest): (row: TicketRow) => boolean {
  // What was pushed is checked again where that costs nothing: an upstream may read a filter otherwise than it says.
  const without = [...split(plan.pushed)[1], ...split(plan.remaining)[1]];
  return ({ ticket }) =>
    canSeeTicket(viewer, ticket.owner) &&
    (after === null || !isUpTo(toKey(ticket, order.field), after, order)) &&
    matches(without, { ticket, provider: plan.backend.provider.kind, messages: null });
}

/** The conditions that need messages, and the cheaper ones that go first. */
function split(filter: TicketFilter): [TicketFilter, TicketFilter] {
  return [filter.filter(isNeedy), filter.filter((condition) => !isNeedy(condition))];
}

function isNeedy(condition: Condition): boolean {
  return needsMessages([condition]);
}
