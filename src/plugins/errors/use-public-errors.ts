import { GraphQLError, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { toBounded } from './bounded-error.js';
import { toMaskedCause, toPublicError, withExtensions } from './public-error.js';
import type { ServerContext } from '../server-context.js';

/**
 * Gives every error of every answer a code from the closed list and the request's id, masks and logs the rest, and
 * answers 400 where nothing was executed, as GraphQL over HTTP asks for; there it tells `most` errors at most.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-application-graphql-response-json
 */
export function usePublicErrors(log: Logger, most: number): Plugin<object, ServerContext> {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      const { requestId } = serverContext as unknown as ServerContext;
      const told = 'data' in result ? result.errors : result.errors.slice(0, most);
      const errors = told.map((error) => toAnswered(error, result, requestId));
      for (const error of errors) {
        const cause = toMaskedCause(error);
        if (cause !== undefined) log.error({ requestId, err: cause, path: error.path }, 'A request failed inside.');
      }
      setResult({ ...result, errors } as ExecutionResult);
    },
  };
}

function toAnswered(error: GraphQLError, result: object, requestId: string): GraphQLError {
  const known = toBounded(toPublicError(error));
  return withExtensions(known, { requestId, ...(!('data' in result) && { http: toHttp(known) }) });
}

/** Yoga's figures, of which `spec` makes the status 200 for who takes application/json. */
function toHttp({ extensions: { code, http } }: GraphQLError): object {
  if (code === 'QUERY_TOO_COMPLEX') return { status: 400, ...Object(http), spec: false };
  return Object(http ?? (code === 'INTERNAL_SERVER_ERROR' ? { status: 500 } : { spec: true, status: 400 }));
}
