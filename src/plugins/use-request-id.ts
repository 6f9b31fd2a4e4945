import type { Plugin } from 'graphql-yoga';
import { REQUEST_ID_HEADER, toRequestId } from '../http/request-id.js';
import type { ServerContext } from './server-context.js';

/** Names each request. The answer repeats the name, and so does every error. */
export function useRequestId(): Plugin<object, ServerContext> {
  return {
    onRequest({ request, serverContext }) {
      serverContext.requestId = toRequestId(request.headers.get(REQUEST_ID_HEADER));
    },
    onResponse({ response, serverContext }) {
      response.headers.set(REQUEST_ID_HEADER, serverContext.requestId);
    },
  };
}
