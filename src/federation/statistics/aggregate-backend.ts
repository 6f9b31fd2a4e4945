import { toVisibleFilter } from '../../auth/visibility.js';
import type { Aggregate, AggregateRequest } from '../../provider/aggregate.js';
import type { Backend } from '../../provider/backend.js';
import type { Call, Provider } from '../../provider/provider.js';
import { isCountable } from '../../provider/push-down.js';
import { withoutShared } from '../../provider/without-shared.js';
import { toCanonicalJson } from '../../ticket/canonical-json.js';
import { earlier, toInstant, type Instant } from '../../ticket/instant.js';
import type { TicketOrder } from '../../ticket/order.js';
import { startMeter, type Asking, type Meter } from '../asking.js';
import { NOTHING } from '../expand.js';
import type { FlownAggregate, KeptAnswers } from '../kept-aggregates.js';
import type { BackendPlan } from '../plan.js';
import { planQuestion } from '../plan-question.js';
import { toReport, toSkippedReport, type BackendReport } from '../report.js';
import { scanBackend, type ScanEnd } from '../scan.js';
import { toProviderError } from '../to-provider-error.js';
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
  /** How the backend was asked. */
  readonly plan: BackendPlan;
  /** When it was asked. */
  readonly asOf: Instant;
}

/** One question to one backend, and all that answering it takes. */
interface Questioning {
  readonly plan: BackendPlan;
  readonly request: AggregateRequest;
  readonly asking: Asking;
  readonly call: Call;
  readonly answers: KeptAnswers;
  /** Whose tickets are counted is a part of it; mostly, the filter says it already. */
  readonly question: string;
  /** What was read so far. */
  readonly readMeter: Meter['read'];
}

const WHOLE: ScanEnd = { end: 'END', hasRead: true, error: null };

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
  const plan = await planQuestion(backend, request.filter, asking);
  if (!plan) return { backend, aggregate: null, report: toSkippedReport(backend) };
  const meter = startMeter(asking, backend, { purpose: 'statistics', takesStale: true });
  const answers = asking.keptAggregates.of(backend.key);
  const { measures, timeZones } = request;
  const whose = toVisibleFilter(asking.viewer);
  const question = toCanonicalJson([whose, plan.filter, measures.toSorted(), timeZones.toSorted()]);
  const reading = await read({ plan, request, asking, call: meter.call, answers, question, readMeter: meter.read });
  const report = toReport(reading.plan, request.filter, { scan: reading.scan, count: null, meter });
  const asOf = report.asOf && earlier(report.asOf, reading.asOf);
  return { backend, aggregate: reading.aggregate, report: { ...report, reason: withCount(report, reading), asOf } };
}

/**
 * What is kept, else what the backend computes, else what its tickets give. A failure is not kept, nor what one caller's
 * requests did not reach; what the budget of pages or conversations left out, or is nonsense, would be left out again.
 */
async function read(questioning: Questioning): Promise<Reading> {
  const { plan, request, answers, question } = questioning;
  const aggregate = findAggregate(plan, request);
  const ownPlan = { ...plan, pushed: plan.filter, remaining: [], readsHidden: false };
  const known = answers.get(question);
  if (known) return { ...known, plan: known.isItsOwn ? ownPlan : plan };
  const own = aggregate && (await readOwn(aggregate, { ...questioning, plan: ownPlan }));
  const reading = own ?? (await readTickets(questioning));
  const { aggregate: figures, scan } = reading;
  const isItsOwn = reading === own;
  const { isStale, asOf } = questioning.readMeter();
  if (figures && isLasting(scan) && !isStale)
    answers.set(question, { aggregate: figures, scan, isItsOwn, asOf: earlier(asOf, reading.asOf) });
  return reading;
}

function isLasting({ end, error }: ScanEnd): boolean {
  if (end === 'FAILED' || end === 'REQUESTS') return false;
  return error === null || error.code === 'BAD_RESPONSE';
}

/** The backend's own statistics, where it evaluates the whole filter and measures all that is asked. */
function findAggregate({ backend, filter }: BackendPlan, { measures }: AggregateRequest): Provider['aggregate'] | null {
  const { aggregate, capabilities } = backend.provider;
  if (!aggregate || !isCountable(filter, capabilities)) return null;
  return measures.every((measure) => capabilities.measures?.includes(measure)) ? aggregate : null;
}

/** Null where the backend found that it cannot tell. */
async function readOwn(
  aggregate: NonNullable<Provider['aggregate']>,
  { plan, request, asking, call: sharing, answers, question }: Questioning,
): Promise<Reading | null> {
  // The figures of one answer are to add up, so they are of one time.
  const call = withoutShared(sharing);
  const asOf = toInstant(asking.clock());
  try {
    const whole = { ...request, filter: plan.filter };
    const answer = await answers.flights.join(question, call, ({ cancellation: signal, timeLeftMs }) =>
      askForAll((flown) => aggregate(whole, flown), { ...call, signal, timeLeftMs }, asOf),
    );
    // Each who shares it has a report of their own.
    if (answer?.staleSince) call.onStale?.(answer.staleSince);
    return answer && { ...answer, plan };
  } catch (error) {
    const failure = toProviderError(error, plan.backend);
    return { aggregate: null, plan, asOf, scan: { end: 'FAILED', hasRead: false, error: failure } };
  }
}

/** Notes how old the answer is, for all who wait for it. */
async function askForAll(
  ask: (call: Call) => Promise<Aggregate | null>,
  call: Call,
  askedAt: Instant,
): Promise<FlownAggregate | null> {
  let asOf = askedAt;
  let staleSince: Instant | null = null;
  const onShared = (since: Instant) => {
    asOf = earlier(since, asOf);
  };
  const onStale = (since: Instant) => {
    onShared(since);
    staleSince = earlier(since, staleSince ?? since);
  };
  const aggregate = await ask({ ...call, onShared, onStale });
  return aggregate && { aggregate, scan: WHOLE, isItsOwn: true, asOf, staleSince };
}

/**
 * A scan of one's own, though others may be at the same: what one's deadline leaves half read is no answer for them. The
 * pages that several are reading are one request.
 */
async function readTickets({ plan, request, asking, call }: Questioning): Promise<Reading> {
  const { viewer, pagesPerScan: pageBudget, conversationsPerScan: conversationBudget } = asking;
  const asOf = toInstant(asking.clock());
  const limit = Number.POSITIVE_INFINITY;
  const scan = await scanBackend(
    { plan, viewer, order: USUAL_ORDER, pageBudget, conversationBudget, after: null, limit, expand: NOTHING },
    call,
  );
  const tickets = scan.rows.map(({ ticket }) => ticket);
  return { aggregate: scan.hasRead ? tally(tickets, request) : null, plan, asOf, scan };
}

/** How many were counted tells nothing about tickets that the caller may not see: they are not among them. */
function withCount({ outcome, reason }: BackendReport, { aggregate }: Reading): string | null {
  return outcome === 'PARTIAL' && aggregate ? `${reason} Tickets counted: ${aggregate.total}.` : reason;
}
