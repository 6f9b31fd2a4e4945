import { getOperationAST, type DocumentNode, type ExecutionResult, type GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createBackendTimings } from '../../telemetry/backend-timings.js';
import type { Operation, ServerContext } from '../server-context.js';

const NAME = /^[A-Z_a-z]\w{0,63}$/;

/**
 * Notes what logs, metrics and traces tell of a request: name and type of its operation, and what came of it. It comes
 * after whatever gives errors their public code.
 */
export function useOperation(): Plugin<object, ServerContext> {
  return {
    onRequest({ serverContext }) {
      serverContext.operation = { startedAt: performance.now(), name: null, type: null, outcome: null };
      serverContext.timings = createBackendTimings();
    },
    onParams({ params, context }) {
      context.operation.name = toName(params.operationName);
    },
    onExecute({ args }) {
      const { operation } = args.contextValue as unknown as ServerContext;
      noteDocument(operation, args.document as DocumentNode, args.operationName ?? null);
    },
    onResultProcess({ result, serverContext }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      serverContext.operation.outcome = toOutcome(result as ExecutionResult);
    },
  };
}

/** The outcome of the whole request, for whoever tells of it: `HTTP_` and the status where GraphQL had no part. */
export function outcomeOf({ outcome }: Operation, status: number): string {
  return outcome ?? `HTTP_${status}`;
}

function noteDocument(operation: Operation, document: DocumentNode, operationName: string | null): void {
  const definition = getOperationAST(document, operationName);
  operation.type = definition?.operation ?? null;
  operation.name ??= toName(definition?.name?.value);
}

function toOutcome({ errors }: ExecutionResult): string {
  const code = (errors as readonly GraphQLError[] | undefined)?.[0]?.extensions['code'];
  if (errors === undefined) return 'OK';
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
}

function toName(name: unknown): string | null {
  return typeof name === 'string' && NAME.test(name) ? name : null;
}
