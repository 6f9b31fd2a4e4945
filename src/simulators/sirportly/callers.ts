import type { IncomingHttpHeaders } from 'node:http';
import type { AccountCredentials, SirportlyCredentials } from './credentials.js';
import type { SirportlyUser } from './desk-model.js';
import type { SirportlySource } from './model.js';
import { forbidden } from './refusal.js';

/** Whose token a request came with. */
export interface Caller {
  /** Null for a token of the account. */
  readonly user: SirportlyUser | null;
  /** What a ticket made with the token has as its source. */
  readonly source: SirportlySource;
}

/** What a verb asks of a user token. A token of the account may do everything. */
export type Access = 'tickets' | 'reporting' | 'account' | 'any';

/** Tells who calls. @throws Refusal 403 */
export type Identify = (headers: IncomingHttpHeaders) => Caller;

export function createIdentify({ account, user }: SirportlyCredentials, staff: SirportlyUser): Identify {
  const accountCaller = { user: null, source: toSource(account, 'Gateway', 901) };
  const userCaller = { user: staff, source: toSource(user, `Token of ${staff.username}`, 902) };
  return (headers) => {
    if (isTokenIn(headers, account)) return accountCaller;
    if (!isTokenIn(headers, user)) throw forbidden('The API token and secret are not valid');
    if (headers['x-auth-application'] === user.application) return userCaller;
    throw forbidden('The application is not registered');
  };
}

/** @throws Refusal 403 */
export function checkAccess({ user }: Caller, access: Access): void {
  if (user === null || access === 'any') return;
  if (access === 'account') throw forbidden('This method needs an account token');
  if (!user.access.includes(access)) throw forbidden(`This method needs access to the ${access} interface`);
}

function isTokenIn(headers: IncomingHttpHeaders, { token, secret }: AccountCredentials): boolean {
  return headers['x-auth-token'] === token && headers['x-auth-secret'] === secret;
}

function toSource({ token, secret }: AccountCredentials, name: string, id: number): SirportlySource {
  return { type: 'ApiToken', id, name, token, secret };
}
