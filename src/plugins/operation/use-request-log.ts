import type { GatewayPlugin } from '../gateway-plugin.js';
import type { Logger } from 'pino';
import { outcomeOf } from './use-operation.js';

/** Characters of a path that are logged. */
const LONGEST_PATH = 200;

/**
 * Logs each request once: id, method, the beginning of its path, name of the operation, outcome, status, time, and what
 * each backend did for it. Never a variable, a header or a query.
 */
export function useRequestLog(log: Logger): GatewayPlugin {
  return {
    onResponse({ request, response: { status }, serverContext }) {
      if (!log.isLevelEnabled('info')) return;
      const { requestId, operation, timings } = serverContext;
      const path = serverContext.path.slice(0, LONGEST_PATH);
      const { method } = request;
      const durationMs = Math.round(performance.now() - operation.startedAt);
      const { name: operationName, isShared } = operation;
      const outcome = outcomeOf(operation, status);
      const backends = timings.read();
      log.info({ requestId, method, path, operationName, outcome, status, durationMs, isShared, backends }, 'request');
    },
  };
}
