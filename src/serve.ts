import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { createGateway, type Gateway, type GatewayOptions } from './gateway.js';
import { withLoadShedding } from './http/load-shedding.js';
import { listen, type Listening, type ListenOptions } from './http/server.js';
import { toRequestListener } from './telemetry/metrics-page.js';

/** Time to write the answers of requests whose own time has been ended. */
const ANSWERING_MS = 500;
/** Time for the rest, besides what the requests have left of theirs. */
const CLOSING_MS = 400;

/** What tells how we are has to be answered when we are not well. */
const EXEMPT: ReadonlySet<string> = new Set(['/livez', '/readyz', '/metrics']);

export interface Serving {
  readonly gateway: Gateway;
  /** Where clients reach it, without a slash at the end. */
  readonly url: string;
  /** Where `/metrics` has a port of its own, without a slash at the end; null when it has none. */
  readonly metricsUrl: string | null;
  /**
   * Says that it is not ready, takes no more connections after a moment, lets running requests finish, and answers with
   * what there is those that take too long; then closes the gateway. Takes no longer than `server.drainDelayMs`,
   * `server.drainMs` and a second: what is not closed by then is left behind, and logged.
   */
  stop(): Promise<void>;
}

/** Starts a gateway on the ports of its configuration. @throws ListenError, StoreError */
export async function serve(options: GatewayOptions): Promise<Serving> {
  const { config, log } = options;
  const gateway = await createGateway(options);
  const onError = (error: Error) => log.error({ err: error }, 'The server failed.');
  const told = { onError, ...toRefusalHooks(gateway, log) };
  const close = () => gateway.close();
  const metrics = await orUndo(listenForMetrics(gateway, { ...config.metrics, limits: config.http, ...told }), close);
  const here = { ...config.server, limits: config.http, ...told };
  const { corsOrigins } = config.server;
  const shedding = withLoadShedding(gateway.handle, {
    ...config.limits,
    ...told,
    exempt: EXEMPT,
    corsOrigins,
    longestWaitMs: gateway.longestWaitMs,
  });
  const listening = await orUndo(listen(shedding.handle, here), async () => {
    shedding.stop();
    await metrics?.stop(0);
    await close();
  });
  return {
    gateway,
    url: listening.url,
    metricsUrl: metrics?.url ?? null,
    async stop() {
      const { drainDelayMs, drainMs } = config.server;
      const endAt = performance.now() + drainDelayMs + drainMs + ANSWERING_MS + CLOSING_MS;
      gateway.beginDrain();
      listening.beginDrain();
      await sleep(drainDelayMs);
      const hurry = setTimeout(() => gateway.expire(), drainMs);
      await listening.stop(drainMs + ANSWERING_MS);
      clearTimeout(hurry);
      shedding.stop();
      await metrics?.stop(0);
      const isClosed = await endsWithin(endAt - performance.now(), gateway.close());
      if (!isClosed) log.error('The gateway could not be closed in time: a backend or the store is left as it was.');
    },
  };
}

/** Whatever is not let in is logged and counted. */
function toRefusalHooks({ metrics }: Gateway, log: Logger): Required<Pick<ListenOptions, 'onRefused' | 'onDropped'>> {
  return {
    onRefused({ requestId, status, detail }) {
      log.info({ requestId, status, detail }, 'A request was refused.');
      metrics?.refused(`HTTP_${status}`);
    },
    onDropped() {
      log.info('A connection was closed at once: as many are open as http.connections lets in.');
      metrics?.refused('DROPPED');
    },
  };
}

type MetricsListenOptions = Omit<ListenOptions, 'port'> & { readonly port: number | null };

async function listenForMetrics({ metricsPage }: Gateway, options: MetricsListenOptions): Promise<Listening | null> {
  const { port, onError } = options;
  if (metricsPage === null || port === null) return null;
  return listen(toRequestListener(metricsPage, onError), { ...options, port });
}

async function endsWithin(ms: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function orUndo<T>(started: Promise<T>, undo: () => Promise<void>): Promise<T> {
  try {
    return await started;
  } catch (error) {
    await undo();
    throw error;
  }
}
