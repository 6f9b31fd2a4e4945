import { canSeeTicket } from '../auth/visibility.js';
import type { Viewer } from '../auth/viewer.js';
import type { Call, Expand, ListRequest, TicketPage, TicketRow } from '../provider/provider.js';
import { needsMessages, type Condition, type TicketFilter } from '../ticket/filter.js';
import { matches } from '../ticket/matches.js';
import { compareKeys, toKey, type TicketKey, type TicketOrder } from '../ticket/order.js';
import { createFrontier, type Frontier } from './frontier.js';
import { loadMessagesInto } from './messages-of-rows.js';
import type { BackendPlan } from './plan.js';
import { withSignal } from './with-signal.js';

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
}

/** Rows that passed, in order, as far as reading came. */
export interface Scan {
  readonly rows: readonly TicketRow[];
  /** Rows that passed, also those beyond the limit. */
  readonly passed: number;
  /** Pages the backend sent. */
  readonly pages: number;
  /** ENOUGH: the limit was reached. END: there is no more. BUDGET: pages ran out. FAILED: see `error`. */
  readonly end: 'ENOUGH' | 'END' | 'BUDGET' | 'FAILED';
  readonly error: unknown;
  /** After BUDGET, in a backend that gives the order: every row up to here is known, the next page starts here. */
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
    return scanning.finish('FAILED', error);
  }
}

function createScanning(request: ScanRequest) {
  const { plan, order, after, limit } = request;
  const provider = plan.backend.provider;
  const capability = provider.capabilities.orders[order.field];
  const frontier = capability ? createFrontier(order, capability.maxOutOfOrdernessMs) : null;
  const list: Omit<ListRequest, 'cursor'> = {
    filter: plan.pushed,
    order: capability ? order : null,
    after: capability ? after : null,
    limit: Math.min(limit, provider.capabilities.maxPageSize),
    expand: toListExpand(request),
  };
  const accepted: TicketRow[] = [];
  let pages = 0;
  let cursor: string | null = null;

  return {
    /** Reads one page; says how the scan ends, or null to go on. */
    async readPage(call: Call): Promise<'ENOUGH' | 'END' | null> {
      const page: TicketPage = await withSignal(provider.listTickets({ ...list, cursor }, call), call.signal);
      pages += 1;
      for (const { ticket } of page.rows) frontier?.advance(toKey(ticket, order.field));
      accepted.push(...(await accept(page.rows, request, call)));
      cursor = page.next;
      if (cursor === null) return 'END';
      return frontier && countKnown(accepted, frontier, order) >= limit ? 'ENOUGH' : null;
    },
    finish(end: Scan['end'], error: unknown): Scan {
      const stop = end === 'BUDGET' ? (frontier?.beyond(after) ?? null) : null;
      const known = stop ? accepted.filter(({ ticket }) => isUpTo(toKey(ticket, order.field), stop, order)) : accepted;
      const rows = sortRows(known, order);
      return { rows: rows.slice(0, limit), passed: known.length, pages, end, error, frontier: stop };
    },
  };
}

/** Rows in an order. */
export function sortRows(rows: readonly TicketRow[], { field, direction }: TicketOrder): TicketRow[] {
  return rows
    .map((row) => ({ row, key: toKey(row.ticket, field) }))
    .toSorted((a, b) => compareKeys(a.key, b.key, direction))
    .map(({ row }) => row);
}

/** True when `key` is not beyond `stop`. */
export function isUpTo(key: TicketKey, stop: TicketKey, order: TicketOrder): boolean {
  return compareKeys(key, stop, order.direction) <= 0;
}

function countKnown(rows: readonly TicketRow[], frontier: Frontier, order: TicketOrder): number {
  const stop = frontier.key();
  return stop ? rows.filter(({ ticket }) => isUpTo(toKey(ticket, order.field), stop, order)).length : 0;
}

function toListExpand({ plan, expand }: ScanRequest): Expand {
  const carries = plan.backend.provider.capabilities.carries;
  return {
    user: expand.user && carries.includes('user'),
    messages: (expand.messages || needsMessages(plan.remaining)) && carries.includes('messages'),
  };
}

async function accept(rows: readonly TicketRow[], request: ScanRequest, call: Call): Promise<readonly TicketRow[]> {
  const { plan, viewer, after, order } = request;
  const [withMessages, without] = split(plan.remaining);
  const candidates = rows.filter(
    ({ ticket }) =>
      canSeeTicket(viewer, ticket.owner) &&
      (after === null || !isUpTo(toKey(ticket, order.field), after, order)) &&
      matches(without, { ticket, provider: plan.backend.provider.kind, messages: null }),
  );
  if (withMessages.length === 0) return candidates;
  const complete = await loadMessagesInto(candidates, plan.backend, call);
  return complete.filter(({ ticket, messages }) =>
    matches(withMessages, { ticket, provider: plan.backend.provider.kind, messages }),
  );
}

/** The conditions that need messages, and the cheaper ones that go first. */
function split(filter: TicketFilter): [TicketFilter, TicketFilter] {
  return [filter.filter(isNeedy), filter.filter((condition) => !isNeedy(condition))];
}

function isNeedy(condition: Condition): boolean {
  return needsMessages([condition]);
}
