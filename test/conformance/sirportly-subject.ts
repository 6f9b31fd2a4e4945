import { createSirportly, sirportly } from '../../src/providers/sirportly/index.js';
import { createSirportlySimulator } from '../../src/simulators/sirportly/index.js';
import type { Instant } from '../../src/ticket/instant.js';
import { createDirectory } from '../federation/in-memory-directory.js';
import { OPTIONS, toLinks, USERS } from './sirportly-desk.js';
import { toReference, toSirportlyData, type Pair } from './sirportly-seed.js';
import type { Subject } from './subject.js';
import { createUpstream } from './upstream.js';

export interface SirportlySettings {
  /** Of the backend. */
  readonly key: string;
  /** What the clocks of both sides show. */
  readonly now: Instant;
  /** Beside those that say what the seed's names stand for. */
  readonly options?: object;
}

/** A provider before a simulator that holds these tickets; without samples of what can be written. */
export async function openSirportly(pairs: readonly Pair[], settings: SirportlySettings): Promise<Subject> {
  const { key, now, options: own = {} } = settings;
  const clock = () => Date.parse(now);
  const simulator = createSirportlySimulator({ data: toSirportlyData(pairs), clock });
  await simulator.listen(0);
  const { token, secret } = simulator.credentials.account;
  const options = { ...OPTIONS, baseUrl: simulator.baseUrl, token, secret, timeoutMs: 60_000, readAttempts: 1, ...own };
  const directory = createDirectory(USERS, [], toLinks(key));
  const openAnother = () => createSirportly(sirportly.options.parse(options), { key, directory }, clock);
  const provider = openAnother();
  return {
    provider,
    openAnother,
    seed: pairs.map(({ seeded }) => seeded),
    users: [],
    changes: [],
    creation: null,
    absent: { ticketId: toReference(3), userId: 'nobody' },
    hasTypedStatuses: true,
    upstream: createUpstream(simulator, {
      secrets: [token, secret],
      isApi: () => true,
      isWrite: ({ path }) => /\/(?:submit|update|post_update)$/.test(path),
    }),
    closeProvider: () => provider.close(),
    close: async () => {
      await provider.close();
      await simulator.close();
    },
  };
}
