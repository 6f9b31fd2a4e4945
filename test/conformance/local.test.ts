import { createLocalProviderDefinition } from '../../src/providers/local/index.js';
import { createStore, type Store } from '../../src/store/store.js';
import type { Category } from '../../src/ticket/category.js';
import type { User } from '../../src/ticket/people.js';
import type { Owner } from '../../src/ticket/ticket.js';
import { makeSeed, toTicketId } from './seed.js';
import type { Seeded } from './subject.js';
import { describeProvider } from './suite.js';

const BACKEND = 'desk';
const NOW = '2026-05-04T10:00:00.000Z';
const COUNT = 50;
const ORGANIZATIONS = [
  { id: 'northwind', name: 'Northwind Energy' },
  { id: 'clyde', name: 'Clyde & Forth Power' },
];
const USERS: readonly User[] = [
  { id: 'zoe', email: 'zoe@example.test', fullName: 'Zoë', organizationId: 'northwind', joinedAt: null },
  { id: 'priya', email: null, fullName: null, organizationId: null, joinedAt: '2025-01-02T03:04:05.678Z' },
];
const OWNERS: readonly Owner[] = [
  { userId: 'zoe', organizationId: 'northwind' },
  { userId: 'zoe', organizationId: 'clyde' },
  { userId: 'priya', organizationId: null },
  { userId: null, organizationId: 'clyde' },
  { userId: null, organizationId: null },
];
const CATEGORIES: Category[] = [
  { value: 'CHARGER', label: 'Charger', subcategories: [{ value: 'OFFLINE', label: 'Offline' }] },
  { value: 'SOLAR', label: 'Solar', subcategories: [] },
];
/** Ids sort by code unit, whatever a language makes of them. */
const ID_PREFIXES = ['1', 'tick', 'Tick', 'ä', 'a\u0308', '-', '%', ' ', '/', '"', '\\', '\uffee'];

describeProvider('local', async () => {
  const store = await createStore({ dataDirectory: null, clock: () => Date.parse(NOW) });
  const seed = makeHeld();
  await fill(store, seed);
  const context = { key: BACKEND, directory: store.directory };
  const provider = createLocalProviderDefinition(store).create({ categories: CATEGORIES }, context);
  const close = async () => {
    await provider.close();
    await store.close();
  };
  return {
    provider,
    seed,
    users: USERS,
    changes: [
      { changes: { status: 'PENDING', statusName: 'Waiting' }, shows: { status: 'PENDING', statusName: 'Waiting' } },
      { changes: { status: 'CLOSED' }, shows: { status: 'CLOSED', statusName: null, closedAt: NOW, resolvedAt: NOW } },
      { changes: { status: 'OPEN' }, shows: { status: 'OPEN', closedAt: null, resolvedAt: null } },
      { changes: { priority: 'URGENT' }, shows: { priority: 'URGENT', priorityName: null } },
      { changes: { priorityName: 'At once' }, shows: { priority: 'URGENT', priorityName: 'At once' } },
      { changes: { subject: 'Another subject' }, shows: { subject: 'Another subject' } },
      { changes: { tags: ['a', 'b'] }, shows: { tags: ['a', 'b'] } },
      { changes: { tags: null }, shows: { tags: [] } },
      { changes: { customFields: { colour: 'red', size: null } }, shows: {} },
      { changes: { customFields: null }, shows: { customFields: null } },
    ],
    creation: { owner: { userId: 'zoe', organizationId: 'northwind' }, fields: { tags: ['new'] } },
    absent: { ticketId: toTicketId(3), userId: 'nobody' },
    upstream: null,
    closeProvider: close,
    close,
  };
});

function makeHeld(): Seeded[] {
  return makeSeed({ backend: BACKEND, provider: 'LOCAL', count: COUNT, owners: OWNERS }).map((one, index) => ({
    ...one,
    ticket: {
      ...one.ticket,
      nativeId: `${ID_PREFIXES[index % ID_PREFIXES.length]}${index}`,
      customFields: index % 3 === 0 ? null : one.ticket.customFields,
      details: index % 2 === 0 ? null : { kind: 'LOCAL', createdBy: 'amina' },
      revision: '1',
    },
  }));
}

/** With a neighbour, of whom nothing may come. */
async function fill(store: Store, seed: readonly Seeded[]): Promise<void> {
  await store.directory.putOrganizations(ORGANIZATIONS);
  await store.directory.putUsers(USERS.map((user) => ({ ...user, emailVerified: true })));
  const own = seed.map(({ ticket, messages }) => ({ ticket, messages: messages.toReversed() }));
  const neighbours = own.map(({ ticket }, index) => ({
    ticket: { ...ticket, backend: 'des' },
    messages: own.at(index - 1)?.messages ?? [],
  }));
  await store.tickets.insert([...own, ...neighbours]);
}
