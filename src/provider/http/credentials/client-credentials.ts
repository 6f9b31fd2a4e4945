import { z } from 'zod';
import type { Call } from '../../provider.js';
import type { Credentials } from './credentials.js';
import type { UpstreamClient } from '../upstream-client.js';
import { toContentError } from '../upstream-errors.js';
import type { Target } from '../target.js';
import type { Explanation, UpstreamRequest } from '../upstream-request.js';

export interface ClientCredentialsOptions {
  readonly client: UpstreamClient;
  readonly tokenUrl: Target;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Asked for as one text, separated by spaces; none leaves the choice to the upstream. */
  readonly scopes: readonly string[];
  /** How the grant is written in the request's body. Default: form, as the standard has it. */
  readonly format?: 'form' | 'json';
  /** Sent with every token request; names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What the upstream may call a bearer token, in lower case. Default: `bearer`. */
  readonly tokenTypes?: readonly string[];
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
/** Some upstreams answer when a token ends, in seconds since 1970, where the standard has for how long it lasts. */
const FIRST_POINT_IN_TIME = 1_000_000_000;

const tokenResponse = z.object({
  // Only what a header can carry.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().default('Bearer'),
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
  const { client, now = Date.now, tokenTypes = ['bearer'] } = options;
  const request = toTokenRequest(options);
  let token: Token | null = null;

  async function fetchToken(call: Call): Promise<string> {
    const askedAtMs = now();
    const { body } = await client.send(request, call);
    const parsed = tokenResponse.safeParse(body);
    if (!parsed.success || !tokenTypes.includes(parsed.data.token_type.toLowerCase()))
      throw toContentError(request, 'answered with something that is not a bearer token');
    token = toToken(parsed.data, askedAtMs);
    return token.authorization;
  }

  return {
    async authorization(call) {
      return token && now() < token.refreshAtMs ? token.authorization : fetchToken(call);
    },
    drop(authorization) {
      if (token?.authorization === authorization) token = null;
    },
  };
}

function toToken({ access_token, expires_in }: z.infer<typeof tokenResponse>, askedAtMs: number): Token {
  const endsInMs = expires_in * 1000;
  const lifetimeMs = expires_in > FIRST_POINT_IN_TIME ? Math.max(endsInMs - askedAtMs, 0) : endsInMs;
  const earlinessMs = Math.min(MAX_EARLINESS_MS, lifetimeMs / 10);
  return { authorization: `Bearer ${access_token}`, refreshAtMs: askedAtMs + lifetimeMs - earlinessMs };
}

function toTokenRequest(options: ClientCredentialsOptions): UpstreamRequest {
  const { tokenUrl, clientId, clientSecret } = options;
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
  const { contentType, body } = toGrant(options);
  return {
    method: 'POST',
    url: tokenUrl,
    path: tokenUrl.pathname,
    headers: { ...options.headers, authorization: `Basic ${basic}`, 'content-type': contentType },
    body,
    isWrite: false,
    purpose: 'token',
    explain: explainRefusal,
  };
}

function toGrant({ scopes, format = 'form' }: ClientCredentialsOptions) {
  const scope = scopes.length > 0 ? { scope: scopes.join(' ') } : {};
  const grant = { grant_type: 'client_credentials', ...scope };
  if (format === 'json') return { contentType: 'application/json', body: JSON.stringify(grant) };
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(grant).toString() };
}

/** RFC 6749 answers 400 or 401 for every fault of the credentials, proxies before it 403, and others 422 for a scope. */
function explainRefusal(status: number): Explanation | null {
  if (![400, 401, 403, 422].includes(status)) return null;
  const advice = 'Check the client id, the client secret and the scopes of this backend.';
  return { code: 'UNAUTHENTICATED', advice };
}
