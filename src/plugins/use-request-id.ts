import type { Plugin } from 'graphql-yoga';
import { ulid } from 'ulid';
import type { ServerContext } from './server-context.js';

const HEADER = 'x-request-id';
const ACCEPTABLE = /^[\w.-]{1,128}$/;

/**
 * Names each request: by the caller's `X-Request-Id` when that is 1 to 128 letters, digits, dots, hyphens and
 * underscores, else by a new ULID. The answer repeats it, and so does every error.
 */
export function useRequestId(): Plugin<object, Partial<ServerContext>> {
  return {
    onRequest({ request, serverContext }) {
      serverContext.requestId = toRequestId(request);
    },
    onResponse({ request, response, serverContext }) {
      // Yoga answers for GraphiQL and for its health check before any plugin has seen the request.
      serverContext.requestId ??= toRequestId(request);
      response.headers.set(HEADER, serverContext.requestId);
    },
  };
}

function toRequestId({ headers }: Request): string {
  const given = headers.get(HEADER) ?? '';
  return ACCEPTABLE.test(given) ? given : ulid();
}
