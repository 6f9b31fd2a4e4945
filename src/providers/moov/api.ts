import { createClientCredentials } from '../../provider/http/credentials/client-credentials.js';
import { withCredentials } from '../../provider/http/credentials/credentials.js';
import { withKeptAnswers, type ReadingClient } from '../../provider/http/kept-answers.js';
import { createTargets } from '../../provider/http/target.js';
import { createUpstreamClient, type UpstreamClient, type UpstreamParts } from '../../provider/http/upstream-client.js';
import type { MoovOptions } from './options.js';
import { toScopes } from './scopes.js';

/** Sections 4 and 7 of the fact sheet. */
export const GUIDING_HEADERS = {
  retryAfter: ['retry-after'],
  retryAfterMs: ['x-retry-in'],
  rateLimit: [],
  rateLimitRemaining: [],
  requestId: ['x-request-id'],
};

/** Requests to Moov, which bring `toHeaders` along; an access token is added where it takes one. */
export function createApi(options: MoovOptions, parts: UpstreamParts): ReadingClient {
  return withKeptAnswers(createClient(options, parts), { ...options, now: parts.now });
}

/** Of every request: the version, and the key pair where that is shown itself. */
export function toHeaders({ version, auth, publicKey, secretKey }: MoovOptions): Readonly<Record<string, string>> {
  const headers = { 'x-moov-version': version };
  if (auth !== 'basic') return headers;
  return { ...headers, authorization: `Basic ${Buffer.from(`${publicKey}:${secretKey}`).toString('base64')}` };
}

function createClient(options: MoovOptions, parts: UpstreamParts): UpstreamClient {
  const quota = { limit: options.requestsPerSecond, windowMs: 1000 };
  const client = createUpstreamClient({ ...options, ...parts, guidingHeaders: GUIDING_HEADERS, quota });
  if (options.auth === 'basic') return client;
  const credentials = createClientCredentials({
    client,
    tokenUrl: createTargets(new URL(options.baseUrl))(['oauth2', 'token']),
    clientId: options.publicKey,
    clientSecret: options.secretKey,
    scopes: toScopes(options),
    format: 'json',
    headers: toHeaders(options),
    // Older pages call a token that is used as a bearer token "opaque" (2.2).
    tokenTypes: ['bearer', 'opaque'],
    now: parts.now,
  });
  return withCredentials(client, credentials);
}
