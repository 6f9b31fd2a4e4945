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
  const toHeaders = createAuthorizer();
  return {
    ...client,
    async send(request, call) {
      const authorization = await credentials.authorization(call);
      const first = await client.send({ ...forgiving(request), headers: toHeaders(request, authorization) }, call);
      if (first.status !== 401) return first;
      credentials.drop(authorization);
      const headers = toHeaders(request, await credentials.authorization(call));
      return client.send({ ...request, headers }, call);
    },
  };
}

const FORGIVEN = [401];

function forgiving(request: UpstreamRequest): UpstreamRequest {
  if (request.answers) return { ...request, answers: [...request.answers, 401] };
  // On Node 20, what is added behind a spread makes an object that is like no other, and slow to look into.
  return { answers: FORGIVEN, ...request };
}

type Headers = NonNullable<UpstreamRequest['headers']>;

const NONE: Headers = {};

/** Adds the header to others; equal ones are the same object, as long as the value is the same. */
function createAuthorizer(): (request: UpstreamRequest, authorization: string) => Headers {
  let current = '';
  let known = new WeakMap<Headers, Headers>();
  return ({ headers = NONE }, authorization) => {
    if (authorization !== current) known = new WeakMap();
    current = authorization;
    const authorized = known.get(headers) ?? { ...headers, authorization };
    known.set(headers, authorized);
    return authorized;
  };
}
