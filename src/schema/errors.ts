import { GraphQLError } from 'graphql';

/** The closed list of `extensions.code`. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'TIMEOUT'
  | 'INTERNAL_SERVER_ERROR';

/**
 * A mistake in the caller's input.
 * @param argument where it is, e.g. `filter.status.eq`
 * @param problem what is wrong and what is allowed, to be read after the argument's name
 */
export function badUserInput(argument: string, problem: string): GraphQLError {
  return new GraphQLError(`${argument} ${problem}.`, { extensions: { code: 'BAD_USER_INPUT', argument } });
}

export interface Excess {
  /** What there is too much of, in plural. */
  readonly what: string;
  readonly asked: number | string;
  readonly allowed: number;
  /** The setting of the limit. */
  readonly limit: string;
  /** What holds it, to begin a sentence with. Default: the query. */
  readonly where?: string | undefined;
}

/** A query that is larger, or would cost more, than is allowed. */
export function tooComplex({ what, asked, allowed, limit, where = 'The query' }: Excess): GraphQLError {
  const message = `${where} has ${asked} ${what}; at most ${allowed} are allowed.`;
  return new GraphQLError(message, { extensions: { code: 'QUERY_TOO_COMPLEX', limit, asked, allowed } });
}

/** A token without the scopes that a field asks for. */
export function forbidden(what: string, requiredScopes: readonly string[]): GraphQLError {
  const message = `${what} needs a token with ${requiredScopes.join(' and ')}.`;
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', requiredScopes } });
}
