import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getIntrospectionQuery } from 'graphql';
import { exampleQueries } from '../../src/examples/queries.js';
import { askCost, describeGeneratedQueries } from './query-cost.js';
import { ask } from './ask.js';
import { createWorld, type World } from './world.js';

describeGeneratedQueries({ queries: 20, tickets: 12, seed: 7 });

describe('the cost of a query', () => {
  let world: World;
  let staff: string;
  beforeAll(async () => {
    world = await createWorld({
      tickets: 30,
      bounds: 'default',
      limits: { upstreamRequests: 100, pointsPerMinute: 0 },
    });
    staff = await world.token({ scope: 'support:read access_all_areas' });
  });
  beforeEach(() => world.simulator.requests.clear());
  afterAll(() => world.close());

  it('is in the answer when it is asked for, and only then', async () => {
    const query = '{ tickets(first: 10) { nodes { id subject } } }';

    const { extensions } = await askCost(world, query, staff);
    const plain = await world.gateway.yoga.fetch('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${staff}` },
      body: JSON.stringify({ query }),
    });

    expect(extensions?.cost).toEqual({
      complexity: { requested: 31, limit: 20_000 },
      points: { requested: 81, left: null },
      upstreamRequests: [
        { backend: 'desk', requested: 0, made: 0, limit: 100, remaining: null },
        { backend: 'ev', requested: 10, made: 2, limit: 100, remaining: expect.any(Number) },
      ],
    });
    expect(await plain.json()).not.toHaveProperty('extensions');
  });

  it('does not tell how much was read to those who may not see all of it', async () => {
    const token = await world.token({ user: world.simulator.data.users[0]?.id ?? null });

    const { extensions } = await askCost(world, '{ tickets { nodes { id } } }', token);

    expect(extensions?.cost?.upstreamRequests).toMatchObject([
      { made: null, remaining: null },
      { made: null, remaining: null },
    ]);
  });

  it('follows variables, fragments, @skip and @include', async () => {
    const query = `query Q($n: Int, $no: Boolean = false) {
      tickets(first: $n) { nodes { ...F status @skip(if: true) messages @include(if: $no) { totalCount } } } }
      fragment F on Ticket { id subject }`;

    const costs = [10, 100].map(async (n) => (await askCost(world, query, staff, { n })).extensions?.cost);

    const [ten, hundred] = await Promise.all(costs);
    expect(ten?.complexity.requested).toBe(10 + 1 + 10 * 2);
    expect(hundred?.complexity.requested).toBe(10 + 1 + 100 * 2);
  });

  describe('of a text that was asked before', () => {
    const requestedBy = async (query: string, variables: object = {}) =>
      (await askCost(world, query, staff, variables)).extensions?.cost?.complexity.requested;

    it('follows the variables of directives', async () => {
      const query = `query ($with: Boolean!) {
        tickets(first: 10) { nodes { id messages(first: 5) @include(if: $with) { nodes { id } } } } }`;

      const costs = [
        await requestedBy(query, { with: false }),
        await requestedBy(query, { with: true }),
        await requestedBy(query, { with: false }),
      ];

      const without = 10 + 1 + 10;
      expect(costs).toEqual([without, without + 10 * (1 + 1 + 5), without]);
    });

    it('follows the variables of arguments, as one that was never asked does', async () => {
      const query = 'query ($n: Int) { tickets(first: $n) { nodes { id messages(first: $n) { nodes { id } } } } }';

      for (const n of [10, 100, 10]) {
        expect(await requestedBy(query, { n })).toBe(await requestedBy(`${query} # ${n} ${Math.random()}`, { n }));
      }
    });

    it('is what its fields come to together where one name stands for several', async () => {
      const query = `{
        a: tickets(first: 10) { nodes { ...F } }
        b: tickets(first: 10) { nodes { ...F user { id } } }
      }
      fragment F on Ticket { user { fullName } }`;

      const costs = [await requestedBy(query), await requestedBy(query)];

      const list = (fieldsOfUser: number) => 10 + 1 + 10 * (1 + fieldsOfUser);
      expect(costs).toEqual([list(1) + list(2), list(1) + list(2)]);
    });
  });

  it('counts a ticket once that is asked for twice, and each of several', async () => {
    const requestedOf = async (...ids: readonly string[]) => {
      const fields = ids.map((id, at) => `t${at}: ticketByNativeId(backend: "ev", nativeId: "${id}") { id }`);
      const { extensions } = await askCost(world, `{ ${fields.join(' ')} }`, staff);
      return extensions?.cost?.upstreamRequests.find(({ backend }) => backend === 'ev')?.requested ?? 0;
    };

    const one = await requestedOf('x');

    expect(await requestedOf('x', 'x')).toBe(one);
    expect(await requestedOf('x', 'y')).toBeGreaterThan(one);
  });

  it('leaves a directive that cannot be read to the field above it', async () => {
    const listed = await askCost(world, '{ tickets(first: 1) { nodes { id } } }', staff);
    const { tickets } = listed.data as { readonly tickets: { readonly nodes: readonly { readonly id: string }[] } };
    const query = `query ($id: ID!, $n: Boolean = true) {
      viewer { visibility }
      ticket(id: $id) { subject @include(if: $n) }
    }`;

    const { data, errors } = await askCost(world, query, staff, { id: tickets.nodes[0]?.id, n: null });

    expect(data).toEqual({ viewer: { visibility: 'ALL' }, ticket: null });
    expect(errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
  });

  it.each([
    ['points', `{ tickets(first: 100) { nodes { messages(first: 100) { nodes { id text } } } } }`, 'queryComplexity'],
    ['points of filters', `{ stats(filter: { or: [${'{ search: "a" } '.repeat(50)}] }) { total } }`, 'queryComplexity'],
    [
      'upstream requests',
      '{ a: stats { total } b: stats { total } c: stats { total } d: tickets { nodes { id } } }',
      'upstreamRequests',
    ],
    [
      'introspection',
      `{ __schema { types { ${deeply('fields { name args { name type { name } } type { fields { name } } }', 28)} } } }`,
      'queryComplexity',
    ],
  ])('is refused over the limit of %s, before anything is asked upstream', async (_what, query, limit) => {
    const { status, errors, data } = await ask(world.gateway, query, { token: staff });

    expect({ status, hasData: data !== undefined }).toEqual({ status: 400, hasData: false });
    expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', limit, requestId: expect.any(String) } }]);
    expect(world.simulator.requests.entries).toEqual([]);
  });

  it('leaves room for the whole introspection and every example', async () => {
    const { status, errors } = await ask(world.gateway, getIntrospectionQuery(), { token: staff });
    const answers = await Promise.all(exampleQueries.map((query) => askCost(world, String(query), staff)));

    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    const codes = answers.flatMap((answer) => answer.errors ?? []).map(({ extensions }) => extensions['code']);
    expect(codes).not.toContain('QUERY_TOO_COMPLEX');
  });

  it('refuses pages outside of 1 to 100', async () => {
    for (const first of [0, -1, 101]) {
      const { errors } = await ask(world.gateway, `{ tickets(first: ${first}) { nodes { id } } }`, { token: staff });
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
    }
    expect(world.simulator.requests.entries).toEqual([]);
  });
});

function deeply(part: string, times: number): string {
  return Array.from({ length: times }, (_, at) => `a${at}: ${part}`).join(' ');
}
