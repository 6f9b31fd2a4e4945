import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UpstreamClient } from '../../../../src/provider/http/upstream-client.js';
import { createCall, errorOf, get, patch } from '../calls.js';
import { json, silence, type Answer } from '../test-server.js';
import { open } from './open.js';

const PERIOD_MS = 5000;
const options = { readAttempts: 1, breakMs: PERIOD_MS };

describe('the breaker', () => {
  // Its period alone runs by this clock; sockets and timers are real.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('opens within 20 calls when half of them fail, and then lets nothing through', async () => {
    let count = 0;
    const { client, server, origin } = await open((received, response) => {
      count += 1;
      json(count % 2 === 0 ? 503 : 200, {})(received, response);
    }, options);

    await ask(client, origin, 20);
    const asked = server.log().length;
    const error = await errorOf(client.send(get(origin), createCall()));

    expect(client.status()).toMatchObject({ health: 'DOWN', breakers: { read: 'OPEN' } });
    expect(server.log()).toHaveLength(asked);
    expect(asked).toBeLessThanOrEqual(20);
    expect([error.code, error.retryable]).toEqual(['UNAVAILABLE', true]);
    expect(error.retryAfterMs).toBeGreaterThan(0);
    expect(error.retryAfterMs).toBeLessThanOrEqual(PERIOD_MS);
  });

  it('counts nobody who asked and was refused: 4xx never opens it', async () => {
    const { client, server, origin } = await open(json(404, {}), options);

    await ask(client, origin, 40);

    expect(client.status().breakers['read']).toBe('CLOSED');
    expect(server.log()).toHaveLength(40);
  });

  it('counts nobody who gave up', async () => {
    const { client, server, origin } = await open(silence, options);

    for (let count = 1; count <= 10; count += 1) {
      const controller = new AbortController();
      const sent = client.send(get(origin, `/things/${count}`), createCall(controller.signal));
      await server.arrived(count);
      controller.abort();
      await Promise.allSettled([sent]);
    }

    expect(client.status().breakers['read']).toBe('CLOSED');
  });

  it('is one for each kind of call', async () => {
    const { client, server, origin } = await open(
      ({ method }, response) => json(method === 'PATCH' ? 200 : 503, {})({} as never, response),
      options,
    );

    await ask(client, origin, 10);
    const { status } = await client.send(patch(origin), createCall());

    expect(status).toBe(200);
    expect(client.status().breakers).toEqual({ read: 'OPEN', write: 'CLOSED', statistics: 'CLOSED', token: 'CLOSED' });
    expect(server.log().at(-1)).toBe('PATCH /things/1');
  });

  it('lets one call try after its period, and the others wait for nobody', async () => {
    let answer: Answer = json(503, {});
    const { client, server, origin } = await open((received, response) => answer(received, response), options);
    await ask(client, origin, 10);

    vi.advanceTimersByTime(PERIOD_MS);
    answer = silence;
    const trial = client.send(get(origin, '/trial'), createCall(AbortSignal.timeout(1000)));
    await server.arrived(11);
    const error = await errorOf(client.send(get(origin, '/other'), createCall()));

    expect([error.code, client.status().breakers['read']]).toEqual(['UNAVAILABLE', 'HALF_OPEN']);
    await errorOf(trial);
    expect(server.log()).toHaveLength(11);
    await expect.poll(() => client.status().breakers['read']).toBe('OPEN');
  });

  it('closes with the first call that gets through', async () => {
    let status = 503;
    const { client, server, origin } = await open(
      (received, response) => json(status, {})(received, response),
      options,
    );
    await ask(client, origin, 10);

    vi.advanceTimersByTime(PERIOD_MS);
    await ask(client, origin, 3);
    expect(server.log()).toHaveLength(11);
    status = 200;
    vi.advanceTimersByTime(PERIOD_MS);
    await ask(client, origin, 3);

    expect(server.log()).toHaveLength(14);
    expect(client.status()).toMatchObject({ health: 'HEALTHY', breakers: { read: 'CLOSED' } });
  });

  it('keeps back who waited for a connection when it opened', async () => {
    const { client, server, origin } = await open(json(503, {}), { ...options, maxConnections: 4 });

    const sent = Array.from({ length: 100 }, (_, index) =>
      errorOf(client.send(get(origin, `/${index}`), createCall())),
    );
    const errors = await Promise.all(sent);

    expect(errors.every(({ code }) => code === 'UNAVAILABLE')).toBe(true);
    // Ten are judged; one may leave at that moment.
    expect(server.log().length).toBeLessThanOrEqual(11);
  });

  it('is asked before it is looked whether the upstream takes more for now', async () => {
    let headers = {};
    const { client, server, origin } = await open((received, response) => {
      json(503, {}, headers)(received, response);
    }, options);
    await ask(client, origin, 9);
    headers = { 'retry-after': '30' };
    await ask(client, origin, 1);

    const whileOpen = await errorOf(client.send(get(origin), createCall()));
    vi.advanceTimersByTime(PERIOD_MS);
    const whilePaused = await errorOf(client.send(get(origin), createCall()));

    expect([whileOpen.code, whilePaused.code]).toEqual(['UNAVAILABLE', 'RATE_LIMITED']);
    expect([server.log().length, client.status().breakers['read']]).toEqual([10, 'OPEN']);
  });

  it('is neither opened again nor closed by what began before it opened', async () => {
    const held: (() => void)[] = [];
    const { client, server, origin } = await open(({ target }, response) => {
      if (target.startsWith('/held')) held.push(() => json(503, {})({} as never, response));
      else json(503, {})({} as never, response);
    }, options);
    const before = errorOf(client.send(get(origin, '/held/before'), createCall()));
    await server.arrived(1);
    await ask(client, origin, 10);
    vi.advanceTimersByTime(PERIOD_MS);
    const trial = errorOf(client.send(get(origin, '/held/trial'), createCall()));
    await server.arrived(12);

    held[0]?.();
    await before;
    const other = await errorOf(client.send(get(origin), createCall()));

    expect(client.status().breakers['read']).toBe('HALF_OPEN');
    expect(other.retryAfterMs).toBe(PERIOD_MS);
    held[1]?.();
    await trial;
    expect(client.status().breakers['read']).toBe('OPEN');
  });

  it('is not closed by a trial that its caller gave up', async () => {
    let answer: Answer = json(503, {});
    const { client, server, origin } = await open((received, response) => answer(received, response), options);
    await ask(client, origin, 10);
    const controller = new AbortController();

    vi.advanceTimersByTime(PERIOD_MS);
    answer = silence;
    const trial = client.send(get(origin), createCall(controller.signal));
    await server.arrived(11);
    controller.abort();
    await Promise.allSettled([trial]);

    await expect.poll(() => client.status().breakers['read']).toBe('OPEN');
  });
});

/** One after the other. */
async function ask(client: UpstreamClient, origin: string, times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) await Promise.allSettled([client.send(get(origin), createCall())]);
}
