import type { Viewer } from '../auth/viewer.js';
import type { BackendTimings } from '../telemetry/backend-timings.js';
import type { OperationSpan } from '../telemetry/tracing.js';

/** What our plugins learn of a request before it is GraphQL; Yoga merges it into the resolvers' context. */
export interface ServerContext {
  requestId: string;
  /** Of its URL, without the query. */
  path: string;
  viewer: Viewer;
  /** Points that the caller has paid for this request so far. */
  pointsPaid: number;
  /** What is known of the operation so far. */
  operation: Operation;
  /** What the backends did for this request so far. */
  timings: BackendTimings;
  /** Null where it did not come to GraphQL. */
  span: OperationSpan | null;
}

export interface Operation {
  /** `performance.now()` when the request came. */
  readonly startedAt: number;
  /** Null when it has none, or one that is no GraphQL name. */
  name: string | null;
  /** Null where it did not come to running it. */
  type: 'query' | 'mutation' | 'subscription' | null;
  /** OK, or the code of the first error, or CLIENT_GONE where nobody was left to be told; null where it did not come to GraphQL. */
  outcome: string | null;
  /** Whether the answer is one that somebody else was given. */
  isShared: boolean;
}
