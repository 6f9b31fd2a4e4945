import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { askFor } from './ask.js';
import { createWorld, type World } from './world.js';

describe('calls to the upstream', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await createWorld({ tickets: 120 });
    token = await world.token({ scope: 'support:read user:read access_all_areas' });
    await askFor(world.gateway, '{ tickets(first: 1) { nodes { id } } }', { token }); // the upstream token
  });
  beforeEach(() => world.simulator.requests.clear());
  afterAll(() => world.close());

  const paths = () =>
    world.simulator.requests.entries.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);

  it('reads 50 tickets with user and messages in one', async () => {
    const query = `{ tickets(first: 50, filter: { backend: { eq: "ev" } }) {
      nodes { user { email } messages(first: 5) { nodes { text } } } backends { outcome upstreamRequests } } }`;

    const { tickets } = await askFor<TicketsAnswer, object>(world.gateway, query, { token });

    expect(paths()).toEqual(['GET /v2/support_tickets']);
    expect(tickets.nodes).toHaveLength(50);
    expect(tickets.nodes.every(({ messages }) => (messages?.nodes.length ?? 0) > 0)).toBe(true);
    expect(tickets.nodes.some(({ user }) => user?.email)).toBe(true);
    expect(tickets.backends).toEqual([
      { outcome: 'SKIPPED', upstreamRequests: 0 },
      { outcome: 'COMPLETE', upstreamRequests: 1 },
    ]);
  });

  it('reads no page of which nothing is selected', async () => {
    await askFor(world.gateway, '{ tickets(first: 7) { __typename } }', { token });
    expect(paths()).toEqual([]);

    const local = '{ tickets(filter: { backend: { eq: "desk" } }) { totalCount { value precision } } }';
    const listed = vi.spyOn(world.gateway.store.tickets, 'list');
    expect(await askFor(world.gateway, local, { token })).toEqual({
      tickets: { totalCount: { value: 0, precision: 'EXACT' } },
    });
    expect(listed).not.toHaveBeenCalled();
    listed.mockRestore();
  });

  it('expands only what the query selects', async () => {
    await askFor(world.gateway, '{ tickets(first: 5) { nodes { subject } } }', { token });
    await askFor(world.gateway, '{ tickets(first: 5) { edges { node { messages { totalCount } } } } }', { token });
    await askFor(
      world.gateway,
      'query Q($no: Boolean = false) { tickets(first: 5) { nodes { ...F } } } fragment F on Ticket { user { id } messages @include(if: $no) { totalCount } }',
      { token },
    );

    const expansions = world.simulator.requests.entries.map(({ path }) => path.match(/expand=\w+/g) ?? []);
    expect(expansions).toEqual([[], ['expand=messages'], ['expand=user']]);
  });

  it('reads a ticket that is named 30 times once, and 30 tickets once each', async () => {
    const ids = world.simulator.data.tickets.slice(0, 30).map(({ id }) => toId(`Ticket:ev:${id}`));
    const same = ids.map((_id, index) => `a${index}: ticket(id: "${ids[0]}") { id subject }`);
    const each = ids.map((id, index) => `b${index}: ticket(id: "${id}") { id messages { totalCount } }`);

    await askFor(world.gateway, `{ ${same.join('\n')} }`, { token });
    const onceForAll = paths().length;
    world.simulator.requests.clear();
    await askFor(world.gateway, `{ ${each.join('\n')} }`, { token });

    expect(onceForAll).toBe(1);
    expect(paths()).toHaveLength(30);
    expect(new Set(paths()).size).toBe(30);
  });

  it('makes none for a backend that the token or the filter rules out', async () => {
    const nobody = await world.token({ user: 'user-of-nobody' });

    await askFor(
      world.gateway,
      '{ tickets(filter: { provider: { in: [LOCAL] } }) { nodes { id } totalCount { value } } }',
      { token },
    );
    await askFor(world.gateway, `{ node(id: "${toId('User:user00000000000000000000000001')}") { id } }`, {
      token: nobody,
    });

    expect(paths()).toEqual([]);
  });
});

interface TicketsAnswer {
  readonly tickets: {
    readonly nodes: readonly {
      readonly user: { readonly email: string | null } | null;
      readonly messages: { readonly nodes: readonly unknown[] } | null;
    }[];
    readonly backends: readonly { readonly outcome: string; readonly upstreamRequests: number }[];
  };
}

function toId(text: string): string {
  return Buffer.from(text).toString('base64url');
}
