import type { ExecutionResult } from 'graphql';
import type { Asker, Params, RunOperation } from '../../operation/run-operation.js';
import { startOperationSpan } from '../../telemetry/tracing.js';
import type { RequestHead } from '../gateway-plugin.js';
import type { ServerContext } from '../server-context.js';

const NAME = /^[A-Z_a-z]\w{0,63}$/;

/** A request whose client may go. */
export interface RunnableRequest extends RequestHead {
  readonly signal: Asker['signal'];
}

/** Runs the operation of a request inside of a span, and notes what is known of it. @throws GraphQLError */
export type RunRequest = (params: Params, request: RunnableRequest, context: ServerContext) => Promise<ExecutionResult>;

export function createRequestRunner(run: RunOperation): RunRequest {
  return (params, request, context) => {
    const { requestId, viewer, pointsPaid, timings, operation } = context;
    operation.name = toName(params.operationName);
    context.span = startOperationSpan(request.headers);
    const asker = {
      requestId,
      viewer,
      pointsPaid,
      mayWrite: request.method !== 'GET',
      signal: request.signal,
      onCall: timings.onCall,
      onOperation(type: NonNullable<typeof operation.type>, name: string | null) {
        operation.type = type;
        operation.name ??= toName(name);
      },
      onShared() {
        operation.isShared = true;
      },
    };
    return context.span.run(() => run(params, asker));
  };
}

function toName(name: string | null | undefined): string | null {
  return typeof name === 'string' && NAME.test(name) ? name : null;
}
