import type { Logger } from 'pino';
import type { ProviderError } from '../provider/provider-error.js';
import type { WatchCall } from '../provider/watched.js';
import type { Metrics } from './metrics.js';

export interface WatchCallsOptions {
  /** Null when nobody counts. */
  readonly metrics: Metrics | null;
  readonly log: Logger;
}

/** Counts the calls of one backend, tells the request that they belong to, and logs those that fail. */
export function watchCalls(backend: string, { metrics, log }: WatchCallsOptions): WatchCall {
  return (begun) => {
    const tellRequest = begun.call.onCall?.(backend);
    return (end) => {
      tellRequest?.(end.outcome);
      metrics?.called(backend, begun, end);
      if (end.error) logFailure(log, backend, begun.operation, end.error);
    };
  };
}

function logFailure(log: Logger, backend: string, operation: string, error: ProviderError): void {
  const { code, message, requestId, cause } = error;
  // The words of the cause may be the upstream's; its code is not.
  const { code: causeCode } = Object(cause) as { readonly code?: unknown };
  log.warn({ backend, operation, code, upstreamRequestId: requestId ?? undefined, causeCode }, message);
}
