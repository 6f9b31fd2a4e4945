import type { ServerResponse } from 'node:http';
import type { GatewayPlugin } from '../gateway-plugin.js';
import { toRefusalResponse, type Refusal } from '../request/refusal.js';
import type { ServerContext } from '../server-context.js';
import { toCaller } from '../../operation/cost/rate-limited.js';

export interface RequestsPerCallerOptions {
  /** Requests of one caller that may be under way at once. */
  readonly requestsPerCaller: number;
  readonly graphqlPath: string;
}

/**
 * Lets no caller take every place, by many requests, or by bodies that do not come and answers that are not read. It
 * comes after whatever tells who the caller is. Requests without a socket have no client that could be slow: they pass.
 */
export function useRequestsPerCaller(options: RequestsPerCallerOptions): GatewayPlugin {
  const { requestsPerCaller, graphqlPath } = options;
  const underWay = new Map<string, number>();

  function leave(caller: string): void {
    const others = (underWay.get(caller) ?? 1) - 1;
    if (others === 0) underWay.delete(caller);
    else underWay.set(caller, others);
  }

  return {
    onRequest({ url, endResponse, serverContext }) {
      const { res, viewer, requestId } = serverContext as ServerContext & { readonly res?: ServerResponse };
      // Of an answer that nobody waits for any more, no event would tell the end.
      if (url.pathname !== graphqlPath || !res || res.destroyed) return;
      const caller = toCaller(viewer);
      const others = underWay.get(caller) ?? 0;
      if (others >= requestsPerCaller) return endResponse(toRefusalResponse(toRefusal(others), requestId));
      underWay.set(caller, others + 1);
      res.once('close', () => leave(caller));
    },
  };
}

function toRefusal(others: number): Refusal {
  const message = `This caller has ${others} requests under way, which is as many as may be: wait for one of them.`;
  return { status: 429, code: 'RATE_LIMITED', message, headers: { 'retry-after': '1' } };
}
