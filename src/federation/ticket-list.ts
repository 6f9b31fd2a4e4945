import type { Backend } from '../provider/backend.js';
import type { Expand, TicketRow } from '../provider/provider.js';
import { fieldsOfFilter, type TicketFilter } from '../ticket/filter.js';
import { compareKeys, fieldsOfOrder, reverseOrder, toKey, type TicketKey, type TicketOrder } from '../ticket/order.js';
import type { TicketFields } from '../ticket/ticket.js';
import { startMeter, type Asking } from './asking.js';
import { addCounts, countBackend, type TicketCount } from './count.js';
import { NOTHING } from './expand.js';
import type { BackendPlan } from './plan.js';
import { planQuestion } from './plan-question.js';
import { toReport, toSkippedReport, type BackendReport } from './report.js';
import { isUpTo, sortRows } from './row-order.js';
import { scanBackend, type Scan, type ScanEnd } from './scan.js';

export interface TicketListRequest {
  readonly filter: TicketFilter;
  readonly order: TicketOrder;
  /** Read from the beginning on, or from the end backwards; rows come in `order` either way. */
  readonly direction: 'FORWARD' | 'BACKWARD';
  /** Only rows beyond this place in the direction of reading. */
  readonly from: TicketKey | null;
  /** Rows wanted, 1 or more. */
  readonly size: number;
  readonly expand: Expand;
  /** Whether anything of the page is wanted: its rows, where it stands, how backends answered. */
  readonly page: boolean;
  /** Whether the total is wanted. */
  readonly count: boolean;
}

/** Rows over all backends, in the direction of reading. */
interface Page {
  readonly rows: readonly TicketRow[];
  /** More rows follow in the direction of reading. */
  readonly hasMore: boolean;
  /**
   * Where the next page in the direction of reading starts: the last row's place or, when a backend's scan
   * ended this page early, the place up to which every row is known. Null when there is nothing to go on from.
   */
  readonly next: TicketKey | null;
}

/** Of a page that was not wanted. */
const NOTHING_READ: ScanEnd = { hasRead: false, end: 'END', error: null };

/** One page over all backends, in the order asked for. */
export interface TicketList extends Page {
  /** Null unless asked for. */
  readonly total: TicketCount | null;
  readonly reports: readonly BackendReport[];
}

interface Part {
  readonly scan: Scan | null;
  readonly count: TicketCount | null;
  readonly report: BackendReport;
}

/** Asks every backend at once and merges what passes into one ordered page. */
export async function listTickets(request: TicketListRequest, asking: Asking): Promise<TicketList> {
  const order = request.direction === 'FORWARD' ? request.order : reverseOrder(request.order);
  const parts = await Promise.all(asking.backends.map((backend) => readPart(backend, request, order, asking)));
  const page = mergeScans(
    parts.map(({ scan }) => scan).filter((scan) => scan !== null),
    order,
    request.size,
  );
  const { hasMore, next } = page;
  return {
    hasMore,
    next,
    rows: request.direction === 'FORWARD' ? page.rows : page.rows.toReversed(),
    total: request.count ? addCounts(parts.map(({ count }) => count).filter((count) => count !== null)) : null,
    reports: parts.map(({ report }) => report),
  };
}

async function readPart(
  backend: Backend,
  request: TicketListRequest,
  order: TicketOrder,
  asking: Asking,
): Promise<Part> {
  const plan = await planQuestion(backend, request.filter, asking);
  if (!plan) return { scan: null, count: null, report: toSkippedReport(backend) };
  const ticketFields = asking.ticketFields && withFieldsOf(plan, order, asking.ticketFields);
  const meter = startMeter(asking, backend, { takesStale: true, ticketFields });
  const { viewer, pagesPerScan: pageBudget, conversationsPerScan: conversationBudget } = asking;
  const bounds = { pageBudget, conversationBudget };
  const { from: after, size, expand } = request;
  const [scan, count] = await Promise.all([
    request.page ? scanBackend({ plan, viewer, order, after, limit: size + 1, expand, ...bounds }, meter.call) : null,
    request.count ? countBackend({ plan, viewer, order, expand: NOTHING, ...bounds }, meter.call) : null,
  ]);
  const report = toReport(plan, request.filter, { scan: scan ?? NOTHING_READ, count, meter });
  // Somebody else may have more time, or better luck.
  if (report.outcome !== 'COMPLETE') asking.basis.keepToCaller();
  return { scan, count, report };
}

/** What is looked at to judge a row, and to order it, is looked at too. */
function withFieldsOf({ filter }: BackendPlan, order: TicketOrder, fields: TicketFields): TicketFields {
  return new Set([...fields, ...fieldsOfFilter(filter), ...fieldsOfOrder(order)]);
}

/**
 * Merges ordered scans. Where a scan ended early, rows beyond what is known of that backend wait for the next page, so
 * that none is passed over.
 */
function mergeScans(scans: readonly Scan[], order: TicketOrder, size: number): Page {
  const stop = nearest(scans, order);
  const merged = sortRows(
    scans.flatMap(({ rows }) => rows),
    order,
  );
  const known = stop ? merged.filter(({ ticket }) => isUpTo(toKey(ticket, order.field), stop, order)) : merged;
  const rows = known.slice(0, size);
  const last = rows.at(-1);
  const lastKey = last ? toKey(last.ticket, order.field) : null;
  const endsEarly = stop !== null && known.length <= size;
  return { rows, hasMore: known.length > size || stop !== null, next: endsEarly ? stop : lastKey };
}

function nearest(scans: readonly Scan[], { direction }: TicketOrder): TicketKey | null {
  const frontiers = scans.map(({ frontier }) => frontier).filter((frontier) => frontier !== null);
  return frontiers.toSorted((a, b) => compareKeys(a, b, direction))[0] ?? null;
}
