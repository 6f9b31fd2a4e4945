import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCAL_AUDIENCE, LOCAL_ISSUER } from '../auth/issue-token.js';
import { createSigningKey } from '../auth/signing-key.js';
import { parseConfig, type Config } from '../config.js';
import { secretsOf } from '../config/secrets.js';
import { toTabs } from '../examples/tabs.js';
import { providerDefinitions } from '../providers/index.js';
import { createLog } from '../log.js';
import { serve, type Serving } from '../serve.js';
import { toBackends } from './demo-backends.js';
import type { DemoDescription } from './demo-text.js';
import { seedLocalStore } from './local-store.js';
import type { Simulated } from './simulated.js';
import { createDemoTokens, type DemoTokens } from './tokens.js';

export interface DemoGatewayOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Tickets of the local backend. */
  readonly tickets: number;
  /** Where the signing key is written. */
  readonly folder: string;
  readonly simulated: Simulated;
}

export interface DemoGateway {
  readonly description: DemoDescription;
  stop(): Promise<void>;
}

/** Starts a gateway over a new store full of made-up tickets and running simulators. @throws ListenError */
export async function startDemoGateway({ port, tickets, folder, simulated }: DemoGatewayOptions): Promise<DemoGateway> {
  const { user, organization } = simulated['ev-energy'].credentials;
  const key = await createSigningKey();
  const keyFile = join(folder, 'signing-key.jwk.json');
  await writeFile(keyFile, JSON.stringify(key), { mode: 0o600 });
  const tokens = await createDemoTokens(key, user.userId, organization.organizationId);
  const config = toConfig(port, keyFile, simulated);
  const serving = await serve({
    config,
    log: createLog(config.log.level, { secrets: secretsOf(config) }),
    graphiql: toGraphiql(tokens),
  });
  await seedOrStop(serving, simulated, tickets);
  const backends = describeBackends(simulated);
  return { description: { url: serving.url, tokens, backends, keyFile }, stop: serving.stop };
}

async function seedOrStop({ gateway, stop }: Serving, simulated: Simulated, tickets: number): Promise<void> {
  try {
    await seedLocalStore(gateway.store, simulated['ev-energy'], tickets);
  } catch (error) {
    await stop();
    throw error;
  }
}

function toConfig(port: number, jwkFile: string, simulated: Simulated): Config {
  const input = {
    server: { port, drainDelayMs: 0, graphiql: true, schemaFile: true },
    auth: { issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, jwkFile },
    store: { dataDirectory: null },
    log: { level: 'warn' },
    // A page of Sirportly holds thirty tickets; six hundred are to be counted whole, and searched.
    limits: { pagesPerScan: 50, upstreamRequests: 10_000 },
    backends: toBackends(simulated),
  };
  return parseConfig(input, {}, providerDefinitions);
}

function describeBackends(simulated: Simulated): DemoDescription['backends'] {
  return toBackends(simulated).map(({ key, provider, baseUrl = null }) => ({ key, provider, url: baseUrl }));
}

function toGraphiql({ all }: DemoTokens) {
  return {
    tabs: toTabs(),
    headers: JSON.stringify({ Authorization: `Bearer ${all.token}` }),
  };
}
