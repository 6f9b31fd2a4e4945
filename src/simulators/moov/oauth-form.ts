import { z } from 'zod';
import type { ReceivedRequest } from '../http/request-log.js';
import { mediaTypeOf, parseJsonObject, readText } from './body.js';
import { findKeyPair, parseBasic, type MoovKeyPair } from './credentials.js';
import { malformed, Refusal } from './refusal.js';
import type { MoovState } from './state.js';

const oauthForm = z.object({
  grant_type: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  scope: z.string().optional(),
  refresh_token: z.string().optional(),
  token: z.string().optional(),
  token_type_hint: z.string().optional(),
});

/** The members of a token or revocation request, as they came. */
export type OAuthForm = z.infer<typeof oauthForm>;

/**
 * Reads a body of JSON or of a form.
 * @throws Refusal 400
 */
export function parseOAuthForm(request: ReceivedRequest): OAuthForm {
  const result = oauthForm.safeParse(parseMembers(request));
  if (!result.success) throw malformed('invalid_request');
  return result.data;
}

/**
 * The key pair that a request names in its body or, failing that, in a Basic header.
 * @throws Refusal when it is no account's
 */
export function authenticateClient(state: MoovState, form: OAuthForm, authorization: string = ''): MoovKeyPair {
  const [publicKey, secretKey] = parseBasic(authorization);
  const { client_id: clientId = publicKey, client_secret: clientSecret = secretKey } = form;
  const keyPair = findKeyPair(state.credentials, clientId, clientSecret);
  if (!keyPair) throw new Refusal(state.choices.wrongKeyStatus, { error: 'invalid_client' });
  return keyPair;
}

function parseMembers(request: ReceivedRequest): object {
  if (mediaTypeOf(request) !== 'application/x-www-form-urlencoded') return parseJsonObject(request);
  return Object.fromEntries(new URLSearchParams(readText(request)));
}
