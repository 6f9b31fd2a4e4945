import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { ServerContext } from './server-context.js';

interface Timed {
  startedAt?: number;
  operationName?: string | null;
}

/** Logs each request once: id, method, path, operation name, status and time. Never a variable or a header. */
export function useRequestLog(log: Logger): Plugin<object, ServerContext & Timed> {
  return {
    onRequest({ serverContext }) {
      serverContext.startedAt = performance.now();
    },
    onParams({ params, context }) {
      (context as Timed).operationName = params.operationName ?? null;
    },
    onResponse({ request, response, serverContext: { requestId, operationName, startedAt } }) {
      const { pathname } = new URL(request.url, 'http://localhost');
      const durationMs = Math.round(performance.now() - (startedAt ?? performance.now()));
      const { status } = response;
      log.info({ requestId, method: request.method, path: pathname, operationName, status, durationMs }, 'request');
    },
  };
}
