import { GraphQLError } from 'graphql';
import { isOneResult, type GatewayPlugin } from '../gateway-plugin.js';
import type { Logger } from 'pino';
import { toBounded } from './bounded-error.js';
import { toMaskedCause, toPublicError, withExtensions } from './public-error.js';

export interface ErrorLimits {
  /** Errors told of a query that is not run. */
  readonly errors: number;
  /** Errors told of the fields of one that is. */
  readonly fieldErrors: number;
}

/**
 * Gives every error of every answer a code from the closed list and the request's id, masks and logs the rest, and
 * answers 400 where nothing was executed, as GraphQL over HTTP asks for. Of many errors the first are told.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-application-graphql-response-json
 */
export function usePublicErrors(log: Logger, limits: ErrorLimits): GatewayPlugin {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      if (!isOneResult(result) || !result.errors) return;
      const { requestId } = serverContext;
      const known = result.errors.map(toPublicError);
      for (const error of known) {
        const cause = toMaskedCause(error);
        if (cause !== undefined) log.error({ requestId, err: cause, path: error.path }, 'A request failed inside.');
      }
      const told = 'data' in result ? withoutMany(known, limits.fieldErrors) : known.slice(0, limits.errors);
      const errors = told.map((error) => toAnswered(error, result, requestId));
      setResult({ ...result, errors });
    },
  };
}

/** The first errors, and one that tells how many are left out, with the code of the first of those. */
function withoutMany(errors: readonly GraphQLError[], most: number): readonly GraphQLError[] {
  const next = errors[most];
  if (next === undefined) return errors;
  const message = `Errors left out: ${errors.length - most}.`;
  return [...errors.slice(0, most), new GraphQLError(message, { extensions: { code: next.extensions['code'] } })];
}

function toAnswered(error: GraphQLError, result: object, requestId: string): GraphQLError {
  const known = toBounded(error);
  return withExtensions(known, { requestId, ...(!('data' in result) && { http: toHttp(known) }) });
}

/** Yoga's figures, of which `spec` makes the status 200 for who takes application/json. */
function toHttp({ extensions: { code, http } }: GraphQLError): object {
  if (code === 'QUERY_TOO_COMPLEX') return { status: 400, ...Object(http), spec: false };
  return Object(http ?? (code === 'INTERNAL_SERVER_ERROR' ? { status: 500 } : { spec: true, status: 400 }));
}
