import type { IncomingHttpHeaders } from 'node:http';
import { mediaTypeOf } from './body.js';
import { grantedScopes, type ClientApplication } from './credentials.js';
import { jsonReply, withHeaders, type Reply } from '../http/reply.js';
import type { Tokens } from './tokens.js';

/** A request to an endpoint below `/o`. */
export interface OAuthRequest {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly readBody: () => Promise<Buffer>;
}

type OAuthEndpoint = (form: URLSearchParams, application: ClientApplication, tokens: Tokens) => Reply;

/** Creates the token and revocation endpoints. They take only the client_credentials grant. */
export function createOAuth(
  applications: readonly ClientApplication[],
  tokens: Tokens,
): (request: OAuthRequest) => Promise<Reply> {
  return async (request) => {
    const endpoint = endpoints.get(request.path);
    if (!endpoint) return oauthError(404, 'invalid_request', 'There is no such endpoint.');
    if (endpoint === 'slash-required' || request.method !== 'POST') return postOnly();
    const form = await readForm(request);
    if (!form) return oauthError(400, 'invalid_request', 'The body must be a form.');
    const application = authenticate(applications, request.headers.authorization, form);
    return application ? endpoint(form, application, tokens) : invalidClient();
  };
}

const endpoints = new Map<string, OAuthEndpoint | 'slash-required'>([
  ['/o/token', issueToken],
  ['/o/token/', issueToken],
  ['/o/revoke_token/', revokeToken],
  ['/o/revoke_token', 'slash-required'],
]);

function issueToken(form: URLSearchParams, application: ClientApplication, tokens: Tokens): Reply {
  const grantType = form.get('grant_type');
  if (!grantType) return oauthError(400, 'invalid_request', 'grant_type is missing.');
  if (grantType !== 'client_credentials') return oauthError(400, 'unsupported_grant_type');

  const scopes = requestedScopes(form);
  if (!scopes) return oauthError(400, 'invalid_scope');
  const body = {
    access_token: tokens.issue(application, scopes),
    token_type: 'Bearer',
    expires_in: tokens.lifetimeSeconds,
    scope: scopes.join(' '),
  };
  return jsonReply(body, { 'Cache-Control': 'no-store', Pragma: 'no-cache' });
}

function revokeToken(form: URLSearchParams, application: ClientApplication, tokens: Tokens): Reply {
  const token = form.get('token');
  if (!token) return oauthError(400, 'invalid_request', 'token is missing.');
  tokens.revoke(token, application.clientId);
  return { status: 200, headers: {}, body: undefined };
}

async function readForm({ headers, readBody }: OAuthRequest): Promise<URLSearchParams | null> {
  const mediaType = mediaTypeOf(headers['content-type'] ?? '');
  if (mediaType !== 'application/x-www-form-urlencoded') return null;
  return new URLSearchParams((await readBody()).toString('utf8'));
}

function requestedScopes(form: URLSearchParams): readonly string[] | null {
  const requested = form.get('scope')?.split(' ').filter(Boolean) ?? [];
  if (requested.length === 0) return grantedScopes;
  return requested.every((scope) => grantedScopes.some((granted) => granted === scope)) ? requested : null;
}

function authenticate(
  applications: readonly ClientApplication[],
  authorization: string | undefined,
  form: URLSearchParams,
): ClientApplication | undefined {
  const [clientId, clientSecret] = authorization
    ? parseBasic(authorization)
    : [form.get('client_id'), form.get('client_secret')];
  return applications.find(
    (application) => application.clientId === clientId && application.clientSecret === clientSecret,
  );
}

function parseBasic(authorization: string): readonly [string, string] | readonly [] {
  const encoded = /^Basic +([\w+/=-]+)$/i.exec(authorization)?.[1] ?? '';
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon === -1 ? [] : [decoded.slice(0, colon), decoded.slice(colon + 1)];
}

function invalidClient(): Reply {
  const reply = oauthError(401, 'invalid_client');
  return withHeaders(reply, { 'WWW-Authenticate': 'Basic realm="api"' });
}

function postOnly(): Reply {
  const reply = oauthError(405, 'invalid_request', 'This endpoint takes POST.');
  return withHeaders(reply, { Allow: 'POST' });
}

function oauthError(status: number, error: string, description?: string): Reply {
  const body = description ? { error, error_description: description } : { error };
  return jsonReply(body, { 'Cache-Control': 'no-store' }, status);
}
