import { issueToken, LOCAL_AUDIENCE, LOCAL_ISSUER } from '../../src/auth/issue-token.js';
import { createSigningKey, type SigningKey } from '../../src/auth/signing-key.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DestinationStream } from 'pino';
import { parseConfig } from '../../src/config.js';
import { secretsOf } from '../../src/config/secrets.js';
import { createGateway, type Gateway } from '../../src/gateway.js';
import { providerDefinitions } from '../../src/providers/index.js';
import { createLog } from '../../src/log.js';
import { parseInstant } from '../../src/ticket/instant.js';
import type { EvEnergySimulator } from '../../src/simulators/ev-energy/index.js';
import { createTogether, type Together } from '../../src/simulators/together.js';

/** Later than every made-up ticket, so that nothing depends on when a test runs. */
export const NOW = Date.parse('2026-07-02T00:00:00Z');

export interface WorldOptions {
  /** `two` unless told: desk and ev. `four`: moov and sirportly besides. */
  readonly backends?: 'two' | 'four';
  /** Tickets of each simulator; 60 unless told. */
  readonly tickets?: number;
  readonly seed?: number;
  /** Whose tickets ev.energy's credentials give: `everybody` unless told, or those of its first user's organisation. */
  readonly evEnergyOf?: 'everybody' | 'organization';
  /** Options of the local backend; categories of its own unless told. */
  readonly local?: Record<string, unknown>;
  /** Options of the ev.energy backend besides where it is and its credentials. */
  readonly evEnergy?: Record<string, unknown>;
  /** The same for Moov. */
  readonly moov?: Record<string, unknown>;
  /** The same for Sirportly. */
  readonly sirportly?: Record<string, unknown>;
  readonly limits?: Record<string, unknown>;
  readonly metrics?: Record<string, unknown>;
  readonly tracing?: Record<string, unknown>;
  /** Lines of the log, at level trace; none unless told. */
  readonly logTo?: DestinationStream;
  /** `roomy` unless told: tests ask far more at once than people may. `default`: as the settings have it. */
  readonly bounds?: 'roomy' | 'default';
  /** The time of the gateway and of the simulators, in milliseconds since 1970; `NOW` unless told. */
  readonly clock?: () => number;
  /** What callers' points flow by, in milliseconds; real time unless told. */
  readonly ticks?: () => number;
  /** Options of all three: retries, the breaker and so on. No answer is shared but those under way, unless told. */
  readonly connection?: Record<string, unknown>;
  readonly server?: Record<string, unknown>;
  readonly http?: Record<string, unknown>;
  /** So many of ev.energy's users, the last ones, are not in the directory; 0 unless told. */
  readonly unlisted?: number;
}

const DESK_CATEGORIES = [
  { value: 'BILLING', label: 'Billing', subcategories: [{ value: 'INVOICE', label: 'Invoice' }] },
  { value: 'TARIFF', label: 'Tariff', subcategories: [{ value: 'OFF_PEAK', label: 'Off-peak hours' }] },
];

const ROOMY = {
  queryTokens: 100_000,
  queryFields: 100_000,
  queryRootFields: 1000,
  queryAliases: 1000,
  queryComplexity: 1_000_000,
  upstreamRequests: 100_000,
  conversationsPerScan: 2_000,
  pointsPerMinute: 0,
};

/** Tests change what simulators hold and ask again at once. */
const ASKED = { freshMs: 0 };
/** Options of backends whose answers are shared for longer than a test takes, so that only writes end that. */
export const SHARED = { freshMs: 60_000 };

/** A whole gateway over a real store and simulators behind real sockets. */
export interface World {
  readonly gateway: Gateway;
  /** That of ev.energy. */
  readonly simulator: EvEnergySimulator;
  /** All three; those of Moov and Sirportly listen in a world of four. */
  readonly together: Together;
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
  const { tickets = 60, seed = 1, backends = 'two', clock = () => NOW } = options;
  const together = createTogether({ tickets, seed, users: 6, organizations: 3, quota: 1_000_000, clock });
  const { evEnergy: simulator, moov, sirportly } = together;
  const listening = backends === 'four' ? [simulator, moov, sirportly] : [simulator];
  await Promise.all(listening.map((each) => each.listen(0)));
  const key = await createSigningKey();
  const config = await toConfig(together, key, options);
  const log = options.logTo
    ? createLog('trace', { secrets: secretsOf(config), destination: options.logTo })
    : createLog('silent');
  const gateway = await createGateway({ config, log, clock, ...(options.ticks && { ticks: options.ticks }) });
  await fillDirectory(gateway, simulator, options.unlisted);
  return {
    gateway,
    simulator,
    together,
    key,
    token: ({ user, organization, scope = 'support:read', expiresInSeconds = 3600 }) =>
      issueToken({
        key,
        subject: user ?? undefined,
        organization: organization ?? undefined,
        scope,
        expiresInSeconds,
        now: clock,
      }),
    async close() {
      await gateway.close();
      await Promise.all(listening.map((each) => each.close()));
    },
  };
}

/** Whom the simulator knows, so that tickets of both backends have the same owners. */
async function fillDirectory({ store }: Gateway, { data }: EvEnergySimulator, unlisted = 0): Promise<void> {
  const listed = data.users.slice(0, data.users.length - unlisted);
  await store.directory.putOrganizations(data.organizations);
  await store.directory.putUsers(
    listed.map((user) => ({ ...user, joinedAt: parseInstant(user.joinedAt), emailVerified: true })),
  );
}

async function toConfig(together: Together, key: SigningKey, options: WorldOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-test-'));
  try {
    await writeFile(join(folder, 'key.json'), JSON.stringify(key));
    const input = {
      auth: { issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, jwkFile: 'key.json' },
      store: { dataDirectory: null },
      limits: { ...(options.bounds === 'default' ? {} : ROOMY), ...options.limits },
      ...(options.metrics && { metrics: options.metrics }),
      ...(options.tracing && { tracing: options.tracing }),
      ...(options.server && { server: options.server }),
      ...(options.http && { http: options.http }),
      backends: [
        { key: 'desk', provider: 'local', categories: DESK_CATEGORIES, ...options.local },
        ...toUpstreams(together, options).map((backend) => ({ ...ASKED, ...backend, ...options.connection })),
      ],
    };
    return parseConfig(input, {}, providerDefinitions, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** How the configuration names all three simulators. */
export function toUpstreamBackends(together: Together) {
  return toUpstreams(together, { backends: 'four' });
}

function toUpstreams(together: Together, { backends, evEnergyOf, evEnergy, moov, sirportly }: WorldOptions) {
  const first = { ...toEvEnergy(together, evEnergyOf), ...evEnergy };
  return backends === 'four'
    ? [first, { ...toMoov(together), ...moov }, { ...toSirportly(together), ...sirportly }]
    : [first];
}

function toEvEnergy({ evEnergy: { baseUrl, tokenUrl, credentials } }: Together, of: WorldOptions['evEnergyOf']) {
  const { organization, allAreas } = credentials;
  const owned =
    of === 'organization'
      ? { ...toClient(organization), organization: organization.organizationId }
      : toClient(allAreas);
  return { key: 'ev', provider: 'ev-energy', baseUrl, tokenUrl, ...owned };
}

function toClient({ clientId, clientSecret }: EvEnergySimulator['credentials']['allAreas']) {
  return { clientId, clientSecret };
}

function toMoov({ moov: { baseUrl, credentials }, moovAccounts }: Together) {
  const { accountId: partnerAccountId, publicKey, secretKey } = credentials.platform;
  const accounts = moovAccounts.map(({ accountId, userId, organizationId }) => ({
    accountId,
    ...(userId !== null && { user: userId }),
    ...(organizationId !== null && { organization: organizationId }),
  }));
  return {
    key: 'moov',
    provider: 'moov',
    baseUrl,
    requestsPerSecond: 1_000_000,
    partnerAccountId,
    publicKey,
    secretKey,
    accounts,
  };
}

function toSirportly({ sirportly: { baseUrl, credentials, data }, evEnergy }: Together) {
  const { token, secret } = credentials.account;
  const companies = Object.fromEntries(evEnergy.data.organizations.map(({ id, name }) => [name, id]));
  return { key: 'sirportly', provider: 'sirportly', baseUrl, token, secret, agent: data.users[0]?.username, companies };
}
