import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../../src/provider/provider-error.js';
import { createCall, errorOf, get, patch } from '../calls.js';
import { json, type Answer } from '../test-server.js';
import { open, timeIsUp } from './open.js';

const atOnce = { random: () => 0 };

describe('a read that fails', () => {
  it.each([
    ['503', json(503, {})],
    ['500', json(500, {})],
    ['504', json(504, {})],
    ['a broken connection', (_received, response) => void response.socket?.destroy()],
  ] satisfies readonly (readonly [string, Answer])[])(
    'is tried again after %s, three times in all',
    async (_what, failure) => {
      const answers: Answer[] = [failure, failure, json(200, { found: true })];
      const { client, server, origin } = await open(
        (received, response) => answers.shift()?.(received, response),
        atOnce,
      );
      const call = createCall();

      const { body } = await client.send(get(origin), call);

      expect(body).toEqual({ found: true });
      expect([server.log().length, call.requests()]).toEqual([3, 3]);
    },
  );

  it('fails with the last failure after the third try', async () => {
    const { client, server, origin } = await open(json(503, {}), atOnce);

    const error = await errorOf(client.send(get(origin), createCall()));

    expect([error.code, server.log().length]).toEqual(['UNAVAILABLE', 3]);
  });

  it.each([400, 401, 403, 404, 409, 422, 302])('is not tried again after %i, which will not pass', async (status) => {
    const { client, server, origin } = await open(json(status, {}), atOnce);

    await errorOf(client.send(get(origin), createCall()));

    expect(server.log()).toHaveLength(1);
  });

  it('is not tried again when the time is too short for as long a try', async () => {
    const { client, server, origin } = await open(json(503, {}), { random: () => 0.999 });

    const error = await errorOf(client.send(get(origin), { ...createCall(), timeLeftMs: () => 90 }));

    expect([error.code, server.log().length]).toEqual(['UNAVAILABLE', 1]);
  });

  it('ends with its caller, also between two tries', async () => {
    const { client, server, origin } = await open(json(503, {}), { random: () => 0.999 });
    const controller = new AbortController();

    const sent = errorOf(client.send(get(origin), createCall(controller.signal)));
    await server.arrived(1);
    controller.abort(timeIsUp());

    expect((await sent).code).toBe('TIMEOUT');
    expect(server.log()).toHaveLength(1);
  });
});

describe('a write that fails', () => {
  it.each([503, 500, 429])('is sent once, whatever the answer: %i', async (status) => {
    const { client, server, origin } = await open(json(status, {}), atOnce);

    await errorOf(client.send(patch(origin), createCall()));

    expect(server.log()).toHaveLength(1);
  });
});

describe('the budget of retries', () => {
  it('lets them be a tenth of the calls, once what was saved is used up', async () => {
    let isDown = false;
    const { client, server, origin } = await open(
      (received, response) => json(isDown && received.target !== '/up' ? 503 : 200, {})(received, response),
      { ...atOnce, breakMs: 60_000 },
    );

    isDown = true;
    // Most calls get through, so the breaker stays closed.
    const targets = ['/up', '/up', '/up', '/up', '/up', '/down'];
    for (let count = 0; count < 60; count += 1) {
      for (const target of targets) await Promise.allSettled([client.send(get(origin, target), createCall())]);
    }

    const calls = 60 * targets.length;
    expect(client.status().breakers['read']).toBe('CLOSED');
    expect(server.log().length).toBeGreaterThan(calls);
    expect(server.log().length).toBeLessThanOrEqual(calls * 1.1 + 10);
  });
});

describe('a repeat that may not go out', () => {
  it('leaves the failure that it was to mend', async () => {
    const { client, server, origin } = await open(json(503, {}), atOnce);
    let left = 1;
    const onUpstreamRequest = () => {
      if (left === 0) throw new ProviderError('RATE_LIMITED', 'Nothing is left to spend.');
      left -= 1;
    };

    const error = await errorOf(client.send(get(origin), { ...createCall(), onUpstreamRequest }));
    const next = await errorOf(client.send(get(origin), { ...createCall(), onUpstreamRequest }));

    expect([error.code, next.code, server.log().length]).toEqual(['UNAVAILABLE', 'RATE_LIMITED', 1]);
  });
});
