import { createTargets, type Parameter } from '../../provider/http/target.js';
import type { Explanation, UpstreamRequest } from '../../provider/http/upstream-request.js';
import type { SirportlyOptions } from './options.js';

/** Makes requests: every verb is a POST of a form, and reading is one too (section 1 of the fact sheet). */
export interface Requests {
  /** @param verb such as `/tickets/all` */
  toRead(verb: string, parameters: readonly Parameter[]): UpstreamRequest;
  toWrite(verb: string, parameters: readonly Parameter[]): UpstreamRequest;
}

type Connection = Pick<SirportlyOptions, 'baseUrl' | 'token' | 'secret' | 'application'>;

export function createRequests(connection: Connection): Requests {
  const toTarget = createTargets(new URL(connection.baseUrl));
  const headers = toHeaders(connection);
  const toRequest = (verb: string, parameters: readonly Parameter[], isWrite: boolean): UpstreamRequest => ({
    method: 'POST',
    url: toTarget(['api', 'v2', ...verb.slice(1).split('/')]),
    path: verb,
    headers,
    body: toForm(parameters),
    isWrite,
    // There from the beginning: an object that a member is added to is slow to look into.
    answers: [],
    explain,
  });
  return {
    toRead: (verb, parameters) => toRequest(verb, parameters, false),
    toWrite: (verb, parameters) => toRequest(verb, parameters, true),
  };
}

function toHeaders({ token, secret, application }: Connection): Record<string, string> {
  const credentials = { 'x-auth-token': token, 'x-auth-secret': secret };
  return {
    'content-type': 'application/x-www-form-urlencoded',
    ...credentials,
    ...(application === undefined ? {} : { 'x-auth-application': application }),
  };
}

function toForm(parameters: readonly Parameter[]): string {
  const form = new URLSearchParams();
  for (const [name, value] of parameters) form.append(name, value);
  return form.toString();
}

/** One status for three faults. */
function explain(status: number): Explanation | null {
  if (status !== 403) return null;
  const advice =
    'Sirportly says so for a wrong token or secret, for an address it does not let in, and for a method that the ' +
    'token may not call. Check all three.';
  return { code: 'FORBIDDEN', advice };
}
