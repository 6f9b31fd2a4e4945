import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/demo/random.js';
import { seedDesk } from '../visibility/desk.js';
import { ask, askFor } from './ask.js';
import { createWorld, type World } from './world.js';

const DEADLINE_MS = 1500;
const LIST = `{ tickets(first: 10) { nodes { backend { key } }
  totalCount { value precision }
  backends { backend { key health } outcome reason error { code message retryable retryAfterSeconds } upstreamRequests } } }`;

const AGED = `{ tickets(first: 10) { nodes { id backend { key } }
  backends { backend { key } outcome asOf reason error { code } upstreamRequests } } }`;

interface ListAnswer {
  readonly tickets: {
    readonly nodes: readonly { readonly backend: { readonly key: string } }[];
    readonly totalCount: { readonly value: number; readonly precision: string };
    readonly backends: readonly Record<string, unknown>[];
  };
}

describe('a backend that fails', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await createWorld({ tickets: 30, limits: { deadlineMs: DEADLINE_MS }, connection: { readAttempts: 1 } });
    await seedDesk(world, createRandom(9), 30);
    token = await world.token({ scope: 'support:read access_all_areas' });
    await askFor(world.gateway, LIST, { token });
  });
  afterAll(() => world.close());

  const isApi = ({ path }: { path: string }) => path.startsWith('/v2/');

  it.each([
    [
      { status: 500, body: 'secret stack' },
      { code: 'UNAVAILABLE', retryable: true, retryAfterSeconds: null },
    ],
    [{ status: 403 }, { code: 'FORBIDDEN', retryable: false, retryAfterSeconds: null }],
    [{ status: 406 }, { code: 'BAD_RESPONSE', retryable: false, retryAfterSeconds: null }],
    ['cut-json' as const, { code: expect.stringMatching(/^(BAD_RESPONSE|UNAVAILABLE)$/) as string }],
    ['reset' as const, { code: 'UNAVAILABLE', retryable: true }],
  ])('answers %j with the others’ tickets and a report', async (fault, error) => {
    const heal = world.simulator.fail({ match: isApi, with: fault });

    const { tickets } = await askFor<ListAnswer, object>(world.gateway, LIST, { token });
    heal();

    expect(tickets.nodes).toHaveLength(10);
    expect(tickets.nodes.every(({ backend }) => backend.key === 'desk')).toBe(true);
    expect(tickets.totalCount).toEqual({ value: 30, precision: 'AT_LEAST' });
    expect(tickets.backends[0]).toMatchObject({ outcome: 'COMPLETE', error: null });
    expect(tickets.backends[1]).toMatchObject({ outcome: 'FAILED', error });
    expect(JSON.stringify(tickets)).not.toContain('secret');
  });

  it('answers by the deadline when it never answers', async () => {
    const heal = world.simulator.fail({ match: isApi, with: 'hang' });
    const startedAt = performance.now();

    const { tickets } = await askFor<ListAnswer, object>(world.gateway, LIST, { token });
    const tookMs = performance.now() - startedAt;
    heal();

    expect(tickets.nodes).toHaveLength(10);
    expect(tickets.backends[1]).toMatchObject({
      outcome: 'FAILED',
      reason: 'The time was up before the backend answered.',
      error: { code: 'TIMEOUT', retryable: true },
    });
    expect(tookMs).toBeGreaterThanOrEqual(DEADLINE_MS - 50);
    expect(tookMs).toBeLessThan(DEADLINE_MS + 1000);
  });

  it('blanks the one field that could not be read, with a code and without a word of the upstream', async () => {
    const ids = world.simulator.data.tickets
      .slice(0, 2)
      .map(({ id }) => Buffer.from(`Ticket:ev:${id}`).toString('base64url'));
    const heal = world.simulator.fail({
      match: ({ path }) => path.includes(world.simulator.data.tickets[0]?.id ?? 'none'),
      with: { status: 503, body: 'secret stack' },
    });

    const query = `{ broken: ticket(id: "${ids[0]}") { nativeId } well: ticket(id: "${ids[1]}") { nativeId } }`;
    const { status, data, errors } = await ask(world.gateway, query, { token });
    heal();

    expect(status).toBe(200);
    expect(data).toEqual({ broken: null, well: { nativeId: world.simulator.data.tickets[1]?.id } });
    expect(errors).toMatchObject([
      { path: ['broken'], extensions: { code: 'INTERNAL_SERVER_ERROR', backendError: 'UNAVAILABLE', retryable: true } },
    ]);
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  it('is asked again as soon as it is well', async () => {
    const { tickets } = await askFor<ListAnswer, object>(world.gateway, LIST, { token });

    expect(tickets.backends.map(({ outcome }) => outcome)).toEqual(['COMPLETE', 'COMPLETE']);
    expect(tickets.backends[1]).toMatchObject({ backend: { health: 'HEALTHY' } });
  });

  it('is asked nothing while it wants to be left alone', async () => {
    const heal = world.simulator.fail({ match: isApi, with: { status: 429, headers: { 'retry-after': '900' } } });
    const refused = await askFor<ListAnswer, object>(world.gateway, LIST, { token });
    heal();
    world.simulator.requests.clear();

    const { tickets } = await askFor<ListAnswer, object>(world.gateway, LIST, { token });

    const report = { outcome: 'FAILED', error: { code: 'RATE_LIMITED', retryable: true, retryAfterSeconds: 900 } };
    expect(refused.tickets.backends[1]).toMatchObject(report);
    expect(tickets.nodes).toHaveLength(10);
    expect(tickets.backends[1]).toMatchObject({ ...report, upstreamRequests: 0 });
    expect(world.simulator.requests.entries).toEqual([]);
  });
});

describe('a backend that is out of order', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ tickets: 30, connection: { readAttempts: 1, breakMs: 60_000 } });
  });
  afterAll(() => world.close());

  it('is answered for with what it said before, as of then, and only with what the caller may see', async () => {
    const all = await world.token({ scope: 'support:read access_all_areas' });
    const [somebody] = world.simulator.data.users;
    const own = await world.token({ user: somebody?.id ?? null });
    const before = await askFor<ListAnswer, object>(world.gateway, AGED, { token: all });
    const ownBefore = await askFor<ListAnswer, object>(world.gateway, AGED, { token: own });

    world.simulator.fail({ match: () => true, with: { status: 503 } });
    const isOpen = () => world.gateway.backends[1]?.provider.status().breakers['read'] === 'OPEN';
    for (let page = 2; !isOpen(); page += 1) await ask(world.gateway, AGED.replace('10', String(page)), { token: all });
    world.simulator.requests.clear();
    const { tickets } = await askFor<ListAnswer, object>(world.gateway, AGED, { token: all });
    const ownAfter = await askFor<ListAnswer, object>(world.gateway, AGED, { token: own });
    const other = await askFor<ListAnswer, object>(
      world.gateway,
      AGED.replace('10', '10, filter: { status: { eq: CLOSED } }'),
      { token: all },
    );

    expect(tickets.nodes).toEqual(before.tickets.nodes);
    expect(tickets.backends).toMatchObject([
      { outcome: 'COMPLETE' },
      { outcome: 'STALE', asOf: expect.any(String), error: null, upstreamRequests: 0 },
    ]);
    expect(ownAfter.tickets.nodes).toEqual(ownBefore.tickets.nodes);
    expect(other.tickets.backends).toMatchObject([{ outcome: 'COMPLETE' }, { outcome: 'FAILED' }]);
    expect(world.simulator.requests.entries).toEqual([]);
  });
});
