import type { Backend } from '../provider/backend.js';
import type { ProviderError } from '../provider/provider-error.js';
import { toName, type PushedDown } from '../provider/push-down.js';
import { predicatesOf, type TicketFilter } from '../ticket/filter.js';
import type { Instant } from '../ticket/instant.js';
import type { Meter } from './asking.js';
import type { TicketCount } from './count.js';
import type { BackendPlan } from './plan.js';
import type { ScanEnd } from './scan.js';

const BACKEND_OUTCOMES = ['COMPLETE', 'PARTIAL', 'STALE', 'FAILED', 'SKIPPED'] as const;
export type BackendOutcome = (typeof BACKEND_OUTCOMES)[number];

/** What one backend contributed to an answer. */
export interface BackendReport {
  readonly backend: Backend;
  readonly outcome: BackendOutcome;
  /** Why it is not COMPLETE, in our words. */
  readonly reason: string | null;
  readonly error: ProviderError | null;
  /** When the oldest answer that was used was asked for; null when there was none. */
  readonly asOf: Instant | null;
  /**
   * Requests that left for this answer; 0 when all of it was shared or stored. At most 1 is told where tickets were read that
   * the caller may not see: the number of pages would tell how many there are.
   */
  readonly upstreamRequests: number;
  readonly latencyMs: number;
  /** Predicates the upstream evaluated, e.g. `status.in`. */
  readonly pushed: readonly string[];
  /** Predicates the gateway evaluated itself. */
  readonly evaluatedHere: readonly string[];
}

export function toSkippedReport(backend: Backend): BackendReport {
  return {
    backend,
    outcome: 'SKIPPED',
    reason: 'The filter, or what this token may see, rules this backend out.',
    error: null,
    asOf: null,
    upstreamRequests: 0,
    latencyMs: 0,
    pushed: [],
    evaluatedHere: [],
  };
}

/** @param count null when no total was asked for */
export function toReport(
  plan: BackendPlan,
  filter: TicketFilter,
  { scan, count, meter }: { scan: ScanEnd; count: TicketCount | null; meter: Meter },
): BackendReport {
  const isCounted = count === null || count.precision === 'EXACT';
  const { asOf, isStale, upstreamRequests, latencyMs } = meter.read();
  const outcome = toOutcome(scan, isCounted, isStale);
  return {
    backend: plan.backend,
    outcome,
    reason: toReason(scan, isCounted, isStale),
    error: scan.error,
    asOf: outcome === 'FAILED' ? null : asOf,
    upstreamRequests: plan.readsHidden ? Math.min(upstreamRequests, 1) : upstreamRequests,
    latencyMs,
    ...toPredicateNames(plan, filter),
  };
}

function toOutcome({ end, hasRead, error }: ScanEnd, isCounted: boolean, isStale: boolean): BackendOutcome {
  switch (end) {
    case 'ENOUGH':
    case 'END':
      if (!isCounted || error) return 'PARTIAL';
      return isStale ? 'STALE' : 'COMPLETE';
    case 'PAGES':
    case 'CONVERSATIONS':
    case 'REQUESTS':
      return 'PARTIAL';
    case 'FAILED':
      return hasRead ? 'PARTIAL' : 'FAILED';
  }
}

/** Without figures: how much was read tells of tickets that the caller may not see. */
function toReason({ end, hasRead, error }: ScanEnd, isCounted: boolean, isStale: boolean): string | null {
  if (end === 'PAGES') return 'The page budget ended the scan.';
  if (end === 'CONVERSATIONS') return 'The budget of conversations ended the scan.';
  if (end === 'REQUESTS') return 'The upstream requests of this query were used up in the middle of the scan.';
  if (error && end !== 'FAILED') return 'Some tickets, or their conversations, could not be read and are left out.';
  if (error?.code === 'TIMEOUT' && hasRead) return 'The time was up in the middle of the scan.';
  if (error && hasRead) return 'The backend failed in the middle of the scan.';
  if (error?.code === 'TIMEOUT') return 'The time was up before the backend answered.';
  if (error) return 'The backend did not answer this question.';
  const stale = isStale ? 'The backend is out of order; this is what it answered earlier.' : null;
  if (isCounted) return stale;
  return ['The total could not be counted to the end.', ...(stale === null ? [] : [stale])].join(' ');
}

/** The names of the caller's own predicates: what a token may see is no part of an answer. */
function toPredicateNames({ pushed, remaining }: PushedDown, own: TicketFilter) {
  const ownNames = new Set([...predicatesOf(own)].map(toName));
  const toNames = (filter: TicketFilter) =>
    [...new Set([...predicatesOf(filter)].map(toName))].filter((name) => ownNames.has(name));
  return { pushed: toNames(pushed), evaluatedHere: toNames(remaining) };
}
