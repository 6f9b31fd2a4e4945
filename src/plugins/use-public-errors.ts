import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { toMaskedCause, toPublicError, withExtensions } from './public-error.js';
import type { ServerContext } from './server-context.js';

/**
 * Gives every error of every answer a code from the closed list and the request's id, masks and logs the rest, and
 * answers 400 where nothing was executed, as GraphQL over HTTP asks for.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-application-graphql-response-json
 */
export function usePublicErrors(log: Logger): Plugin<object, ServerContext> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      const { requestId } = serverContext as unknown as ServerContext;
      const errors = result.errors.map((error) => toAnswered(error, result, requestId));
      for (const error of errors) {
        const cause = toMaskedCause(error);
        if (cause !== undefined) log.error({ requestId, err: cause, path: error.path }, 'A request failed inside.');
      }
      setResult({ ...result, errors } as ExecutionResult);
    },
  };
}

function toAnswered(error: GraphQLError, result: object, requestId: string): GraphQLError {
  const known = toPublicError(error);
  const wasExecuted = 'data' in result;
  const http = wasExecuted || known.extensions['http'] ? {} : { http: { spec: true, status: 400 } };
  return withExtensions(known, { requestId, ...http });
}
