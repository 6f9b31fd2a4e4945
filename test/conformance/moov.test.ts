import { afterAll, describe } from 'vitest';
import { createMoov, moov } from '../../src/providers/moov/index.js';
import { createMoovSimulator, type MoovSimulatorOptions } from '../../src/simulators/moov/index.js';
import { createDirectory, makeUser } from '../federation/in-memory-directory.js';
import { describeAdditions } from './additions.js';
import { describeChanges } from './changes.js';
import { describeFailedWrites } from './failed-writes.js';
import { describeLostAnswers } from './lost-answers.js';
import { ACCOUNTS, makeMoovSeed, toMoovData, toTicketID } from './moov-seed.js';
import type { Subject } from './subject.js';
import { describeProvider } from './suite.js';
import { createUpstream } from './upstream.js';

const BACKEND = 'moov-eu';
const NOW = '2026-05-04T10:00:00.000Z';
const COUNT = 130;
/** Small enough for the tickets of one status to be more than a page of an account. */
const PAGE_SIZE = 6;
const USERS = [
  makeUser('zoe', { email: 'zoe@example.test', organizationId: 'northwind' }),
  makeUser('priya', { email: 'priya@example.test' }),
];

const CONNECTION = { timeoutMs: 60_000, readAttempts: 1, requestsPerSecond: 1_000_000 };

describeProvider('moov', () => openMoov());

/** Nothing says which of the two Moov does. */
describe('moov without conflicts', async () => {
  const setup = () => openMoov({ repeatedForeignID: 'allow', closingClosed: 'succeed', expiresIn: 'seconds' });
  const subject = await setup();
  afterAll(() => subject.close());

  describeChanges(subject);
  describeAdditions(subject);
  describeFailedWrites(setup);
  describeLostAnswers(setup, subject.provider);
});

async function openMoov(choices: MoovSimulatorOptions['choices'] = {}): Promise<Subject> {
  const clock = () => Date.parse(NOW);
  const simulator = createMoovSimulator({ data: toMoovData(makeMoovSeed(BACKEND, COUNT, '')), clock, choices });
  await simulator.listen(0);
  const { baseUrl, credentials } = simulator;
  const { accountId: partnerAccountId, publicKey, secretKey } = credentials.platform;
  const accounts = ACCOUNTS.map(({ accountId, owner }) => ({
    accountId,
    ...(owner.userId === null ? {} : { user: owner.userId }),
    ...(owner.organizationId === null ? {} : { organization: owner.organizationId }),
  }));
  const options = { baseUrl, publicKey, secretKey, partnerAccountId, auth: 'oauth', accounts };
  const parsed = moov.options.parse({ ...options, ...CONNECTION, pageSize: PAGE_SIZE });
  const openAnother = () => createMoov(parsed, { key: BACKEND, directory: createDirectory(USERS) }, clock);
  const provider = openAnother();
  return {
    provider,
    openAnother,
    seed: makeMoovSeed(BACKEND, COUNT, baseUrl),
    users: [],
    changes: [
      {
        changes: { status: 'CLOSED' },
        shows: { status: 'CLOSED', statusName: 'closed', closedAt: NOW, resolvedAt: NOW, updatedAt: NOW },
      },
    ],
    creation: { owner: { userId: 'zoe', organizationId: 'northwind' }, fields: {} },
    absent: { ticketId: toTicketID(3).toUpperCase(), userId: 'nobody' },
    upstream: createUpstream(simulator, {
      secrets: [secretKey, Buffer.from(`${publicKey}:${secretKey}`).toString('base64')],
      isApi: ({ path }) => path.startsWith('/accounts'),
      isWrite: ({ method }) => method !== 'GET',
    }),
    closeProvider: () => provider.close(),
    close: async () => {
      await provider.close();
      await simulator.close();
    },
  };
}
