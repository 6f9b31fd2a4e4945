import type { Plugin } from 'graphql-yoga';
import { startOperationSpan, type OperationSpan } from '../../telemetry/tracing.js';
import type { ServerContext } from '../server-context.js';
import { outcomeOf } from './use-operation.js';

interface Traced {
  span?: OperationSpan;
}

/** A span for each operation, with everything that is done for it inside. */
export function useTracing(): Plugin<object, ServerContext & Traced> {
  return {
    onParams({ request, context, paramsHandler, setParamsHandler }) {
      const span = startOperationSpan(request.headers);
      context.span = span;
      setParamsHandler((payload) => span.run(() => paramsHandler(payload)));
    },
    onResponse({ response: { status }, serverContext: { span, operation } }) {
      span?.end({ name: operation.name, type: operation.type, outcome: outcomeOf(operation, status), status });
    },
  };
}
