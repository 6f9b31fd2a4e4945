import type { Call } from '../../provider.js';
import type { UpstreamClient } from '../upstream-client.js';
import type { UpstreamRequest } from '../upstream-request.js';

/** Where the `Authorization` header comes from when it changes with time. */
export interface Credentials {
  /** The header's value, fetched when needed. @throws ProviderError */
  authorization(call: Call): Promise<string>;
  /** Tells that the upstream no longer takes this value; a value fetched since stays. */
  drop(authorization: string): void;
}

/**
 * The same client, with credentials. A 401 drops them and the request goes out once more with fresh ones, writes too:
 * a request that was not let in changed nothing.
 */
export function withCredentials(client: UpstreamClient, credentials: Credentials): UpstreamClient {
  return {
    ...client,
    async send(request, call) {
      const authorization = await credentials.authorization(call);
      const first = await client.send(forgiving(authorize(request, authorization)), call);
      if (first.status !== 401) return first;
      credentials.drop(authorization);
      return client.send(authorize(request, await credentials.authorization(call)), call);
    },
  };
}

function authorize(request: UpstreamRequest, authorization: string): UpstreamRequest {
  return { ...request, headers: { ...request.headers, authorization } };
}

function forgiving(request: UpstreamRequest): UpstreamRequest {
  return { ...request, answers: [...(request.answers ?? []), 401] };
}
