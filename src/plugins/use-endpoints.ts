import type { Plugin } from 'graphql-yoga';
import { toProblemResponse } from './problem.js';
import type { ServerContext } from './server-context.js';

export interface EndpointsOptions {
  readonly graphqlPath: string;
  /** The schema as SDL text. */
  readonly sdl: string;
  /** What keeps us from serving, in one sentence; null when nothing does. */
  readonly whyNotReady: () => Promise<string | null>;
}

/** Serves what is not GraphQL: `/livez`, `/readyz`, `/schema.graphql`, `/` for people, and 404 for the rest. */
export function useEndpoints({ graphqlPath, sdl, whyNotReady }: EndpointsOptions): Plugin<object, ServerContext> {
  const endpoints: Record<string, (requestId: string) => Response | Promise<Response>> = {
    '/': () => new Response(null, { status: 302, headers: { location: graphqlPath } }),
    '/livez': () => toText('alive'),
    '/readyz': async (requestId) => {
      const reason = await whyNotReady();
      return reason === null ? toText('ready') : toProblemResponse(503, reason, requestId, { 'retry-after': '5' });
    },
    '/schema.graphql': () => toText(sdl),
  };
  return {
    async onRequest({ request, url, endResponse, serverContext: { requestId } }) {
      if (url.pathname === graphqlPath) return;
      const endpoint = Object.hasOwn(endpoints, url.pathname) ? endpoints[url.pathname] : undefined;
      if (!endpoint)
        return endResponse(toProblemResponse(404, `There is nothing here; try ${graphqlPath}.`, requestId));
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return endResponse(toProblemResponse(405, 'Use GET or HEAD.', requestId, { allow: 'GET, HEAD' }));
      }
      return endResponse(await endpoint(requestId));
    },
  };
}

function toText(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
