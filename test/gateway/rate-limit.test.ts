import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.js';
import { createWorld, type World } from './world.js';

describe('a caller who asks too much', () => {
  let world: World;
  let now = 0;
  beforeAll(async () => {
    // A query of this file costs 225 points, and a point flows in each second.
    const limits = { pointsPerMinute: 60, pointsAtOnce: 1000, queryComplexity: 1000 };
    world = await createWorld({ tickets: 10, bounds: 'default', limits, ticks: () => now });
  });
  afterAll(() => world.close());

  const query = '{ tickets(first: 82) { nodes { id subject } } }';
  const send = (token: string, { search = '', ...init }: RequestInit & { readonly search?: string }) =>
    world.gateway.yoga.fetch(`http://gateway.test/graphql${search}`, {
      ...init,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    });
  const tokenOf = (user: string) => world.token({ user, scope: 'support:read access_all_areas' });

  it('is told to wait, and nothing is asked upstream; another caller is not', async () => {
    const token = await tokenOf('greedy');
    const answers = [];
    for (let times = 0; times < 5; times += 1) answers.push(await ask(world.gateway, query, { token }));
    world.simulator.requests.clear();

    const refused = await ask(world.gateway, query, { token: await tokenOf('greedy') });
    const other = await ask(world.gateway, query, { token: await tokenOf('modest') });

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429]);
    expect(refused).toMatchObject({
      status: 429,
      data: undefined,
      errors: [{ extensions: { code: 'RATE_LIMITED', requestId: expect.any(String) } }],
    });
    // Of 225 points there are 100 left by four queries, less two each that the fifth and sixth took for being read.
    expect(refused.headers.get('retry-after')).toBe('129');
    expect(other.status).toBe(200);
    expect(world.simulator.requests.entries).toHaveLength(1);
  });

  it.each([
    ['half of what a bucket holds', 10],
    ['more than a bucket holds', 45],
  ])('is answered after exactly the time that the answer names, for a query of %s', async (what, size) => {
    const dear = `{ tickets(first: ${size}) { nodes { id messages(first: 1) { nodes { id } } } } }`;
    const askLater = async (secondsLess: number) => {
      const token = await tokenOf(`${what}, ${secondsLess}`);
      for (let times = 0; times < 2; times += 1) await send(token, { method: 'POST', body: 'x'.repeat(40_000) });
      const { status, headers } = await ask(world.gateway, dear, { token });
      now += (Number(headers.get('retry-after')) - secondsLess) * 1000;
      return [status, (await ask(world.gateway, dear, { token })).status];
    };

    expect(await askLater(0)).toEqual([429, 200]);
    expect(await askLater(1)).toEqual([429, 429]);
  });

  it.each([
    ['values', JSON.stringify({ query: '{ __typename }', variables: { a: Array(20_000).fill(0) } })],
    ['JSON that ends too early', `[${'" ",'.repeat(10_000)}`],
    ['JSON that is none', 'x'.repeat(40_000)],
    ['brackets', JSON.stringify({ query: `${' '.repeat(40_000)}${'{'.repeat(51)}` })],
    ['fields that are not there', JSON.stringify({ query: `{ ${'nothing '.repeat(5000)} }` })],
  ])('pays for a refused body by its length: %s', async (what, body) => {
    const token = await tokenOf(what);

    const statuses = [];
    for (let times = 0; times < 3; times += 1) statuses.push((await send(token, { method: 'POST', body })).status);

    expect(statuses).toEqual([400, 400, 429]);
  });

  it('pays for a refused URL by its length', async () => {
    const token = await tokenOf('GET');

    const statuses = [];
    for (let times = 0; times < 4; times += 1) {
      statuses.push((await send(token, { search: `?query=${'x'.repeat(40_000)}` })).status);
    }

    expect(statuses).toEqual([400, 400, 429, 429]);
  });
});
