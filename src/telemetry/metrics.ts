import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { AttemptEnd, AttemptStart } from '../provider/http/observer.js';
import type { ProviderCall, ProviderCallEnd } from '../provider/watched.js';
import type { BackendStatus } from './backend-status.js';
import { createBackendGauges } from './backend-gauges.js';
import { createBoundedNames } from './bounded-names.js';
import { processMetrics } from './process-metrics.js';

/** One GraphQL request that was answered, whatever the answer. */
export interface AnsweredRequest {
  /** As the client calls it; null when it has no name or none could be read. */
  readonly operation: string | null;
  /** OK, the code of the first error, or `HTTP_` and the status where it did not come to GraphQL. */
  readonly outcome: string;
  readonly durationMs: number;
  /** Whether the answer is one that somebody else was given. */
  readonly isShared: boolean;
}

/** What is counted. Every method is cheap and never throws. */
export interface Metrics {
  answered(request: AnsweredRequest): void;
  /** How long one operation stood in line for others. */
  waited(waitedMs: number): void;
  /** One call of a provider, which may be several requests upstream or none. */
  called(backend: string, call: ProviderCall, end: ProviderCallEnd): void;
  /** One attempt to reach an upstream. */
  attempted(backend: string, start: AttemptStart, end: AttemptEnd): void;
  /** One batch of keys that are looked up together. */
  batched(loader: string, size: number): void;
  queried(outcome: 'OK' | 'FAILED', durationMs: number): void;
  /** What was not let in at all. @param outcome `HTTP_` and the status, or DROPPED for a connection */
  refused(outcome: string): void;
  /** In the text format of Prometheus. */
  print(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsOptions {
  readonly backends: () => readonly BackendStatus[];
  readonly isStoreReady: () => Promise<boolean>;
}

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const QUERY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];
const SIZES = [1, 2, 5, 10, 20, 50, 100, 200];
const PREFIX = 'ticket_gateway_';

export function createMetrics({ backends, isStoreReady }: MetricsOptions): Metrics {
  const registry = new Registry();
  // Watched from now on, not from the first time that somebody looks.
  const ofProcess = processMetrics();
  const operations = createBoundedNames();
  const { requests, requestSeconds, waits, waitedSeconds, sharedAnswers, refusals } = createRequestMetrics(registry);
  const upstream = createUpstreamMetrics(registry);
  const { batches, queries, querySeconds } = createStoreMetrics(registry, isStoreReady);
  createBackendGauges(registry, PREFIX, backends);

  return {
    answered({ operation, outcome, durationMs, isShared }) {
      const name = operations.toLabel(operation);
      requests.inc({ operation: name, outcome });
      requestSeconds.observe({ operation: name }, durationMs / 1000);
      if (isShared) sharedAnswers.inc({ operation: name });
    },
    waited(waitedMs) {
      waits.inc();
      waitedSeconds.inc(waitedMs / 1000);
    },
    called(backend, { operation, batchSize }, { outcome, durationMs }) {
      upstream.calls.inc({ backend, call: operation, outcome });
      upstream.callSeconds.observe({ backend, call: operation }, durationMs / 1000);
      if (batchSize !== null) batches.observe({ loader: operation }, batchSize);
    },
    attempted(backend, { kind, waitedMs }, { outcome, durationMs }) {
      upstream.requests.inc({ backend, kind, outcome });
      upstream.requestSeconds.observe({ backend, kind }, durationMs / 1000);
      if (waitedMs > 0) upstream.waitedSeconds.inc({ backend, kind }, waitedMs / 1000);
    },
    batched: (loader, size) => batches.observe({ loader }, size),
    queried(outcome, durationMs) {
      queries.inc({ outcome });
      querySeconds.observe(durationMs / 1000);
    },
    refused: (outcome) => refusals.inc({ outcome }),
    print: () => Registry.merge([registry, ofProcess]).metrics(),
    contentType: registry.contentType,
  };
}

function createRequestMetrics(registry: Registry) {
  const registers = [registry];
  return {
    requests: new Counter({
      name: `${PREFIX}requests_total`,
      help: 'Requests to /graphql by name of the operation and outcome: OK, an error code, CLIENT_GONE, or HTTP_ and a status.',
      labelNames: ['operation', 'outcome'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: `${PREFIX}request_duration_seconds`,
      help: 'Time from the arrival of a request to its answer.',
      labelNames: ['operation'],
      buckets: SECONDS,
      registers,
    }),
    waits: new Counter({
      name: `${PREFIX}waits_total`,
      help: 'Operations that stood in line for others before they began, because the event loop was busy.',
      registers,
    }),
    waitedSeconds: new Counter({
      name: `${PREFIX}waited_seconds_total`,
      help: 'Time that operations stood in line.',
      registers,
    }),
    sharedAnswers: new Counter({
      name: `${PREFIX}shared_answers_total`,
      help: 'Requests answered with what somebody else was given, by name of the operation.',
      labelNames: ['operation'],
      registers,
    }),
    refusals: new Counter({
      name: `${PREFIX}refused_total`,
      help: 'Requests refused before anything looked at them, by HTTP_ and the status; connections over http.connections, as DROPPED.',
      labelNames: ['outcome'],
      registers,
    }),
  };
}

function createUpstreamMetrics(registry: Registry) {
  const registers = [registry];
  return {
    calls: new Counter({
      name: `${PREFIX}backend_calls_total`,
      help: 'Calls of a backend, with requests upstream or without, by outcome: OK, STALE for answers of before, or why it failed.',
      labelNames: ['backend', 'call', 'outcome'],
      registers,
    }),
    callSeconds: new Histogram({
      name: `${PREFIX}backend_call_duration_seconds`,
      help: 'Time that calls of a backend took, waiting and repeated attempts included.',
      labelNames: ['backend', 'call'],
      buckets: SECONDS,
      registers,
    }),
    requests: new Counter({
      name: `${PREFIX}upstream_requests_total`,
      help: 'Requests that left for an upstream, each attempt by itself: OK, ABORTED by us, a FAULT of ours, or why it failed.',
      labelNames: ['backend', 'kind', 'outcome'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: `${PREFIX}upstream_request_duration_seconds`,
      help: 'Time from a request leaving to the last byte of its answer.',
      labelNames: ['backend', 'kind'],
      buckets: SECONDS,
      registers,
    }),
    waitedSeconds: new Counter({
      name: `${PREFIX}upstream_waited_seconds_total`,
      help: 'Time that requests waited here for their turn before they left.',
      labelNames: ['backend', 'kind'],
      registers,
    }),
  };
}

function createStoreMetrics(registry: Registry, isStoreReady: () => Promise<boolean>) {
  const registers = [registry];
  const ready = new Gauge({
    name: `${PREFIX}store_ready`,
    help: '1 when the store answers, else 0.',
    registers,
    async collect() {
      ready.set((await isStoreReady()) ? 1 : 0);
    },
  });
  return {
    batches: new Histogram({
      name: `${PREFIX}loader_batch_size`,
      help: 'Keys that were looked up together, by what looks them up.',
      labelNames: ['loader'],
      buckets: SIZES,
      registers,
    }),
    queries: new Counter({
      name: `${PREFIX}store_queries_total`,
      help: 'Queries of the store by outcome: OK or FAILED.',
      labelNames: ['outcome'],
      registers,
    }),
    querySeconds: new Histogram({
      name: `${PREFIX}store_query_duration_seconds`,
      help: 'Time that queries of the store took.',
      buckets: QUERY_SECONDS,
      registers,
    }),
  };
}
