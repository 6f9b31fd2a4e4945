import { describe, expect, it } from 'vitest';
import { createCall, get } from '../calls.js';
import { json, silence, type Answer } from '../test-server.js';
import { open } from './open.js';

describe('status', () => {
  const guidingHeaders = { retryAfter: [], rateLimit: ['x-limit'], rateLimitRemaining: ['x-left'] };

  it('is healthy and without numbers before the first call', async () => {
    const { client } = await open(silence);

    expect(client.status()).toEqual({
      health: 'HEALTHY',
      rateLimit: null,
      breakers: { read: 'CLOSED', write: 'CLOSED', statistics: 'CLOSED', token: 'CLOSED' },
      pausedMs: 0,
    });
  });

  it.each([
    ['an outage', 503, {}],
    ['a quota', 429, {}],
    ['a quota of its own', 429, { quotaKey: 'k' }],
    ['that of tokens', 429, { purpose: 'token' }],
  ] as const)('tells how long it is asked to wait for the end of %s', async (_name, status, request) => {
    const { client, origin } = await open(json(status, {}, { 'retry-after': '3600' }), { elapsed: () => 0 });

    await Promise.allSettled([client.send({ ...get(origin), ...request }, createCall())]);

    expect(client.status().pausedMs).toBe(3_600_000);
  });

  it('follows the answers: degraded after a failure, down after three in a row, healthy after a success', async () => {
    let status = 200;
    const { client, origin } = await open((received, response) => json(status, {})(received, response), {
      readAttempts: 1,
    });
    const seen: string[] = [];

    for (status of [500, 403, 200, 500, 401, 302, 403, 429, 200]) {
      await Promise.allSettled([client.send(get(origin), createCall())]);
      seen.push(client.status().health);
    }

    expect(seen).toEqual([
      'DEGRADED',
      'DEGRADED',
      'HEALTHY',
      'DEGRADED',
      'DEGRADED',
      'DOWN',
      'DOWN',
      'DOWN',
      'HEALTHY',
    ]);
  });

  it('takes "there is none" for a success, and a 401 that the caller mends for nothing', async () => {
    let status = 500;
    const { client, origin } = await open((received, response) => json(status, {})(received, response));
    const seen: string[] = [];

    for (status of [500, 401, 404]) {
      await Promise.allSettled([client.send(get(origin, '/things', { answers: [401, 404] }), createCall())]);
      seen.push(client.status().health);
    }

    expect(seen).toEqual(['DEGRADED', 'DEGRADED', 'HEALTHY']);
  });

  it('keeps the last numbers of the rate limit, from refusals too', async () => {
    const answers: Answer[] = [
      json(200, {}, { 'x-limit': '1000', 'x-left': '999' }),
      json(429, {}, { 'x-limit': '1000', 'x-left': '0' }),
      json(200, {}),
      json(200, {}, { 'x-limit': 'many', 'x-left': '-1' }),
    ];
    const { client, origin } = await open((received, response) => answers.shift()?.(received, response), {
      guidingHeaders,
    });
    const seen: unknown[] = [];

    for (let count = 0; count < 4; count += 1) {
      await Promise.allSettled([client.send(get(origin), createCall())]);
      seen.push(client.status().rateLimit);
    }

    const empty = { limit: 1000, remaining: 0, resetAt: null };
    expect(seen).toEqual([{ limit: 1000, remaining: 999, resetAt: null }, empty, empty, empty]);
  });
});
