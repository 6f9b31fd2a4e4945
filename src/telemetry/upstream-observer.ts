import type { Logger } from 'pino';
import type { UpstreamObserver } from '../provider/http/observer.js';
import type { Metrics } from './metrics.js';
import { startAttemptSpan } from './tracing.js';

export interface UpstreamObserverOptions {
  /** Null when nobody counts. */
  readonly metrics: Metrics | null;
  readonly log: Logger;
  /** Whether upstreams are told of the trace. */
  readonly traceUpstreams: boolean;
}

/** Counts, traces and, at level debug, logs what goes to one backend's upstream. */
export function createUpstreamObserver(backend: string, options: UpstreamObserverOptions): UpstreamObserver {
  const { metrics, log, traceUpstreams } = options;
  return {
    begin(start) {
      const span = startAttemptSpan(backend, start, traceUpstreams);
      return {
        headers: span?.headers,
        end(end) {
          span?.end(end);
          metrics?.attempted(backend, start, end);
          if (log.isLevelEnabled('debug')) log.debug({ backend, ...start, ...end }, 'upstream request');
        },
      };
    },
  };
}
