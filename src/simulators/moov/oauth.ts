import { jsonReply, type Reply } from '../http/reply.js';
import type { ReceivedRequest } from '../http/request-log.js';
import { mayActOn } from './access.js';
import type { MoovKeyPair } from './credentials.js';
import type { MoovAccount } from './model.js';
import { authenticateClient, parseOAuthForm, type OAuthForm } from './oauth-form.js';
import { invalid, malformed, methodNotAllowed } from './refusal.js';
import type { MoovState } from './state.js';
import type { Grant } from './tokens.js';

const longestRefreshToken = 4096;

type OAuthEndpoint = (state: MoovState, form: OAuthForm, client: MoovKeyPair) => Reply;

const endpoints = new Map<string, OAuthEndpoint>([
  ['/oauth2/token', issueToken],
  ['/oauth2/revoke', revokeToken],
]);

/**
 * Answers a request to the token or the revocation endpoint; null when the path is neither's.
 * @throws Refusal
 */
export function answerOAuth(state: MoovState, path: string, request: ReceivedRequest): Reply | null {
  const endpoint = endpoints.get(path);
  if (!endpoint) return null;
  if (request.method !== 'POST') throw methodNotAllowed(['POST']);
  const form = parseOAuthForm(request);
  return endpoint(state, form, authenticateClient(state, form, request.headers.authorization));
}

function issueToken(state: MoovState, form: OAuthForm, client: MoovKeyPair): Reply {
  const grant = toGrant(state, form, client);
  const { accessToken, refreshToken, expiresAtMs } = state.tokens.issue(grant);
  const { lifetimeSeconds } = state.tokens;
  return jsonReply({
    token_type: 'Bearer',
    access_token: accessToken,
    refresh_token: refreshToken,
    expires_in: state.choices.expiresIn === 'seconds' ? lifetimeSeconds : Math.floor(expiresAtMs / 1000),
    scope: grant.scopes.join(' '),
  });
}

function revokeToken({ tokens }: MoovState, form: OAuthForm, { accountId }: MoovKeyPair): Reply {
  const { token, token_type_hint: hint = 'access_token' } = form;
  if (!token) throw invalid({ token: 'is required' });
  if (hint !== 'access_token' && hint !== 'refresh_token') throw invalid({ token_type_hint: 'is not a type of token' });
  tokens.revoke(token, accountId);
  return { status: 204, headers: {}, body: undefined };
}

function toGrant({ data, tokens }: MoovState, form: OAuthForm, { accountId }: MoovKeyPair): Grant {
  if (form.grant_type === 'client_credentials') {
    return { accountId, scopes: parseScopes(data.accounts, accountId, form.scope) };
  }
  if (form.grant_type !== 'refresh_token')
    throw malformed(form.grant_type ? 'unsupported_grant_type' : 'invalid_request');
  const { refresh_token: refreshToken } = form;
  if (!refreshToken) throw invalid({ refresh_token: 'is required' });
  if (refreshToken.length > longestRefreshToken) throw invalid({ refresh_token: 'is too long' });
  const grant = tokens.takeRefresh(refreshToken, accountId);
  if (!grant) throw invalid({ refresh_token: 'is not valid' });
  return grant;
}

function parseScopes(accounts: readonly MoovAccount[], callerAccountId: string, value: string = ''): readonly string[] {
  const scopes = [...new Set(value.split(' ').filter(Boolean))];
  if (scopes.length === 0) throw invalid({ scope: 'is required' });
  const allowed = new Set(
    accounts.filter((account) => mayActOn(callerAccountId, account)).map(({ accountId }) => accountId),
  );
  for (const scope of scopes) {
    const accountId = /^\/accounts\/([^/]+)\/[a-z-]+\.(?:read|write)$/.exec(scope)?.[1];
    if (accountId === undefined || !allowed.has(accountId)) throw invalid({ scope: `cannot be granted: ${scope}` });
  }
  return scopes;
}
