import type { Plugin } from 'graphql-yoga';
import type { Metrics } from '../../telemetry/metrics.js';
import type { ServerContext } from '../server-context.js';
import { outcomeOf } from './use-operation.js';

/** Counts the requests to the GraphQL endpoint, refused ones too. */
export function useMetrics(metrics: Metrics, graphqlPath: string): Plugin<object, ServerContext> {
  return {
    onResponse({ request, response: { status }, serverContext: { operation } }) {
      if (new URL(request.url, 'http://localhost').pathname !== graphqlPath) return;
      const durationMs = performance.now() - operation.startedAt;
      // A name costs nothing where nothing runs, and there is room for only so many.
      const name = operation.type === null ? null : operation.name;
      metrics.answered({ operation: name, outcome: outcomeOf(operation, status), durationMs });
    },
  };
}
