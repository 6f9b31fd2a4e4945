import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/demo/random.js';
import { seedDesk } from '../visibility/desk.js';
import { fromEvEnergy } from '../visibility/plain/from-ev-energy.js';
import type { PlainTicket } from '../visibility/plain/plain-ticket.js';
import { ask, askFor } from './ask.js';
import { createWorld, type World } from './world.js';

const EVERYTHING = `{
  viewer { user { ...N } organization { ...N } }
  backends { ...N }
  tickets(first: 100) {
    nodes { ...N backend { ...N } user { ...N organization { ...N } } organization { ...N } messages(first: 100) { nodes { ...N ticket { ...N } } } }
    backends { backend { ...N } }
  }
} fragment N on Node { __typename id }`;

describe('nodes', () => {
  let world: World;
  let tickets: readonly PlainTicket[];
  beforeAll(async () => {
    world = await createWorld({ tickets: 60, seed: 5 });
    tickets = [...(await seedDesk(world, createRandom(5), 60)), ...fromEvEnergy(world.simulator.data, 'ev')];
  });
  afterAll(() => world.close());

  const withUser = () => tickets.find(({ user, organization }) => user !== null && organization !== null);

  it.each([
    ['a user', () => ({ user: withUser()?.user ?? null })],
    ['an organisation', () => ({ organization: withUser()?.organization ?? null })],
    ['all', () => ({ user: withUser()?.user ?? null, scope: 'support:read access_all_areas' })],
  ])('fetches again every object that %s was shown', async (_who, claims) => {
    const token = await world.token(claims());
    const shown = findNodes(await askFor(world.gateway, EVERYTHING, { token }));

    const again = await inHundreds([...shown.keys()], async (ids) => {
      const query = 'query Q($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }';
      return (await askFor<{ nodes: unknown[] }, object>(world.gateway, query, { token, variables: { ids } })).nodes;
    });

    expect(new Set(shown.values())).toEqual(new Set(['Ticket', 'Message', 'User', 'Organization', 'Backend']));
    expect(again).toEqual([...shown].map(([id, type]) => ({ __typename: type, id })));
  });

  it.each([
    ['node', (id: string) => `{ found: node(id: "${id}") { __typename id } }`],
    ['nodes', (id: string) => `{ found: nodes(ids: ["${id}", "${id}"]) { __typename id } }`],
    ['ticket', (id: string) => `{ found: ticket(id: "${id}") { subject messages { totalCount } user { email } } }`],
    [
      'updateTicket',
      (id: string) =>
        `mutation { found: updateTicket(input: { id: "${id}", aiGeneratedCategory: null, expectedVersion: "1" }) { __typename ... on UserError { message } } }`,
    ],
    [
      'an alias deep inside',
      (id: string) =>
        `{ viewer { visibility } a: node(id: "${id}") { ... on Ticket { b: messages { c: nodes { text } } } } }`,
    ],
  ])('answers somebody else’s ticket through %s like a missing one, byte for byte', async (_door, toQuery) => {
    const somebody = withUser();
    const stranger = await world.token({
      user: 'user00000000000000000000000000',
      scope: 'support:read support:write user:read',
    });
    const hidden = [...tickets].filter(({ user }) => user !== null && user === somebody?.user);
    expect(new Set(hidden.map(({ backend }) => backend)).size).toBe(2);

    for (const { backend, id } of hidden) {
      const missing = `${id.slice(0, -3)}ZZZ`;
      const [forHidden, forMissing] = await Promise.all(
        [id, missing].map((nativeId) =>
          ask(world.gateway, toQuery(toId(`Ticket:${backend}:${nativeId}`)), {
            token: stranger,
            headers: { 'x-request-id': 'same' },
          }),
        ),
      );

      expect(JSON.stringify(forHidden)).toBe(JSON.stringify(forMissing));
    }
  });

  it('answers somebody else’s message, user and organisation like missing ones', async () => {
    const somebody = tickets.find(
      ({ user, organization, messages }) => user !== null && organization !== null && messages.length > 0,
    );
    const all = await world.token({ scope: 'support:read access_all_areas' });
    const ticketId = toId(`Ticket:${somebody?.backend}:${somebody?.id}`);
    const { ticket } = await askFor<{ ticket: { messages: { nodes: { id: string }[] } } }, object>(
      world.gateway,
      `{ ticket(id: "${ticketId}") { messages { nodes { id } } } }`,
      { token: all },
    );
    const ids = [
      ticket.messages.nodes[0]?.id ?? '',
      toId(`User:${somebody?.user}`),
      toId(`Organization:${somebody?.organization}`),
    ];
    const stranger = await world.token({ user: 'user00000000000000000000000000' });

    const answer = await ask(world.gateway, 'query Q($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      token: stranger,
      variables: { ids },
    });

    expect(answer.data).toEqual({ nodes: [null, null, null] });
    expect(answer.errors).toBeUndefined();
  });
});

function findNodes(value: unknown, found = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) return found;
  if ('__typename' in value && 'id' in value) found.set(String(value.id), String(value.__typename));
  for (const part of Object.values(value)) findNodes(part, found);
  return found;
}

async function inHundreds<T>(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < ids.length; start += 100) found.push(...(await read(ids.slice(start, start + 100))));
  return found;
}

function toId(text: string): string {
  return Buffer.from(text).toString('base64url');
}
