import { toTicketFilter } from '../../auth/visibility.js';
import type { Aggregate, AggregateRequest } from '../../provider/aggregate.js';
import type { Backend } from '../../provider/backend.js';
import type { Call } from '../../provider/provider.js';
import { isCountable } from '../../provider/push-down.js';
import { toCanonicalJson } from '../../ticket/canonical-json.js';
import type { Instant } from '../../ticket/instant.js';
import type { TicketOrder } from '../../ticket/order.js';
import { startMeter, type Asking } from '../asking.js';
import { NOTHING } from '../expand.js';
import { planBackend, type BackendPlan } from '../plan.js';
import { toReport, toSkippedReport, type BackendReport } from '../report.js';
import { scanBackend, type ScanEnd } from '../scan.js';
import { toProviderError } from '../to-provider-error.js';
import type { KeptAnswers } from '../kept-aggregates.js';
import { tally } from './tally.js';

/** One backend's part of the statistics. */
export interface StatisticsPart {
  readonly backend: Backend;
  /** Null when it was not asked, or did not answer at all. */
  readonly aggregate: Aggregate | null;
  readonly report: BackendReport;
}

/** How an aggregate was come by. */
interface Reading {
  readonly aggregate: Aggregate | null;
  readonly scan: ScanEnd;
  /** When it was true, where that is not now. */
  readonly asOf?: Instant;
}

const WHOLE: ScanEnd = { end: 'END', pages: 1, error: null };

/** The order of lists that ask for none: a page that both are reading is then one request. */
const USUAL_ORDER: TicketOrder = { field: 'CREATED_AT', direction: 'DESC' };

/**
 * Measures one backend's tickets: by its own means where they cover all that is asked, else by reading them all. Never
 * half by the one and half by the other: they could differ, and the figures of one answer are to add up.
 */
export async function aggregateBackend(
  backend: Backend,
  request: AggregateRequest,
  asking: Asking,
): Promise<StatisticsPart> {
  const plan = planBackend(backend, asking.viewer, request.filter);
  if (!plan) return { backend, aggregate: null, report: toSkippedReport(backend) };
  const own = aggregatesItself(plan, request) ? toOwnPlan(plan) : null;
  const meter = startMeter(asking);
  const { aggregate, scan, asOf } = await readKept(plan, request, asking, (answers, question) =>
    own ? readOwn(own, request, answers, question, meter.call) : readTickets(plan, request, asking, meter.call),
  );
  const report = toReport(own ?? plan, request.filter, { scan, count: null, meter });
  return { backend, aggregate, report: { ...report, reason: toReason(report, aggregate), asOf: asOf ?? report.asOf } };
}

function aggregatesItself({ backend, filter }: BackendPlan, { measures }: AggregateRequest): boolean {
  const { aggregate, capabilities } = backend.provider;
  if (!aggregate || !isCountable(filter, capabilities)) return false;
  return measures.every((measure) => capabilities.measures?.includes(measure));
}

/** All of the question goes upstream. */
function toOwnPlan(plan: BackendPlan): BackendPlan {
  return { ...plan, pushed: plan.filter, remaining: [], readsHidden: false };
}

async function readKept(
  plan: BackendPlan,
  { measures, timeZones }: AggregateRequest,
  { viewer, keptAggregates }: Asking,
  read: (answers: KeptAnswers, question: string) => Promise<Reading>,
): Promise<Reading> {
  const answers = keptAggregates.of(plan.backend.key);
  // Whose tickets are counted is a part of the question; mostly, the filter says it already.
  const whose = toTicketFilter(viewer);
  const question = toCanonicalJson([whose, plan.filter, measures.toSorted(), timeZones.toSorted()]);
  const known = answers.get(question);
  if (known) return { ...known, scan: WHOLE };
  const reading = await read(answers, question);
  if (reading.aggregate && reading.scan.end === 'END') answers.set(question, reading.aggregate);
  return reading;
}

async function readOwn(
  { backend, filter }: BackendPlan,
  request: AggregateRequest,
  { flights }: KeptAnswers,
  question: string,
  call: Call,
): Promise<Reading> {
  const { provider } = backend;
  try {
    const aggregate = await flights.join(question, call.signal, async (signal) => {
      if (!provider.aggregate) throw new Error(`${backend.key} does not aggregate.`);
      return provider.aggregate({ ...request, filter }, { ...call, signal });
    });
    return { aggregate, scan: WHOLE };
  } catch (error) {
    return { aggregate: null, scan: { end: 'FAILED', pages: 0, error: toProviderError(error, backend) } };
  }
}

async function readTickets(
  plan: BackendPlan,
  request: AggregateRequest,
  { viewer, pagesPerScan: pageBudget }: Asking,
  call: Call,
): Promise<Reading> {
  const limit = Number.POSITIVE_INFINITY;
  const scan = await scanBackend(
    { plan, viewer, order: USUAL_ORDER, pageBudget, after: null, limit, expand: NOTHING },
    call,
  );
  const tickets = scan.rows.map(({ ticket }) => ticket);
  return { aggregate: scan.pages > 0 ? tally(tickets, request) : null, scan };
}

/** How many were counted tells nothing about tickets that the caller may not see: they are not among them. */
function toReason({ outcome, reason }: BackendReport, aggregate: Aggregate | null): string | null {
  return outcome === 'PARTIAL' && aggregate ? `${reason} Tickets counted: ${aggregate.total}.` : reason;
}
