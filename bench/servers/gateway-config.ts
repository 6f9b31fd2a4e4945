import { accounts, type Account } from '../world/accounts.js';
import { TICKETS_PER_ACCOUNT } from '../world/tickets.js';
import { AUDIENCE, ISSUER } from './tokens.js';

export const BACKEND = 'moov';
/** For `freshMs`: what was read serves no second query. */
export const UNSHARED = 0;

/** As many connections for reads as the peers have, 50: reads get 60 % of all. */
const CONNECTIONS = 84;
/** The peers have no deadline. */
const DEADLINE_MS = 60_000;
/** More than any server asks of one account in a second. */
const REQUESTS_PER_SECOND = 100_000;

export interface GatewayConfigOptions {
  /** Folder of the store, from that of the file. */
  readonly dataDirectory: string;
  readonly backends: readonly object[];
  /** Besides those of all. */
  readonly limits: object;
}

/**
 * The gateway's configuration file. All its rules are on; those limits are raised that would refuse the load itself,
 * which comes from few callers.
 */
export function toGatewayConfig({ dataDirectory, backends, limits }: GatewayConfigOptions): object {
  return {
    server: { port: 0 },
    auth: { issuer: ISSUER, audience: AUDIENCE, jwkFile: 'keys.json' },
    store: { dataDirectory },
    limits: { pointsPerMinute: 0, busyMs: 10_000, deadlineMs: DEADLINE_MS, ...limits },
    log: { level: 'warn' },
    backends,
  };
}

export interface MoovBackendOptions {
  readonly key: string;
  readonly upstream: string;
  /** How long an answer of the upstream may serve others too, in milliseconds; null leaves that to the gateway's default. */
  readonly freshMs: number | null;
  /** Those of the upstream that it reads, and whose they are. */
  readonly accounts: readonly Account[];
}

/** A backend over the upstream, whose quota would refuse the load and is raised. */
export function toMoovBackend({ key, upstream, freshMs, accounts: read }: MoovBackendOptions): object {
  return {
    key,
    provider: 'moov',
    baseUrl: upstream,
    publicKey: 'bench-public',
    secretKey: 'bench-secret',
    pageSize: TICKETS_PER_ACCOUNT,
    requestsPerSecond: REQUESTS_PER_SECOND,
    maxConnections: CONNECTIONS,
    ...(freshMs !== null && { freshMs }),
    accounts: read.map(({ id, user, organization }) => ({
      accountId: id,
      user: user.id,
      organization: organization.id,
    })),
  };
}

/** The people of the accounts, as lines for `directory import`. */
export function toDirectoryLines(): string {
  const records = accounts.flatMap(({ user, organization }) => [
    { kind: 'organization', ...organization },
    { kind: 'user', ...user, organizationId: organization.id },
  ]);
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}
