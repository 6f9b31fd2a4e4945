import { GraphQLError } from 'graphql';
import { ProviderError, type ProviderErrorCode } from '../../provider/provider-error.js';
import type { ErrorCode } from '../../schema/errors.js';

const CODES: ReadonlySet<unknown> = new Set<ErrorCode>([
  'BAD_USER_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'TIMEOUT',
  'INTERNAL_SERVER_ERROR',
]);

const CODE_OF_FAILURE: { readonly [code in ProviderErrorCode]?: ErrorCode } = {
  RATE_LIMITED: 'RATE_LIMITED',
  TIMEOUT: 'TIMEOUT',
};

const masked = new WeakMap<GraphQLError, unknown>();

/**
 * The error as a client may see it: a code from the closed list, our own words, and nothing of what failed inside.
 * Errors that GraphQL itself raises of a query and its input are the caller's; a backend's failure keeps its code; the rest is masked.
 */
export function toPublicError(error: unknown): GraphQLError {
  if (!(error instanceof GraphQLError)) return toFailure(error, undefined);
  if (CODES.has(error.extensions['code'])) return error;
  const cause = rootOf(error);
  return isOfCaller(cause, error) ? withExtensions(error, { code: 'BAD_USER_INPUT' }) : toFailure(cause, error);
}

/** Of what GraphQL finds wrong at a field, only its arguments are the caller's; the rest is what we gave it, which it quotes. */
function isOfCaller(cause: unknown, { path, message }: GraphQLError): boolean {
  return cause instanceof GraphQLError && (path === undefined || message.startsWith('Argument "'));
}

/** What was masked, for the log; undefined when nothing was. */
export function toMaskedCause(error: GraphQLError): unknown {
  return masked.get(error);
}

/** The error with something added to its extensions; what it masks stays known. */
export function withExtensions(error: GraphQLError, extensions: Record<string, unknown>): GraphQLError {
  const { message, nodes = null, source = null, positions = null, path = null } = error;
  const extended = new GraphQLError(message, {
    nodes,
    source,
    positions,
    path,
    extensions: { ...error.extensions, ...extensions },
  });
  if (masked.has(error)) masked.set(extended, masked.get(error));
  return extended;
}

function toFailure(cause: unknown, located: GraphQLError | undefined): GraphQLError {
  const place = { nodes: located?.nodes ?? null, path: located?.path ?? null };
  if (cause instanceof ProviderError) {
    const { code: backendError, retryable, message } = cause;
    const code = CODE_OF_FAILURE[backendError] ?? 'INTERNAL_SERVER_ERROR';
    return new GraphQLError(message, { ...place, extensions: { code, backendError, retryable } });
  }
  const hidden = new GraphQLError('Something went wrong here; the request id finds it in our log.', {
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  });
  masked.set(hidden, cause);
  return hidden;
}

function rootOf(error: GraphQLError): unknown {
  const { originalError } = error;
  if (originalError === undefined) return error;
  return originalError instanceof GraphQLError ? rootOf(originalError) : originalError;
}
