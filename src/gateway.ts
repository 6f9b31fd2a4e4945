import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { KeyServerError } from './auth/key-server.js';
import { createTokenVerifier, type TokenVerifier } from './auth/token-verifier.js';
import type { BackendConfig, Config } from './config.js';
import { createFederation, type StoreFailure } from './federation/federation.js';
import { createGraphqlServer, type GraphiqlContent, type GraphqlServer } from './graphql-server.js';
import type { Backend } from './provider/backend.js';
import type { Directory } from './provider/directory.js';
import { watchProvider } from './provider/watched.js';
import { createSchema } from './schema/schema.js';
import { toProviderDirectory } from './store/provider-directory.js';
import { toProviderWriteLog } from './store/provider-write-log.js';
import { createReadiness } from './store/readiness.js';
import { createStore, type Store } from './store/store.js';
import { countBatches } from './telemetry/counted-directory.js';
import { createMetrics, type Metrics, type MetricsOptions } from './telemetry/metrics.js';
import { createMetricsPage, type MetricsPage } from './telemetry/metrics-page.js';
import { createUpstreamObserver } from './telemetry/upstream-observer.js';
import { watchCalls } from './telemetry/watch-calls.js';

export type { GraphiqlContent } from './graphql-server.js';

const CURSOR_SECRET_BYTES = 32;

export interface GatewayOptions {
  readonly config: Config;
  readonly log: Logger;
  /** What GraphiQL shows at first, where the configuration has it served. */
  readonly graphiql?: GraphiqlContent;
  /** Opened, or being opened, by whoever starts the gateway; unless told, as the configuration says. The gateway closes it. */
  readonly store?: Promise<Store>;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly clock?: () => number;
  /** Milliseconds of a clock that never goes back, for the points of callers; `performance.now` unless told. */
  readonly ticks?: () => number;
}

/** The gateway without a port: hand `handle` to an HTTP server, or ask `yoga.fetch`. */
export interface Gateway extends GraphqlServer {
  readonly store: Store;
  readonly backends: readonly Backend[];
  readonly verifier: TokenVerifier;
  /** Null when nothing is counted. */
  readonly metrics: Metrics | null;
  /** What `/metrics` answers; null when nothing is counted. */
  readonly metricsPage: MetricsPage | null;
  /** From now on `/readyz` says that no more requests should come; those that come are still answered. */
  beginDrain(): void;
  /** Ends connections to backends and closes the store. Requests under way fail: stop listening first. */
  close(): Promise<void>;
}

/** Puts everything together. @throws StoreError when the store cannot be opened, or fails at once; it is closed then */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { config, clock = Date.now } = options;
  const opening = options.store ?? createStore({ ...config.store, clock });
  // Meanwhile the store opens, in a thread of its own.
  const schema = createSchema();
  const store = await opening;
  try {
    return await putTogether(options, schema, store);
  } catch (error) {
    await Promise.allSettled([store.close()]);
    throw error;
  }
}

async function putTogether(options: GatewayOptions, schema: GraphQLSchema, store: Store): Promise<Gateway> {
  const { config, log, graphiql, clock = Date.now, ticks = () => performance.now() } = options;
  const backends: Backend[] = [];
  const metrics = createMetricsOf(config, { backends, isStoreReady: () => isReady() });
  if (metrics) store.onQuery(metrics.queried);
  const isReady = createReadiness(store);
  const stored = toProviderDirectory(store.directory);
  const directory = metrics ? countBatches(stored, metrics) : stored;
  const { upstreams: traceUpstreams } = config.tracing;
  const parts = { store, directory, log, metrics, traceUpstreams };
  backends.push(...config.backends.map((backend) => createBackend(backend, parts)));
  const cursorSecret = await store.getOrCreateSecret('cursor', CURSOR_SECRET_BYTES);
  const federation = createFederation({
    backends,
    directory,
    writeLog: toProviderWriteLog(store.writeLog),
    cursorSecret,
    ...config.limits,
    changes: store.changes,
    clock,
    onStoreFailure: (failure) => logStoreFailure(failure, log),
  });
  const verifier = createTokenVerifier({
    ...config.auth,
    now: clock,
    onKeyFailure: (error) => logKeyFailure(error, log),
  });
  let isDraining = false;
  const metricsPage = metrics && createMetricsPage(metrics, config.metrics.token);
  const isMetricsHere = config.metrics.port === null;
  return {
    ...createGraphqlServer({
      schema,
      federation,
      verifier,
      log,
      config,
      graphiql,
      metrics,
      ticks,
      metricsPage: isMetricsHere ? metricsPage : null,
      whyNotReady: async () => {
        if (isDraining) return 'The gateway is shutting down.';
        return (await isReady()) ? null : 'The store does not answer.';
      },
    }),
    store,
    backends,
    verifier,
    metrics,
    metricsPage,
    beginDrain() {
      isDraining = true;
    },
    async close() {
      await Promise.all(backends.map(({ provider }) => provider.close()));
      await store.close();
    },
  };
}

function logKeyFailure(error: unknown, log: Logger): void {
  if (error instanceof KeyServerError) log.warn({ causeCode: codeOf(error.cause) }, error.message);
  else log.error({ err: error }, 'The keys of the key server cannot be used.');
}

/** As failures of backends are logged. */
function logStoreFailure({ requestId, operation, error }: StoreFailure, log: Logger): void {
  const { code, message, cause } = error;
  log.warn({ requestId: requestId ?? undefined, operation, code, causeCode: codeOf(cause) }, message);
}

interface BackendParts {
  readonly store: Store;
  readonly directory: Directory;
  readonly log: Logger;
  readonly metrics: Metrics | null;
  readonly traceUpstreams: boolean;
}

function createBackend({ key, displayName, definition, options }: BackendConfig, parts: BackendParts): Backend {
  const context = { key, ...parts, observer: createUpstreamObserver(key, parts) };
  return {
    key,
    displayName,
    organizationId: definition.organizationOf?.(options) ?? null,
    owners: definition.ownersOf?.(options) ?? null,
    provider: watchProvider(definition.create(options, context), watchCalls(key, parts)),
  };
}

/** The words of a cause may be the upstream's; its code is not. */
function codeOf(cause: unknown): unknown {
  const { code } = Object(cause) as { readonly code?: unknown };
  return code;
}

function createMetricsOf(
  { metrics }: Config,
  options: Pick<MetricsOptions, 'isStoreReady'> & { readonly backends: readonly Backend[] },
): Metrics | null {
  if (metrics.port === null && metrics.token === null) return null;
  return createMetrics({
    ...options,
    backends: () => options.backends.map(({ key, provider }) => ({ key, status: provider.status() })),
  });
}
