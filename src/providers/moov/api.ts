import { createClientCredentials } from '../../provider/http/credentials/client-credentials.js';
import { withCredentials } from '../../provider/http/credentials/credentials.js';
import { withKeptAnswers } from '../../provider/http/kept-answers.js';
import { createUpstreamClient, type UpstreamClient, type UpstreamParts } from '../../provider/http/upstream-client.js';
import type { MoovOptions } from './options.js';
import { toUrl } from './requests.js';
import { toScopes } from './scopes.js';

/** Sections 4 and 7 of the fact sheet. */
export const GUIDING_HEADERS = {
  retryAfter: ['retry-after'],
  retryAfterMs: ['x-retry-in'],
  rateLimit: [],
  rateLimitRemaining: [],
  requestId: ['x-request-id'],
};

/** Requests to Moov with version and credentials. */
export function createApi(options: MoovOptions, parts: UpstreamParts): UpstreamClient {
  return withKeptAnswers(createClient(options, parts), { ...options, now: parts.now });
}

function createClient(options: MoovOptions, parts: UpstreamParts): UpstreamClient {
  const { publicKey, secretKey } = options;
  const quota = { limit: options.requestsPerSecond, windowMs: 1000 };
  const client = createUpstreamClient({ ...options, ...parts, guidingHeaders: GUIDING_HEADERS, quota });
  const headers = { 'x-moov-version': options.version };
  if (options.auth === 'basic') {
    const authorization = `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}`;
    return withHeaders(client, { ...headers, authorization });
  }
  const credentials = createClientCredentials({
    client,
    tokenUrl: toUrl(new URL(options.baseUrl), ['oauth2', 'token']),
    clientId: publicKey,
    clientSecret: secretKey,
    scopes: toScopes(options),
    format: 'json',
    headers,
    // Older pages call a token that is used as a bearer token "opaque" (2.2).
    tokenTypes: ['bearer', 'opaque'],
    now: parts.now,
  });
  return withHeaders(withCredentials(client, credentials), headers);
}

function withHeaders(client: UpstreamClient, headers: Readonly<Record<string, string>>): UpstreamClient {
  return {
    ...client,
    send: (request, call) => client.send({ ...request, headers: { ...request.headers, ...headers } }, call),
  };
}
