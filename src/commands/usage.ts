interface Usage {
  /** The calls of a command, and beside or below each what it does. */
  readonly calls: string;
  /** What else there is to know of its options. */
  readonly options?: string;
}

const USAGES = {
  start: { calls: '  start --config FILE                     serve the configured backends\n' },
  doctor: { calls: '  doctor --config FILE                    check configuration, store, keys and backends\n' },
  demo: {
    calls: '  demo [--port N] [--tickets N] [--json]  serve made-up tickets, with tokens to try\n',
    options: `
  --port N       4000 unless told; 0 takes a free one
  --tickets N    tickets of each backend, 600 unless told
  --json         print what it is in one line of JSON: url, tokens, backends, keyFile
`,
  },
  simulate: {
    calls: `  simulate ev-energy|moov|sirportly|all [--port N] [--tickets N] [--seed N] [--quota N] [--json]
                                          play an upstream API
`,
    options: `
  --port N       4100 unless told; all takes three ports from this one on; 0 takes free ones
  --tickets N    tickets of each API, 600 unless told
  --seed N       what is made up of it is always the same; 1 unless told
  --quota N      requests that ev.energy takes in an hour, 1000 unless told
  --json         print what to put into the configuration in one line of JSON
`,
  },
  token: {
    calls: `  token --key FILE [--sub USER] [--org ORGANISATION] [--scope "…"] [--expires-in 12h]
                                          sign an access token
`,
    options: `
  --key FILE     a private JWK; a gateway that has the file as auth.jwkFile accepts the token
  --sub, --org   whose tickets it sees; one of them, or the scope access_all_areas
  --scope "…"    such as "support:read support:write user:read"
  --expires-in   such as 30s, 15m or 7d, up to 30d; 12h unless told
  --issuer X, --audience Y
                 ticket-gateway unless told
`,
  },
  directory: {
    calls: `  directory import FILE --config FILE [--format csv|jsonl] [--dry-run]
                                          put organisations, users and identities into the store
  directory list --config FILE [--kind organization|user|identity] [--json]
                                          print them; --json gives what import takes
`,
  },
  schema: { calls: '  schema                                  print the GraphQL schema\n' },
} as const satisfies Readonly<Record<string, Usage>>;

export type CommandName = keyof typeof USAGES;

export function isCommand(word: string): word is CommandName {
  return Object.hasOwn(USAGES, word);
}

/** How to call one command; for any other word, how to call each. */
export function toUsage(word: string): string {
  const { calls, options = '' }: Usage = isCommand(word) ? USAGES[word] : toAll();
  return `Usage: ticket-gateway COMMAND\n\n${calls}${options}`;
}

function toAll(): Usage {
  const calls = Object.values(USAGES).map((usage) => usage.calls);
  return { calls: calls.join(''), options: '\n  COMMAND --help, --help, --version\n' };
}
