import { issueToken, LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../src/auth/issue-token.js';
import { createSigningKey, type SigningKey } from '../../src/auth/signing-key.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../src/config.js';
import { createGateway, providerDefinitions, type Gateway } from '../../src/gateway.js';
import { createLog } from '../../src/log.js';
import { parseInstant } from '../../src/ticket/instant.js';
import {
  createEvEnergyData,
  createEvEnergySimulator,
  type EvEnergySimulator,
} from '../../src/simulators/ev-energy/index.js';

/** Later than every made-up ticket, so that nothing depends on when a test runs. */
export const NOW = Date.parse('2026-07-02T00:00:00Z');

export interface WorldOptions {
  /** Tickets of the ev.energy backend; 60 unless told. */
  readonly tickets?: number;
  readonly seed?: number;
  /** Options of the ev.energy backend besides where it is and its credentials. */
  readonly evEnergy?: Record<string, unknown>;
  readonly limits?: Record<string, unknown>;
}

/** A whole gateway over a real store and a simulator behind a real socket. */
export interface World {
  readonly gateway: Gateway;
  readonly simulator: EvEnergySimulator;
  readonly key: SigningKey;
  token(claims: TokenClaims): Promise<string>;
  close(): Promise<void>;
}

export interface TokenClaims {
  readonly user?: string | null;
  readonly organization?: string | null;
  /** `support:read` unless told. */
  readonly scope?: string;
  readonly expiresInSeconds?: number;
}

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const { tickets = 60, seed = 1 } = options;
  const simulator = createEvEnergySimulator({
    data: createEvEnergyData({ tickets, seed, users: 6, organizations: 3 }),
    quota: 1_000_000,
    clock: () => NOW,
  });
  await simulator.listen(0);
  const key = await createSigningKey();
  const config = await toConfig(simulator, key, options);
  const gateway = await createGateway({ config, log: createLog('silent'), clock: () => NOW });
  await fillDirectory(gateway, simulator);
  return {
    gateway,
    simulator,
    key,
    token: ({ user, organization, scope = 'support:read', expiresInSeconds = 3600 }) =>
      issueToken({
        key,
        subject: user ?? undefined,
        organization: organization ?? undefined,
        scope,
        expiresInSeconds,
        now: () => NOW,
      }),
    async close() {
      await gateway.close();
      await simulator.close();
    },
  };
}

/** Everybody whom the simulator knows, so that tickets of both backends have the same owners. */
async function fillDirectory({ store }: Gateway, { data }: EvEnergySimulator): Promise<void> {
  await store.directory.putOrganizations(data.organizations);
  await store.directory.putUsers(
    data.users.map((user) => ({ ...user, joinedAt: parseInstant(user.joinedAt), emailVerified: true })),
  );
}

async function toConfig({ baseUrl, tokenUrl, credentials }: EvEnergySimulator, key: SigningKey, options: WorldOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-test-'));
  try {
    await writeFile(join(folder, 'key.json'), JSON.stringify(key));
    const { clientId, clientSecret } = credentials.allAreas;
    const input = {
      auth: { issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, jwkFile: 'key.json' },
      store: { dataDirectory: null },
      ...(options.limits && { limits: options.limits }),
      backends: [
        { key: 'desk', provider: 'local' },
        { key: 'ev', provider: 'ev-energy', baseUrl, tokenUrl, clientId, clientSecret, ...options.evEnergy },
      ],
    };
    return parseConfig(input, {}, providerDefinitions, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
