import { ProviderError } from '../provider/provider-error.js';
import type { Call } from '../provider/provider.js';
import { isCountable } from '../provider/push-down.js';
import { withSignal } from '../provider/with-signal.js';
import type { BackendPlan } from './plan.js';
import { scanBackend, type ScanRequest } from './scan.js';

export const COUNT_PRECISIONS = ['EXACT', 'AT_LEAST', 'UNKNOWN'] as const;

/** How many tickets pass. UNKNOWN: nobody could say; the value is then 0. */
export interface TicketCount {
  readonly value: number;
  readonly precision: (typeof COUNT_PRECISIONS)[number];
}

/** Counts one backend: by its own count where the filter is all its own, else by reading to the end or the budget. */
export async function countBackend(request: Omit<ScanRequest, 'after' | 'limit'>, call: Call): Promise<TicketCount> {
  const own = await countItself(request.plan, call);
  if (own) return own;
  const { plan, viewer, order, expand, pageBudget, conversationBudget } = request;
  const bounds = { after: null, limit: Number.POSITIVE_INFINITY, pageBudget, conversationBudget };
  const scan = await scanBackend({ plan, viewer, order, expand, ...bounds }, call);
  if (scan.end === 'END' && !scan.error) return { value: scan.passed, precision: 'EXACT' };
  return scan.hasRead ? { value: scan.passed, precision: 'AT_LEAST' } : { value: 0, precision: 'UNKNOWN' };
}

/** Adds the backends up: exact only when each is. */
export function addCounts(counts: readonly TicketCount[]): TicketCount {
  const value = counts.reduce((sum, count) => sum + count.value, 0);
  if (counts.every(({ precision }) => precision === 'EXACT')) return { value, precision: 'EXACT' };
  return { value, precision: counts.every(({ precision }) => precision === 'UNKNOWN') ? 'UNKNOWN' : 'AT_LEAST' };
}

/** Null where the backend does not count such a filter, or finds that it cannot. */
async function countItself({ backend, filter }: BackendPlan, call: Call): Promise<TicketCount | null> {
  const { provider } = backend;
  if (!provider.aggregate || !isCountable(filter, provider.capabilities)) return null;
  try {
    const counted = provider.aggregate({ filter, measures: [], timeZones: [] }, call);
    const aggregate = await withSignal(counted, call.signal);
    return aggregate && { value: aggregate.total, precision: 'EXACT' };
  } catch (error) {
    if (error instanceof ProviderError || call.signal.aborted) return { value: 0, precision: 'UNKNOWN' };
    throw error;
  }
}
