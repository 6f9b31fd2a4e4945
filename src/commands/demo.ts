import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../auth/issue-token.js';
import { createSigningKey } from '../auth/signing-key.js';
import { parseConfig, type Config } from '../config.js';
import { toDemoText, type DemoDescription } from '../demo/demo-text.js';
import { seedLocalStore } from '../demo/local-store.js';
import { startSimulator, type Simulated } from '../demo/simulator-process.js';
import { createDemoTokens, type DemoTokens } from '../demo/tokens.js';
import { exampleQueries } from '../examples/queries.js';
import { providerDefinitions } from '../gateway.js';
import { createLog } from '../log.js';
import { HIGHEST_PORT, parseOptions, parseWholeNumber, type Command } from './command.js';
import { serve } from './serve.js';

const OPTIONS = {
  port: { type: 'string', default: '4000' },
  tickets: { type: 'string', default: '600' },
  json: { type: 'boolean', default: false },
} as const;
const MOST_TICKETS = 100_000;

/**
 * `ticket-gateway demo [--port N] [--tickets N] [--json]`: a gateway over two backends full of made-up tickets, with
 * tokens to try. `--tickets` is for each backend. Everything is gone when it stops.
 */
export const runDemo: Command = async (argv, io) => {
  const options = parseOptions(argv, OPTIONS);
  const port = parseWholeNumber('--port', options.port, 0, HIGHEST_PORT);
  const tickets = parseWholeNumber('--tickets', options.tickets, 1, MOST_TICKETS);
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-demo-'));
  try {
    await demonstrate({ port, tickets, folder }, (demo) => {
      io.stdout.write(options.json ? `${JSON.stringify(demo)}\n` : toDemoText(demo));
      return io.stopped;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return 0;
};

interface DemoOptions {
  readonly port: number;
  readonly tickets: number;
  /** For the signing key. */
  readonly folder: string;
}

/** Runs the demo until the promise that `whenReady` gives is settled. */
async function demonstrate(options: DemoOptions, whenReady: (demo: DemoDescription) => Promise<void>): Promise<void> {
  const key = await createSigningKey();
  const keyFile = join(options.folder, 'signing-key.jwk.json');
  await writeFile(keyFile, JSON.stringify(key), { mode: 0o600 });
  const simulator = await startSimulator(options.tickets);
  try {
    const { simulated } = simulator;
    const { userId } = simulated.credentials.user;
    const { organizationId } = simulated.credentials.organization;
    const tokens = await createDemoTokens(key, userId, organizationId);
    const config = toConfig(options.port, keyFile, simulated);
    const serving = await serve({ config, log: createLog(config.log.level), graphiql: toGraphiql(tokens) });
    try {
      await seedLocalStore(serving.gateway.store, simulated, options.tickets);
      await whenReady({ url: serving.url, tokens, backends: toBackends(simulated), keyFile });
    } finally {
      await serving.stop();
    }
  } finally {
    await simulator.stop();
  }
}

function toConfig(port: number, jwkFile: string, { baseUrl, tokenUrl, credentials }: Simulated): Config {
  const { clientId, clientSecret } = credentials.allAreas;
  const input = {
    server: { port },
    auth: { issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, jwkFile },
    store: { dataDirectory: null },
    log: { level: 'warn' },
    backends: [
      { key: 'local', provider: 'local', displayName: 'Service desk' },
      { key: 'ev-energy', provider: 'ev-energy', displayName: 'ev.energy', baseUrl, tokenUrl, clientId, clientSecret },
    ],
  };
  return parseConfig(input, {}, providerDefinitions);
}

function toBackends({ baseUrl }: Simulated): DemoDescription['backends'] {
  return [
    { key: 'local', provider: 'local', url: null },
    { key: 'ev-energy', provider: 'ev-energy', url: baseUrl },
  ];
}

function toGraphiql({ all }: DemoTokens) {
  return {
    tabs: exampleQueries.map((query) => ({ query: query.toString().trim() })),
    headers: JSON.stringify({ Authorization: `Bearer ${all.token}` }),
  };
}
