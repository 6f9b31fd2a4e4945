import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.js';
import { createWorld, type World } from './world.js';

describe('a caller who asks too much', () => {
  let world: World;
  beforeAll(async () => {
    // A query of this file costs 225 points, and a tenth of a point flows in each second.
    world = await createWorld({ tickets: 10, bounds: 'default', limits: { pointsPerMinute: 6, pointsAtOnce: 1000 } });
  });
  afterAll(() => world.close());

  const query = '{ tickets(first: 10) { nodes { id subject } } }';
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
    // Some hundred points are missing.
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(900);
    expect(seconds).toBeLessThan(2300);
    expect(other.status).toBe(200);
    expect(world.simulator.requests.entries).toHaveLength(1);
  });

  it('pays for queries that are refused, by their length', async () => {
    const token = await tokenOf('careless');
    const long = `{ ${'nothing '.repeat(120)} }`;

    const statuses = [];
    for (let times = 0; times < 120; times += 1) statuses.push((await ask(world.gateway, long, { token })).status);

    expect(statuses.indexOf(429)).toBeGreaterThan(50);
    expect(new Set(statuses)).toEqual(new Set([400, 429]));
  });
});
