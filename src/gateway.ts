import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Logger } from 'pino';
import { KeyServerError } from './auth/key-server.js';
import { createTokenVerifier, type TokenVerifier } from './auth/token-verifier.js';
import type { BackendConfig, Config } from './config.js';
import { createFederation, type Federation } from './federation/federation.js';
import { createDocumentCaches } from './plugins/document-caches.js';
import { toPublicError } from './plugins/public-error.js';
import type { ServerContext } from './plugins/server-context.js';
import { useAuthentication } from './plugins/use-authentication.js';
import { useDocumentLimits } from './plugins/use-document-limits.js';
import { useEndpoints } from './plugins/use-endpoints.js';
import { usePublicErrors } from './plugins/use-public-errors.js';
import { useRequestId } from './plugins/use-request-id.js';
import { useRequestLog } from './plugins/use-request-log.js';
import type { Backend } from './provider/backend.js';
import type { Directory } from './provider/directory.js';
import { withFailureLog } from './provider/with-failure-log.js';
import type { Context } from './schema/context.js';
import { printSchema } from './schema/print.js';
import { createSchema } from './schema/schema.js';
import { toProviderDirectory } from './store/provider-directory.js';
import { toProviderWriteLog } from './store/provider-write-log.js';
import { createStore, type Store } from './store/store.js';

export { providerDefinitions } from './providers/index.js';

const GRAPHQL_PATH = '/graphql';
const CURSOR_SECRET_BYTES = 32;

export interface GatewayOptions {
  readonly config: Config;
  readonly log: Logger;
  /** What GraphiQL shows at first; it is served when the configuration says so. */
  readonly graphiql?: GraphiqlContent;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly clock?: () => number;
}

export interface GraphiqlContent {
  readonly tabs: readonly { readonly query: string }[];
  /** JSON text for the editor of headers. */
  readonly headers?: string;
}

/** The gateway without a port: hand `yoga` to an HTTP server, or ask `yoga.fetch`. */
export interface Gateway {
  readonly yoga: YogaServerInstance<ServerContext, Context>;
  readonly store: Store;
  readonly backends: readonly Backend[];
  readonly verifier: TokenVerifier;
  /** Ends connections to backends and closes the store. Requests under way fail: stop listening first. */
  close(): Promise<void>;
}

/** Puts everything together. @throws StoreError when the store cannot be opened */
export async function createGateway({ config, log, graphiql, clock = Date.now }: GatewayOptions): Promise<Gateway> {
  const store = await createStore({ ...config.store, clock });
  const directory = toProviderDirectory(store.directory);
  const backends = config.backends.map((backend) => createBackend(backend, { store, directory, log }));
  const cursorSecret = await store.getOrCreateSecret('cursor', CURSOR_SECRET_BYTES);
  const federation = createFederation({
    backends,
    directory,
    writeLog: toProviderWriteLog(store.writeLog),
    cursorSecret,
    ...config.limits,
    clock,
  });
  const verifier = createTokenVerifier({
    ...config.auth,
    now: clock,
    onKeyFailure: (error) => logKeyFailure(error, log),
  });
  const shown = config.server.graphiql ? (graphiql ?? { tabs: [] }) : null;
  return {
    yoga: createServer({ federation, verifier, store, log, limits: config.limits, graphiql: shown }),
    store,
    backends,
    verifier,
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

interface BackendParts {
  readonly store: Store;
  readonly directory: Directory;
  readonly log: Logger;
}

function createBackend({ key, displayName, definition, options }: BackendConfig, parts: BackendParts): Backend {
  const context = { key, ...parts };
  const provider = withFailureLog(
    definition.create(options, context),
    (operation, { code, message, requestId, cause }) => {
      const causeCode = codeOf(cause);
      parts.log.warn({ backend: key, operation, code, upstreamRequestId: requestId ?? undefined, causeCode }, message);
    },
  );
  return {
    key,
    displayName,
    organizationId: definition.organizationOf?.(options) ?? null,
    owners: definition.ownersOf?.(options) ?? null,
    provider,
  };
}

/** The words of a cause may be the upstream's; its code is not. */
function codeOf(cause: unknown): unknown {
  const { code } = Object(cause) as { readonly code?: unknown };
  return code;
}

interface ServerParts {
  readonly federation: Federation;
  readonly verifier: TokenVerifier;
  readonly store: Store;
  readonly log: Logger;
  readonly limits: Config['limits'];
  readonly graphiql: GraphiqlContent | null;
}

function createServer({ federation, verifier, store, log, limits, graphiql }: ServerParts) {
  return createYoga<ServerContext, Context>({
    schema: createSchema(),
    graphqlEndpoint: GRAPHQL_PATH,
    // Yoga's own health check would answer elsewhere besides.
    healthCheckEndpoint: '/livez',
    context: ({ request, requestId, viewer }) => ({
      requestId,
      viewer,
      session: federation.openSession(viewer, request.signal),
      cursors: federation.cursors,
    }),
    graphiql: graphiql !== null && toGraphiqlOptions(graphiql),
    // Nine megabytes of page: read when the first person asks for it.
    renderGraphiQL: async (options) => (await import('@graphql-yoga/render-graphiql')).renderGraphiQL(options),
    maskedErrors: { maskError: toPublicError },
    logging: false,
    cors: false,
    multipart: false,
    landingPage: false,
    parserAndValidationCache: createDocumentCaches(),
    plugins: [
      useRequestId(),
      useRequestLog(log),
      useEndpoints({ graphqlPath: GRAPHQL_PATH, sdl: printSchema(), whyNotReady: () => whyNotReady(store) }),
      useAuthentication({ verifier, graphqlPath: GRAPHQL_PATH, graphiql: graphiql !== null }),
      usePublicErrors(log),
      useDocumentLimits(limits),
    ],
  });
}

function toGraphiqlOptions({ tabs, headers = '{ "Authorization": "Bearer " }' }: GraphiqlContent) {
  return { title: 'ticket-gateway', headers, defaultTabs: tabs.map(({ query }) => ({ query, headers })) };
}

async function whyNotReady(store: Store): Promise<string | null> {
  return (await store.isReady()) ? null : 'The store does not answer.';
}
