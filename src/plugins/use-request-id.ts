import type { GatewayPlugin } from './gateway-plugin.js';
import { REQUEST_ID_HEADER, toRequestId } from '../http/request-id.js';

/** Names each request. The answer repeats the name, and so does every error. */
export function useRequestId(): GatewayPlugin {
  return {
    onRequest({ request, serverContext }) {
      serverContext.requestId = toRequestId(request.headers.get(REQUEST_ID_HEADER));
    },
    onResponse({ response, serverContext }) {
      response.headers.set(REQUEST_ID_HEADER, serverContext.requestId);
    },
  };
}
