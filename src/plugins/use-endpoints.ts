import type { GatewayPlugin, RequestEvent } from './gateway-plugin.js';
import type { Figures, MetricsPage } from '../telemetry/metrics-page.js';
import type { Fault } from '../http/fault.js';
import { toProblemResponse } from '../http/problem.js';

export interface EndpointsOptions {
  readonly graphqlPath: string;
  /** The schema as SDL text, for everybody; null for nobody. */
  readonly sdl: string | null;
  /** What keeps us from serving, in one sentence; null when nothing does. */
  readonly whyNotReady: () => Promise<string | null>;
  /** What `/metrics` answers; null when it is not served here. */
  readonly metricsPage: MetricsPage | null;
}

/** Serves what is not GraphQL: `/livez`, `/readyz`, `/schema.graphql`, `/metrics`, `/` for people, and 404 for the rest. */
export function useEndpoints(options: EndpointsOptions): GatewayPlugin {
  const { graphqlPath, sdl, whyNotReady, metricsPage } = options;
  const endpoints: Record<string, (requestId: string, headers: Pick<Headers, 'get'>) => Response | Promise<Response>> =
    {
      '/': () => new Response(null, { status: 302, headers: { location: graphqlPath } }),
      '/livez': () => toText('alive'),
      '/readyz': async (requestId) => {
        const reason = await whyNotReady();
        return reason === null ? toText('ready') : toProblemResponse(503, reason, requestId, { 'retry-after': '5' });
      },
      ...(sdl !== null && { '/schema.graphql': () => toText(sdl) }),
      ...(metricsPage && {
        '/metrics': async (requestId: string, headers: Pick<Headers, 'get'>) =>
          toResponse(await metricsPage(headers.get('authorization')), requestId),
      }),
    };

  async function serve({ request, url, endResponse, serverContext: { requestId } }: RequestEvent): Promise<void> {
    const endpoint = Object.hasOwn(endpoints, url.pathname) ? endpoints[url.pathname] : undefined;
    if (!endpoint) return endResponse(toProblemResponse(404, `There is nothing here; try ${graphqlPath}.`, requestId));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return endResponse(toProblemResponse(405, 'Use GET or HEAD.', requestId, { allow: 'GET, HEAD' }));
    }
    return endResponse(await endpoint(requestId, request.headers));
  }

  return { onRequest: (event) => (event.url.pathname === graphqlPath ? undefined : serve(event)) };
}

function toResponse(found: Figures | Fault, requestId: string): Response {
  if ('status' in found) return toProblemResponse(found.status, found.detail, requestId, found.headers);
  return new Response(found.body, { headers: { 'content-type': found.contentType } });
}

function toText(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
