import { evEnergy } from '../../src/providers/ev-energy/index.js';
import { createEvEnergySimulator, type EvEnergyTicket } from '../../src/simulators/ev-energy/index.js';
import type { User } from '../../src/ticket/people.js';
import { createDirectory } from '../federation/in-memory-directory.js';
import { makeSeed, SEED_OUT_OF_ORDERNESS_MS, toTicketId } from './seed.js';
import type { Seeded } from './subject.js';
import { describeProvider } from './suite.js';
import { createUpstream } from './upstream.js';

const BACKEND = 'ev';
/** Three pages: those of ev.energy hold a hundred rows, however few are wanted. */
const COUNT = 205;
const ORGANIZATIONS = [
  { id: 'northwind', name: 'Northwind Energy' },
  { id: 'clyde', name: 'Clyde & Forth Power' },
];
const USERS: readonly User[] = [
  makeUser(1, { email: 'zoe@example.test', organizationId: 'northwind' }),
  makeUser(3, { organizationId: 'clyde' }),
  makeUser(5, { email: 'priya@example.test' }),
];
const OWNERS = [
  ...USERS.map(({ id: userId, organizationId }) => ({ userId, organizationId })),
  { userId: null, organizationId: null },
];

describeProvider('ev-energy', async () => {
  const simulator = createEvEnergySimulator({ data: toData(makeHeld('')), quota: 1_000_000 });
  await simulator.listen(0);
  const { clientId, clientSecret } = simulator.credentials.allAreas;
  const { baseUrl, tokenUrl } = simulator;
  const options = { baseUrl, tokenUrl, clientId, clientSecret, timeoutMs: 60_000, readAttempts: 1 };
  const parsed = evEnergy.options.parse({ ...options, maxOutOfOrdernessMs: SEED_OUT_OF_ORDERNESS_MS });
  const openAnother = () => evEnergy.create(parsed, { key: BACKEND, directory: createDirectory(USERS, ORGANIZATIONS) });
  const provider = openAnother();
  return {
    provider,
    openAnother,
    seed: makeHeld(baseUrl),
    users: USERS,
    changes: [],
    creation: null,
    absent: { ticketId: toTicketId(3), userId: toUserId(4) },
    upstream: createUpstream(simulator, {
      secrets: [clientSecret, Buffer.from(`${clientId}:${clientSecret}`).toString('base64')],
      isApi: ({ path }) => path.startsWith('/v2'),
      isWrite: ({ method }) => method !== 'GET',
    }),
    closeProvider: () => provider.close(),
    close: async () => {
      await provider.close();
      await simulator.close();
    },
  };
});

/** The seed without what ev.energy has not. */
function makeHeld(baseUrl: string): Seeded[] {
  return makeSeed({ backend: BACKEND, provider: 'EV_ENERGY', count: COUNT, owners: OWNERS }).map(
    ({ ticket, provider, messages }) => {
      const userUrl = ticket.owner.userId && `${baseUrl}/users/${ticket.owner.userId}`;
      const missing = { reference: null, requester: null, assignee: null, closedAt: null, latestMessageAt: null };
      return {
        provider,
        ticket: {
          ...ticket,
          ...missing,
          externalTicketId: ticket.externalTicketId ?? 'none',
          url: `${baseUrl}/support_tickets/${ticket.nativeId}`,
          details: { kind: 'EV_ENERGY', userUrl, hasLegacyShape: false },
        },
        messages: messages.map((message) => ({
          ...message,
          visibility: 'PUBLIC',
          authorName: null,
          createdAt: message.createdAt ?? ticket.createdAt,
        })),
      };
    },
  );
}

function toData(held: readonly Seeded[]) {
  const users = USERS.map((user) => ({ ...user, fullName: user.fullName ?? '', joinedAt: user.joinedAt ?? '' }));
  return { users, organizations: ORGANIZATIONS, tickets: held.map(toEvEnergyTicket) };
}

/** Upstream times are finer than ours. */
function toEvEnergyTicket({ ticket, messages }: Seeded, index: number): EvEnergyTicket {
  const toMicros = (instant: string) => Date.parse(instant) * 1000 + ((index * 137) % 1000);
  const toOptionalMicros = (instant: string | null) => (instant === null ? null : toMicros(instant));
  return {
    id: ticket.nativeId,
    externalTicketId: ticket.externalTicketId ?? '',
    userId: ticket.owner.userId,
    subject: ticket.subject,
    status: ticket.statusName,
    priority: ticket.priorityName,
    source: ticket.sourceName,
    humanVerifiedCategory: ticket.humanVerifiedCategory,
    humanVerifiedSubcategory: ticket.humanVerifiedSubcategory,
    aiGeneratedCategory: ticket.aiGeneratedCategory,
    aiGeneratedSubcategory: ticket.aiGeneratedSubcategory,
    typeDeprecated: ticket.typeDeprecated,
    tags: ticket.tags,
    messages: messages.toReversed().map(({ id, position, type, text, textClean, createdAt }) => ({
      id,
      position,
      messageType: type,
      message: text,
      messageClean: textClean,
      createdAtMicros: toMicros(createdAt ?? ticket.createdAt),
    })),
    conversationSummary: ticket.conversationSummary,
    customFields: ticket.customFields ?? {},
    attributes: ticket.attributes ?? {},
    createdAtMicros: toMicros(ticket.createdAt),
    ticketUpdatedAtMicros: toOptionalMicros(ticket.updatedAt),
    resolvedAtMicros: toOptionalMicros(ticket.resolvedAt),
  };
}

function toUserId(number: number): string {
  return `user${String(number).padStart(26, '0')}`;
}

function makeUser(number: number, user: Partial<User>): User {
  const fullName = `Person ${number}`;
  const joinedAt = '2025-01-02T03:04:05.000Z';
  return { id: toUserId(number), email: null, organizationId: null, fullName, joinedAt, ...user };
}
