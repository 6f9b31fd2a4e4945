import type { Plugin } from 'graphql-yoga';
import { ulid } from 'ulid';
import type { ServerContext } from './server-context.js';

const HEADER = 'x-request-id';
const ACCEPTABLE = /^[\w.-]{1,128}$/;

/**
 * Names each request: by the caller's `X-Request-Id` when that is 1 to 128 letters, digits, dots, hyphens and
 * underscores, else by a new ULID. The answer repeats it, and so does every error.
 */
export function useRequestId(): Plugin<object, ServerContext> {
  return {
    onRequest({ request, serverContext }) {
      const given = request.headers.get(HEADER) ?? '';
      serverContext.requestId = ACCEPTABLE.test(given) ? given : ulid();
    },
    onResponse({ response, serverContext }) {
      response.headers.set(HEADER, serverContext.requestId);
    },
  };
}
