import type { DemoTokens } from './tokens.js';

/** What `demo --json` prints, in one line. */
export interface DemoDescription {
  /** Where the gateway is; GraphQL is at `/graphql` below it. */
  readonly url: string;
  readonly tokens: DemoTokens;
  readonly backends: readonly { readonly key: string; readonly provider: string; readonly url: string | null }[];
  /** File of the private JWK that the tokens are signed with: `token --key` takes it. */
  readonly keyFile: string;
}

const QUERY =
  '{ tickets(first: 5) { nodes { createdAt subject backend { key } user { fullName } messages(first: 1) { nodes { text } } }' +
  ' backends { backend { key } outcome upstreamRequests } } }';

/** What a person is shown when the demo is ready. */
export function toDemoText({ url, tokens, backends, keyFile }: DemoDescription): string {
  const { user, organization, all } = tokens;
  return `
ticket-gateway is ready, with made-up tickets in ${backends.map(({ key }) => key).join(' and ')}.

Explore it in a browser, with a token that sees everything:

  ${url}/graphql

or ask it:

  ${toCurl(url, all.token)}

The same question gives each of these tokens its own answer; put it in place of the one above.

The tickets of one user, ${user.userId}:
  ${user.token}

The tickets of one organisation, ${organization.organizationId}:
  ${organization.token}

Tokens for others:
  TOKEN=$(npm run --silent token -- --key ${keyFile} --sub USER --scope "support:read")

Stop with Ctrl+C. Nothing is kept.
`;
}

function toCurl(url: string, token: string): string {
  const body = JSON.stringify({ query: QUERY });
  return `curl -s ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${token}' -d '${body}'`;
}
