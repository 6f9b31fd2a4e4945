import type { GatewayPlugin } from '../gateway-plugin.js';
import type { Metrics } from '../../telemetry/metrics.js';
import { outcomeOf } from './use-operation.js';

/** Counts the requests to the GraphQL endpoint, refused ones too. */
export function useMetrics(metrics: Metrics, graphqlPath: string): GatewayPlugin {
  return {
    onResponse({ response: { status }, serverContext: { operation, path } }) {
      if (path !== graphqlPath) return;
      const durationMs = performance.now() - operation.startedAt;
      // A name costs nothing where nothing runs, and there is room for only so many.
      const name = operation.type === null ? null : operation.name;
      metrics.answered({
        operation: name,
        outcome: outcomeOf(operation, status),
        durationMs,
        isShared: operation.isShared,
      });
    },
  };
}
