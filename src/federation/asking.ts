import type { Viewer } from '../auth/viewer.js';
import { toVisibleFilter } from '../auth/visibility.js';
import type { Backend } from '../provider/backend.js';
import type { Cancellation } from '../provider/cancel-signal.js';
import type { Directory } from '../provider/directory.js';
import type { WriteLog } from '../provider/write-log.js';
import type { Call } from '../provider/provider.js';
import { earlier, toInstant, type Instant } from '../ticket/instant.js';
import type { TicketFields } from '../ticket/ticket.js';
import type { Basis } from './basis.js';
import type { RequestBudget } from './budget/request-budget.js';
import type { KeptAggregates } from './kept-aggregates.js';

/** Who asks, whom, and for how long: the same for everything in one request. */
export interface Asking {
  readonly backends: readonly Backend[];
  readonly viewer: Viewer;
  readonly directory: Directory;
  /** The signal of all reads, aborted by the deadline or when the caller has gone. */
  readonly openSignal: () => Cancellation;
  /** A signal for writes, aborted by the deadline alone: a write is seen through, though its caller has gone. */
  readonly openWriteSignal: () => Cancellation;
  /** Time for the request, in milliseconds. */
  readonly deadlineMs: number;
  /** What is left of it. */
  readonly timeLeftMs: () => number;
  /** What has become of earlier writes. */
  readonly openWriteLog: () => WriteLog;
  /** Statistics that backends gave a moment ago. */
  readonly keptAggregates: KeptAggregates;
  /** What the answer rests on. */
  readonly basis: Basis;
  /** Told of every backend that was, or may have been, written to. */
  readonly onWritten: (backend: string) => void;
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
  /** What the request looks at of tickets. Absent: everything. */
  readonly ticketFields?: TicketFields | undefined;
  /** What is read decides about a write, or tells what came of one. Default: false. */
  readonly asksAnew?: boolean;
}

/** Measures, and bounds, what one backend's part of an answer takes. */
export interface Meter {
  readonly call: Call;
  /** The figures so far. */
  read(): MeterReading;
}

export interface MeterReading {
  /** When the oldest answer among what was read was asked for. */
  readonly asOf: Instant;
  /** Whether an answer is among it that serves only because the backend is out of order. */
  readonly isStale: boolean;
  readonly upstreamRequests: number;
  readonly latencyMs: number;
}

export interface MeterOptions {
  readonly purpose?: Call['purpose'];
  /** An earlier answer will do, because the report says how old it is. Default: false. */
  readonly takesStale?: boolean;
  /**
   * Answers are shared with those only who see the same tickets: how soon one comes would tell that somebody else has
   * just looked for what the caller may not see. Default: false.
   */
  readonly isById?: boolean;
  /** See `Call`. Absent: every owner will do. */
  readonly mayOwn?: Call['mayOwn'];
  /** See `Call`. Absent: everything is looked at. */
  readonly ticketFields?: Call['ticketFields'];
}

export function startMeter(asking: Asking, backend: Backend, options: MeterOptions = {}): Meter {
  const { viewer, openSignal, timeLeftMs, clock, budget, onCall, asksAnew = false, basis } = asking;
  const { purpose = 'read', takesStale = false, isById = false, mayOwn, ticketFields } = options;
  if (!backend.provider.tellsBasis) basis.keepToCaller();
  const startedAt = performance.now();
  let upstreamRequests = 0;
  const askedAtMs = clock();
  let oldestShared: Instant | null = null;
  let isStale = false;
  const onUpstreamRequest = () => {
    budget.spend(backend);
    upstreamRequests += 1;
  };
  const onShared = (since: Instant) => {
    oldestShared = earlier(since, oldestShared ?? since);
  };
  const onStale = (since: Instant) => {
    onShared(since);
    isStale = true;
  };
  return {
    // All of one shape, whatever is in it: what every read looks at is found fast.
    call: {
      signal: openSignal(),
      mayOwn,
      ticketFields,
      timeLeftMs,
      purpose,
      onUpstreamRequest,
      onCall,
      basis,
      asksAnew,
      onShared: asksAnew ? undefined : onShared,
      onStale: takesStale ? onStale : undefined,
      takesKept: true,
      sharedAmong: isById ? toAudience(viewer) : undefined,
    },
    read() {
      const asked = toInstant(askedAtMs);
      const asOf = earlier(asked, oldestShared ?? asked);
      return { asOf, isStale, upstreamRequests, latencyMs: Math.round(performance.now() - startedAt) };
    },
  };
}

/** The same text for all who see the same tickets. */
function toAudience(viewer: Viewer): string {
  return JSON.stringify(toVisibleFilter(viewer));
}
