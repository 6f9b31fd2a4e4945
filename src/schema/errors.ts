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

/** A token without the scopes that a field asks for. */
export function forbidden(what: string, requiredScopes: readonly string[]): GraphQLError {
  const message = `${what} needs a token with ${requiredScopes.join(' and ')}.`;
  return new GraphQLError(message, { extensions: { code: 'FORBIDDEN', requiredScopes } });
}
