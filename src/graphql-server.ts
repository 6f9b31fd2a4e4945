import type { RequestListener } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { TokenVerifier } from './auth/token-verifier.js';
import type { Config } from './config.js';
import { withDirectPosts } from './direct-posts/direct-posts.js';
import type { Federation } from './federation/federation.js';
import { createFrontDoor } from './plugins/front-door.js';
import { createReadingCharge } from './plugins/cost/charge-reading.js';
import { createPointBuckets } from './operation/cost/point-buckets.js';
import { toPublicError } from './plugins/errors/public-error.js';
import { useAuthentication } from './plugins/use-authentication.js';
import { useEndpoints } from './plugins/use-endpoints.js';
import { useMetrics } from './plugins/operation/use-metrics.js';
import { useOperation } from './plugins/operation/use-operation.js';
import { usePublicErrors } from './plugins/errors/use-public-errors.js';
import { useRequestId } from './plugins/use-request-id.js';
import { useRequestsPerCaller } from './plugins/cost/use-requests-per-caller.js';
import { useRequestLog } from './plugins/operation/use-request-log.js';
import { createRequestRunner } from './plugins/operation/run-request.js';
import { useRequestRunner } from './plugins/operation/use-request-runner.js';
import { useTracing } from './plugins/operation/use-tracing.js';
import { withoutThrowing } from './plugins/errors/without-throwing.js';
import { createOperationRunner } from './operation/run-operation.js';
import { createStarts } from './operation/starts.js';
import { printSchema } from './schema/print.js';
import type { GatewayPlugin } from './plugins/gateway-plugin.js';
import type { ServerContext } from './plugins/server-context.js';
import type { Context } from './schema/context.js';
import type { Metrics } from './telemetry/metrics.js';
import type { MetricsPage } from './telemetry/metrics-page.js';

const GRAPHQL_PATH = '/graphql';

/** What GraphiQL shows at first. */
export interface GraphiqlContent {
  readonly tabs: readonly { readonly query: string }[];
  /** JSON text for the editor of headers. */
  readonly headers?: string;
}

export interface GraphqlServerParts {
  readonly schema: GraphQLSchema;
  readonly federation: Federation;
  readonly verifier: TokenVerifier;
  readonly log: Logger;
  readonly config: Pick<Config, 'server' | 'http' | 'limits'>;
  readonly graphiql: GraphiqlContent | undefined;
  readonly metrics: Metrics | null;
  /** Null when it is not served on this port. */
  readonly metricsPage: MetricsPage | null;
  /** Null when requests may come. */
  readonly whyNotReady: () => Promise<string | null>;
  /** Milliseconds of any clock that never goes back. */
  readonly ticks: () => number;
}

export interface GraphqlServer {
  /** For requests of the Fetch standard. */
  readonly yoga: YogaServerInstance<ServerContext, Context>;
  /** The same for `node:http`. */
  readonly handle: RequestListener;
  /** How long the operation that is first in line has waited, in milliseconds; 0 where none waits. */
  longestWaitMs(): number;
  /** Ends the time of all requests under way or in line, and of later ones: they are answered at once with what there is. */
  expire(): void;
}

/** GraphQL over HTTP with everything that stands before it, and the endpoints beside it. */
export function createGraphqlServer(parts: GraphqlServerParts): GraphqlServer {
  const { schema, whyNotReady, federation, verifier, log, config, graphiql, metrics, metricsPage, ticks } = parts;
  const { server, http, limits } = config;
  const buckets = createPointBuckets({ ...limits, now: ticks });
  const starts = createStarts({ ...limits, onWaited: (waitedMs) => metrics?.waited(waitedMs) });
  const run = createRequestRunner(
    createOperationRunner({ schema, federation, limits: { ...limits, ...http, ...server }, buckets, starts }),
  );
  const plugins: readonly GatewayPlugin[] = [
    useRequestId(),
    usePublicErrors(log, http),
    // Tells of a request what the answer says, so errors have their public code before.
    useOperation(),
    useTracing(),
    useRequestLog(log),
    ...(metrics ? [useMetrics(metrics, GRAPHQL_PATH)] : []),
    useEndpoints({
      graphqlPath: GRAPHQL_PATH,
      sdl: server.schemaFile ? printSchema() : null,
      whyNotReady,
      metricsPage,
    }),
    ...createFrontDoor({
      ...server,
      ...http,
      inputValues: limits.inputValues,
      graphqlPath: GRAPHQL_PATH,
      graphiql: server.graphiql ? toGraphiqlOptions(graphiql ?? { tabs: [] }) : null,
      charge: createReadingCharge(buckets),
    }),
    useAuthentication({ verifier, graphqlPath: GRAPHQL_PATH }),
    useRequestsPerCaller({ ...limits, graphqlPath: GRAPHQL_PATH }),
    useRequestRunner(run),
  ].map((plugin) => withoutThrowing(plugin, log));
  const yoga = createYoga<ServerContext, Context>({
    schema,
    graphqlEndpoint: GRAPHQL_PATH,
    // No URL ends so: Yoga's own health check would answer for every path and query that does.
    healthCheckEndpoint: '\n',
    maskedErrors: { maskError: toPublicError },
    logging: false,
    cors: false,
    multipart: false,
    landingPage: false,
    // Ours, before anything of these is looked at: see createFrontDoor.
    graphiql: false,
    maxRequestBodySize: false,
    plugins: [...plugins],
  });
  const onError = (error: unknown, requestId?: string) =>
    log.error({ requestId, err: error }, 'A request failed inside.');
  const handle = withDirectPosts(yoga, run, { graphqlPath: GRAPHQL_PATH, plugins, onError });
  return {
    yoga,
    handle,
    longestWaitMs: starts.longestWaitMs,
    expire() {
      federation.expire();
      starts.expire();
    },
  };
}

function toGraphiqlOptions({ tabs, headers = '{ "Authorization": "Bearer " }' }: GraphiqlContent) {
  return { title: 'ticket-gateway', headers, defaultTabs: tabs.map(({ query }) => ({ query, headers })) };
}
