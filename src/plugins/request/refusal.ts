import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../schema/errors.js';

/** Why a request for GraphQL is not run. */
export interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  /** What is wrong and what is allowed, in our own words: nothing of the request. */
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The refusal as an answer of its own, for plugins that see the request before Yoga reads it. */
export function toRefusalResponse({ status, code, message, headers }: Refusal, requestId: string): Response {
  const body = { errors: [{ message, extensions: { code, requestId } }] };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...headers, 'content-type': 'application/graphql-response+json; charset=utf-8' },
  });
}

/** The refusal as an error to throw while Yoga reads the request. */
export function toRefusalError({ status, code, message, headers }: Refusal): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, ...(headers && { headers }) } } });
}

/** A mistake in the request: HTTP 400 unless told. */
export function badRequest(message: string, status = 400, headers: Readonly<Record<string, string>> = {}): Refusal {
  return { status, code: 'BAD_USER_INPUT', message, headers };
}
