import { z } from 'zod';
import type { Call } from '../provider.js';
import type { Credentials } from './credentials.js';
import { createFlights } from './flights.js';
import type { UpstreamClient } from './upstream-client.js';
import { toAbortError, toContentError } from './upstream-errors.js';
import type { Explanation, UpstreamRequest } from './upstream-request.js';

export interface ClientCredentialsOptions {
  readonly client: UpstreamClient;
  readonly tokenUrl: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Asked for as one text, separated by spaces; none leaves the choice to the upstream. */
  readonly scopes: readonly string[];
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

interface Token {
  readonly authorization: string;
  /** Milliseconds since 1970. */
  readonly refreshAtMs: number;
}

const DEFAULT_LIFETIME_SECONDS = 3600;
const MAX_EARLINESS_MS = 60_000;

const tokenResponse = z.object({
  // Only what a header can carry.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .default('Bearer'),
  expires_in: z.coerce
    .number()
    .nonnegative()
    .nullish()
    .transform((seconds) => seconds ?? DEFAULT_LIFETIME_SECONDS),
});

/**
 * Bearer tokens by the OAuth 2 client credentials grant. A token is fetched when one is needed, kept, and fetched anew
 * when a tenth of its life or a minute is left, whichever is less; callers at the same time share one token request.
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4
 */
export function createClientCredentials(options: ClientCredentialsOptions): Credentials {
  const { client, now = Date.now } = options;
  const request = toTokenRequest(options);
  const flights = createFlights<string>();
  let token: Token | null = null;

  async function fetchToken(call: Call): Promise<string> {
    const askedAtMs = now();
    const { body } = await client.send(request, call);
    const parsed = tokenResponse.safeParse(body);
    if (!parsed.success) throw toContentError(request, 'answered with something that is not a bearer token');
    token = toToken(parsed.data, askedAtMs);
    return token.authorization;
  }

  return {
    async authorization(call) {
      if (token && now() < token.refreshAtMs) return token.authorization;
      try {
        return await flights.join('token', call.signal, (signal) => fetchToken({ ...call, signal }));
      } catch (error) {
        throw toAbortError(request, error);
      }
    },
    drop(authorization) {
      if (token?.authorization === authorization) token = null;
    },
  };
}

function toToken({ access_token, expires_in }: z.infer<typeof tokenResponse>, askedAtMs: number): Token {
  const lifetimeMs = expires_in * 1000;
  const earlinessMs = Math.min(MAX_EARLINESS_MS, lifetimeMs / 10);
  return { authorization: `Bearer ${access_token}`, refreshAtMs: askedAtMs + lifetimeMs - earlinessMs };
}

function toTokenRequest({ tokenUrl, clientId, clientSecret, scopes }: ClientCredentialsOptions): UpstreamRequest {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (scopes.length > 0) form.set('scope', scopes.join(' '));
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  return {
    method: 'POST',
    url: tokenUrl,
    path: tokenUrl.pathname,
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: form.toString(),
    isWrite: false,
    explain: explainRefusal,
  };
}

/** RFC 6749 answers 400 or 401 for every fault of the credentials, and proxies before it 403. */
function explainRefusal(status: number): Explanation | null {
  if (status !== 400 && status !== 401 && status !== 403) return null;
  const advice = 'Check the client id, the client secret and the scopes of this backend.';
  return { code: 'UNAUTHENTICATED', advice };
}
