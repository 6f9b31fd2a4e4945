import type { ServerResponse } from 'node:http';
import type { ExecutionResult, GraphQLError } from 'graphql';
import { createBackendTimings } from '../../telemetry/backend-timings.js';
import { isOneResult, type GatewayPlugin } from '../gateway-plugin.js';
import type { Operation } from '../server-context.js';

/**
 * Notes what logs, metrics and traces tell of a request: name and type of its operation, and what came of it. It comes
 * after whatever gives errors their public code.
 */
export function useOperation(): GatewayPlugin {
  return {
    onRequest({ url, serverContext }) {
      serverContext.path = url.pathname;
      serverContext.operation = {
        startedAt: performance.now(),
        name: null,
        type: null,
        outcome: null,
        isShared: false,
      };
      serverContext.timings = createBackendTimings();
      serverContext.span = null;
    },
    onResultProcess({ result, serverContext }) {
      if (isOneResult(result)) serverContext.operation.outcome = toOutcome(result);
    },
    onResponse({ serverContext }) {
      if (hasLeft(serverContext)) serverContext.operation.outcome = 'CLIENT_GONE';
    },
  };
}

/** The outcome of the whole request, for whoever tells of it: `HTTP_` and the status where GraphQL had no part. */
export function outcomeOf({ outcome }: Operation, status: number): string {
  return outcome ?? `HTTP_${status}`;
}

/** Through a socket, what Node has of the answer is there as well. */
function hasLeft(serverContext: object): boolean {
  const { res } = serverContext as { readonly res?: ServerResponse };
  return res !== undefined && res.destroyed && !res.writableFinished;
}

function toOutcome({ errors }: ExecutionResult): string {
  const code = (errors as readonly GraphQLError[] | undefined)?.[0]?.extensions['code'];
  if (errors === undefined) return 'OK';
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
}
