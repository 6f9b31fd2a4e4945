import type { GatewayPlugin } from '../gateway-plugin.js';
import { outcomeOf } from './use-operation.js';

/** Ends the span of each operation with what came of it. */
export function useTracing(): GatewayPlugin {
  return {
    onResponse({ response: { status }, serverContext: { span, operation } }) {
      span?.end({ name: operation.name, type: operation.type, outcome: outcomeOf(operation, status), status });
    },
  };
}
