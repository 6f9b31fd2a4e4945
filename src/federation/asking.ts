import type { Viewer } from '../auth/viewer.js';
import type { Backend } from '../provider/backend.js';
import type { Directory } from '../provider/directory.js';
import type { WriteLog } from '../provider/write-log.js';
import type { Call } from '../provider/provider.js';
import type { Instant } from '../ticket/instant.js';
import { toInstant } from '../ticket/instant.js';
import type { RequestBudget } from './budget/request-budget.js';
import type { KeptAggregates } from './kept-aggregates.js';

/** Who asks, whom, and for how long: the same for everything in one request. */
export interface Asking {
  readonly backends: readonly Backend[];
  readonly viewer: Viewer;
  readonly directory: Directory;
  /** Aborted by the deadline or when the caller has gone. */
  readonly signal: AbortSignal;
  /** A signal for writes, aborted by the deadline alone: a write is seen through, though its caller has gone. */
  readonly openWriteSignal: () => AbortSignal;
  /** Time for the request, in milliseconds. */
  readonly deadlineMs: number;
  /** What is left of it. */
  readonly timeLeftMs: () => number;
  /** What has become of earlier writes. */
  readonly writeLog: WriteLog;
  /** Statistics that backends gave a moment ago. */
  readonly keptAggregates: KeptAggregates;
  /** Upstream pages that one scan of one backend may read. */
  readonly pagesPerScan: number;
  /** Conversations that one scan of one backend may read to look through them. */
  readonly conversationsPerScan: number;
  /** What the request may still take upstream. */
  readonly budget: RequestBudget;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Hears of every call of a backend. Absent: nobody does. */
  readonly onCall?: Call['onCall'];
}

/** Measures, and bounds, what one backend's part of an answer takes. */
export interface Meter {
  readonly call: Call;
  /** The figures so far. */
  read(): MeterReading;
}

export interface MeterReading {
  /** Now, or when an answer was given that serves again. */
  readonly asOf: Instant;
  /** Whether such an answer is among what was read. */
  readonly isStale: boolean;
  readonly upstreamRequests: number;
  readonly latencyMs: number;
}

export interface MeterOptions {
  readonly purpose?: Call['purpose'];
  /** An earlier answer will do, because the report says how old it is. Default: false. */
  readonly takesStale?: boolean;
}

export function startMeter(asking: Asking, backend: Backend, options: MeterOptions = {}): Meter {
  const { signal, timeLeftMs, clock, budget, onCall } = asking;
  const { purpose = 'read', takesStale = false } = options;
  const startedAt = performance.now();
  let upstreamRequests = 0;
  let staleSince: Instant | null = null;
  const onUpstreamRequest = () => {
    budget.spend(backend);
    upstreamRequests += 1;
  };
  const onStale = (asOf: Instant) => {
    if (staleSince === null || asOf < staleSince) staleSince = asOf;
  };
  return {
    call: { signal, timeLeftMs, purpose, onUpstreamRequest, onCall, ...(takesStale && { onStale }) },
    read: () => ({
      asOf: staleSince ?? toInstant(clock()),
      isStale: staleSince !== null,
      upstreamRequests,
      latencyMs: Math.round(performance.now() - startedAt),
    }),
  };
}
