import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withKeptAnswers, type KeptAnswersOptions } from '../../../../src/provider/http/kept-answers.js';
import type { Call } from '../../../../src/provider/provider.js';
import { collectGarbage } from '../../../collect-garbage.js';
import { createCall, errorOf, get, patch } from '../calls.js';
import { json, type Answer } from '../test-server.js';
import { open } from './open.js';

const NOW = '2026-03-02T09:00:00.000Z';

describe('an answer of before', () => {
  it('serves while the breaker is open, and says how old it is', async () => {
    const { kept, origin, fail } = await start();
    await kept.send(get(origin), takingStale().call);

    await fail();
    const { call, ages } = takingStale();
    const { body } = await kept.send(get(origin, '/things', { headers: { authorization: 'of another token' } }), call);

    expect([body, ages]).toEqual([{ target: '/things' }, [NOW]]);
  });

  it('serves nobody for whom it will not do', async () => {
    const { kept, origin, fail } = await start();
    await kept.send(get(origin), takingStale().call);

    await fail();
    const error = await errorOf(kept.send(get(origin), createCall()));

    expect(error.code).toBe('UNAVAILABLE');
  });

  it('serves no other question, and no failure while the breaker is closed', async () => {
    const { kept, origin, fail, failOnce } = await start();
    await kept.send(get(origin), takingStale().call);

    failOnce();
    const { call, ages } = takingStale();
    const passing = await errorOf(kept.send(get(origin), call));
    await fail();
    const other = await errorOf(kept.send(get(origin, '/others'), call));

    expect([passing.code, other.code, ages]).toEqual(['UNAVAILABLE', 'UNAVAILABLE', []]);
  });

  it('serves until it is too old', async () => {
    const { kept, origin, fail, clock } = await start();
    await kept.send(get(origin), takingStale().call);
    await fail();

    clock.now += 60_000;
    const { call, ages } = takingStale();
    await kept.send(get(origin), call);
    clock.now += 1;
    const error = await errorOf(kept.send(get(origin), call));

    expect([ages, error.code]).toEqual([[NOW], 'UNAVAILABLE']);
  });

  it('serves nobody while the clock is set back to before it was asked for', async () => {
    const { kept, origin, fail, clock } = await start();
    await kept.send(get(origin), takingStale().call);
    await fail();

    clock.now -= 1;
    const error = await errorOf(kept.send(get(origin), takingStale().call));

    expect(error.code).toBe('UNAVAILABLE');
  });

  it('serves nobody where none may be stale, fresh though it still be', async () => {
    const { kept, origin, fail } = await start({ staleMs: 0, freshMs: 1000 });
    await kept.send(get(origin), { ...takingStale().call, onShared: () => undefined });
    await fail();

    const error = await errorOf(kept.send(get(origin), takingStale().call));

    expect(error.code).toBe('UNAVAILABLE');
  });

  it.each([
    ['when it is too old for anybody', 30, false],
    ['when the client is closed', 60_000, true],
  ])('leaves memory %s, asked for or not', async (_name, staleMs, isClosed) => {
    const { kept, origin, clock } = await start({ staleMs, freshMs: staleMs });
    const call = { ...takingStale().call, onShared: () => undefined };
    await kept.send(get(origin), call);
    // Only bytes, which cannot be watched, until it is given again.
    const answer = new WeakRef(Object((await kept.send(get(origin), call)).body));
    await kept.send(get(origin, '/others'), createCall());
    await wait(20);
    collectGarbage();
    const isKept = answer.deref() !== undefined;

    clock.now += 31;
    if (isClosed) await kept.close();

    expect(isKept).toBe(true);
    // What is too old is looked for once a second.
    await expect.poll(() => (collectGarbage(), answer.deref() === undefined), { timeout: 5000 }).toBe(true);
  });

  it('is as old as the last time the upstream said that it still held', async () => {
    const { kept, origin, fail, clock } = await start({ tag: '"one"' });
    await kept.send(get(origin), takingStale().call);
    clock.now += 1000;
    await kept.send(get(origin), takingStale().call);

    await fail();
    const { call, ages } = takingStale();
    const { status, body } = await kept.send(get(origin), call);

    expect([status, body, ages]).toEqual([200, { target: '/things' }, ['2026-03-02T09:00:01.000Z']]);
  });

  it('is none of a write', async () => {
    const { kept, origin, fail } = await start();
    await kept.send(patch(origin), takingStale().call);

    await fail('PATCH');
    const error = await errorOf(kept.send(patch(origin), takingStale().call));

    expect(error.code).toBe('UNAVAILABLE');
  });

  it('makes room for later ones', async () => {
    const { kept, origin, fail } = await start({ keptBytes: 4500 });
    for (const target of ['/a', '/b', '/c']) await kept.send(get(origin, target), takingStale().call);
    await kept.send(get(origin, '/that-serves-nobody'), createCall());
    await fail();

    const { call } = takingStale();
    const first = await errorOf(kept.send(get(origin, '/a'), call));
    const others = [await kept.send(get(origin, '/b'), call), await kept.send(get(origin, '/c'), call)];

    expect(first.code).toBe('UNAVAILABLE');
    expect(others.map(({ body }) => body)).toEqual([{ target: '/b' }, { target: '/c' }]);
  });

  it('is as old as the first question, of those who shared it or overtook each other', async () => {
    const clock = { now: Date.parse(NOW) };
    const answers = new Map<string, () => void>();
    const { client, server, origin } = await open(
      ({ headers }, response) => void answers.set(headers['authorization'] ?? '', () => response.end('{}')),
      { now: () => clock.now },
    );
    const kept = withKeptAnswers(client, { freshMs: 0, staleMs: 60_000, keptBytes: 1_000_000, now: () => clock.now });
    const send = (authorization: string, call: Call) =>
      kept.send(get(origin, '/', { headers: { authorization } }), call);
    const [slow, shared] = [send('slow', createCall()), send('slow', takingStale().call)];
    await server.arrived(1);
    clock.now += 1000;
    const joiner = send('slow', takingStale().call);
    const fast = send('fast', takingStale().call);
    await server.arrived(2);

    answers.get('fast')?.();
    await fast;
    answers.get('slow')?.();
    await Promise.all([slow, shared, joiner]);
    await client.close();
    const { call, ages } = takingStale();
    while (client.status().breakers['read'] === 'CLOSED') await Promise.allSettled([client.send(get(origin), call)]);
    await kept.send(get(origin, '/'), call);

    expect(ages).toEqual(['2026-03-02T09:00:01.000Z']);
  });

  it('serves at once while the upstream is out of order and asked us to wait, but not while it only has enough', async () => {
    const ages: (readonly string[])[] = [];
    for (const status of [503, 429]) {
      const answers: Answer[] = [json(200, {}), json(status, {}, { 'retry-after': '30' })];
      const { client, origin } = await open((received, response) => answers.shift()?.(received, response));
      const kept = withKeptAnswers(client, {
        freshMs: 0,
        staleMs: 60_000,
        keptBytes: 1_000_000,
        now: () => Date.parse(NOW),
      });
      const stale = takingStale();
      await kept.send(get(origin), stale.call);

      await Promise.allSettled([kept.send(get(origin), stale.call)]);
      await Promise.allSettled([kept.send(get(origin), stale.call)]);
      ages.push(stale.ages);
    }

    expect(ages).toEqual([[NOW], []]);
  });
});

function takingStale(): { readonly call: Call; readonly ages: readonly string[] } {
  const ages: string[] = [];
  return { call: { ...createCall(), onStale: (asOf) => ages.push(asOf) }, ages };
}

async function start({ tag, ...options }: Partial<KeptAnswersOptions> & { readonly tag?: string } = {}) {
  const clock = { now: Date.parse(NOW) };
  let failures = 0;
  const answer: Answer = (received, response) => {
    failures -= 1;
    const isKnown = tag !== undefined && received.headers['if-none-match'] === tag;
    if (failures < 0 && isKnown) response.writeHead(304, { etag: tag }).end();
    else json(failures >= 0 ? 503 : 200, { target: received.target }, tag ? { etag: tag } : {})(received, response);
  };
  const { client, origin } = await open(answer, { readAttempts: 1, now: () => clock.now });
  const usual = { freshMs: 0, staleMs: 60_000, keptBytes: 1_000_000 };
  const kept = withKeptAnswers(client, { ...usual, ...options, now: () => clock.now });
  return {
    kept,
    origin,
    clock,
    failOnce: () => void (failures = 1),
    /** Until the breaker opens. */
    async fail(method: 'GET' | 'PATCH' = 'GET') {
      failures = Number.POSITIVE_INFINITY;
      const request = method === 'GET' ? get(origin, '/failing') : patch(origin);
      while (kept.status().breakers[method === 'GET' ? 'read' : 'write'] === 'CLOSED')
        await Promise.allSettled([kept.send(request, createCall())]);
    },
  };
}
