import type { IncomingMessage } from 'node:http';
import type { GatewayPlugin, RequestEvent, RequestHead } from './gateway-plugin.js';
import { parseBearer } from '../auth/bearer.js';
import { TokenError } from '../auth/token-error.js';
import type { TokenVerifier } from '../auth/token-verifier.js';

const AUTHORIZATION = 'authorization';

export interface AuthenticationOptions {
  readonly verifier: TokenVerifier;
  readonly graphqlPath: string;
}

/** Lets only requests with a valid bearer token through to GraphQL, before anything of them is parsed. */
export function useAuthentication({ verifier, graphqlPath }: AuthenticationOptions): GatewayPlugin {
  /** Waits only where there is something to wait for: most tokens were seen before. */
  function authenticate({ request, serverContext }: RequestEvent): void | Promise<void> {
    const token = parseBearer(authorizationOf(request, serverContext));
    const known = verifier.recall(token);
    if (known === null) return verifier.verify(token).then((viewer) => void (serverContext.viewer = viewer));
    serverContext.viewer = known;
  }

  return {
    onRequest(event) {
      if (event.url.pathname !== graphqlPath) return undefined;
      const refuse = (error: unknown) => {
        if (!(error instanceof TokenError)) throw error;
        event.endResponse(toRefusal(error, event.serverContext.requestId));
      };
      try {
        return authenticate(event)?.catch(refuse);
      } catch (error) {
        return refuse(error);
      }
    },
  };
}

/** All that the request says: of several headers Node keeps the first, and who is in front of us may go by the last. */
function authorizationOf({ headers }: RequestHead, serverContext: object): string | null {
  const { req } = serverContext as { readonly req?: IncomingMessage };
  return req && hasSeveral(req, AUTHORIZATION)
    ? (req.headersDistinct[AUTHORIZATION]?.join(', ') ?? null)
    : headers.get(AUTHORIZATION);
}

/** Node makes what it has of each header anew when it is asked for all of them, so it is asked only where it matters. */
function hasSeveral({ rawHeaders }: IncomingMessage, name: string): boolean {
  let count = 0;
  // Names and values by turns.
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const each = rawHeaders[at];
    if (each?.length === name.length && each.toLowerCase() === name) count += 1;
  }
  return count > 1;
}

/** @see https://www.rfc-editor.org/rfc/rfc6750#section-3 */
function toRefusal(error: TokenError, requestId: string): Response {
  const code = error.status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL_SERVER_ERROR';
  const body = { errors: [{ message: error.message, extensions: { code, requestId } }] };
  const headers = new Headers({ 'content-type': 'application/graphql-response+json; charset=utf-8' });
  if (error.status === 401) headers.set('www-authenticate', toChallenge(error));
  else headers.set('retry-after', '5');
  return new Response(JSON.stringify(body), { status: error.status, headers });
}

function toChallenge({ reason, message }: TokenError): string {
  const realm = 'realm="ticket-gateway"';
  return `Bearer ${reason === 'MISSING' ? '' : `error="invalid_token", error_description="${message}", `}${realm}`;
}
