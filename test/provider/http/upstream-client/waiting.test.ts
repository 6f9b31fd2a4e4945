import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../../src/provider/provider-error.js';
import { createCall, errorOf, get, patch, reasonOf } from '../calls.js';
import { json, silence, startTestServer, type Answer } from '../test-server.js';
import { open } from './open.js';

const guidingHeaders = { retryAfter: ['retry-after'], rateLimit: ['x-limit'], rateLimitRemaining: ['x-left'] };

describe('an upstream that asks us to wait', () => {
  it.each([
    ['60', 60_000],
    ['Mon, 02 Mar 2026 09:01:00 GMT', 60_000],
    ['315360000', 86_400_000],
  ])('is left alone: Retry-After %s', async (retryAfter, waitMs) => {
    for (const status of [429, 503]) {
      let elapsedMs = 0;
      const answers: Answer[] = [json(status, {}, { 'retry-after': retryAfter })];
      const { client, server, origin } = await open(
        (received, response) => (answers.shift() ?? json(200, {}))(received, response),
        { elapsed: () => elapsedMs },
      );

      const first = await errorOf(client.send(get(origin), createCall()));
      const writing = await errorOf(client.send(patch(origin), createCall()));
      elapsedMs = waitMs - 1;
      const early = await errorOf(client.send(get(origin), { ...createCall(), timeLeftMs: () => 1 }));
      elapsedMs = waitMs;
      const after = await client.send(get(origin), createCall());

      expect([first.retryAfterMs, writing.code, writing.outcomeUnknown]).toEqual([waitMs, 'RATE_LIMITED', false]);
      expect([early.code, early.retryAfterMs, after.status]).toEqual(['RATE_LIMITED', 1, 200]);
      expect(server.log()).toHaveLength(2);
    }
  });

  it.each(['Mon, 02 Mar 2026 08:59:00 GMT', '0'])('a moment that is over asks for nothing: %s', async (retryAfter) => {
    const answers: Answer[] = [json(503, {}, { 'retry-after': retryAfter }), json(200, {})];
    const { client, origin } = await open((received, response) => answers.shift()?.(received, response), {
      random: () => 0,
    });

    const { status } = await client.send(get(origin), createCall());

    expect(status).toBe(200);
  });

  it.each(['soon', '-5', ''])('garbage says nothing, so a 429 is left alone for a second: %j', async (retryAfter) => {
    let elapsedMs = 0;
    const answers: Answer[] = [json(429, {}, { 'retry-after': retryAfter }), json(200, {})];
    const { client, server, origin } = await open((received, response) => answers.shift()?.(received, response), {
      elapsed: () => elapsedMs,
      readAttempts: 1,
    });
    const hurried = () => ({ ...createCall(), timeLeftMs: () => 1 });

    await errorOf(client.send(get(origin), hurried()));
    elapsedMs = 999;
    const early = await errorOf(client.send(get(origin), hurried()));
    elapsedMs = 1000;
    await client.send(get(origin), hurried());

    expect([early.code, server.log().length]).toEqual(['RATE_LIMITED', 2]);
  });

  it('is asked again in the same call when the wait is short', async () => {
    const answers: Answer[] = [json(429, {}, { 'retry-after': '0.2' }), json(200, {})];
    const { client, origin } = await open((received, response) => answers.shift()?.(received, response));
    const startedAt = performance.now();

    const { status } = await client.send(get(origin), createCall());

    expect(status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(200);
  });

  it('is asked for a token all the same: that is another endpoint', async () => {
    const { client, origin } = await open(({ target }, response) =>
      json(target === '/token' ? 200 : 429, {}, { 'retry-after': '60' })({} as never, response),
    );

    await errorOf(client.send(get(origin), createCall()));
    const { status } = await client.send(get(origin, '/token', { purpose: 'token' }), createCall());

    expect(status).toBe(200);
  });
});

describe('a quota', () => {
  it('that is used up is not tried, until our oldest request leaves the window', async () => {
    let elapsedMs = 0;
    let left = 3;
    const { client, server, origin } = await open(
      (received, response) => {
        left -= 1;
        json(200, {}, { 'x-limit': '3', 'x-left': String(left) })(received, response);
      },
      { guidingHeaders, elapsed: () => elapsedMs, quota: { limit: 3, windowMs: 3_600_000 } },
    );
    for (elapsedMs of [0, 100_000, 200_000]) await client.send(get(origin), createCall());

    const error = await errorOf(client.send(get(origin), createCall()));
    elapsedMs = 3_599_999;
    const early = await errorOf(client.send(get(origin), { ...createCall(), timeLeftMs: () => 1 }));
    elapsedMs = 3_600_000;
    left = 1;
    await client.send(get(origin), createCall());

    expect([error.code, error.retryAfterMs, early.code]).toEqual(['RATE_LIMITED', 3_400_000, 'RATE_LIMITED']);
    expect(server.log()).toHaveLength(4);
  });

  it('that others use up is tried once a minute', async () => {
    let elapsedMs = 0;
    const { client, server, origin } = await open(json(200, {}, { 'x-limit': '1000', 'x-left': '0' }), {
      guidingHeaders,
      elapsed: () => elapsedMs,
    });
    const send = () => Promise.allSettled([client.send(get(origin), { ...createCall(), timeLeftMs: () => 1 })]);

    for (elapsedMs of [0, 1, 59_999, 60_000, 60_001, 119_999, 120_000]) await send();

    expect(server.log()).toHaveLength(3);
  });

  it('counts what is under way', async () => {
    const { client, server, origin } = await open(
      ({ target }, response) => {
        if (target === '/first') json(200, {}, { 'x-limit': '10', 'x-left': '2' })({} as never, response);
      },
      { guidingHeaders },
    );
    await client.send(get(origin, '/first'), createCall());
    const controller = new AbortController();

    const sent = ['/a', '/b'].map((target) => client.send(get(origin, target), createCall(controller.signal)));
    await server.arrived(3);
    const error = await errorOf(client.send(get(origin, '/c'), createCall()));
    controller.abort();
    await Promise.allSettled(sent);

    expect([error.code, server.log().length]).toEqual(['RATE_LIMITED', 3]);
  });

  it('counts a request until a window after its answer: when the upstream began to count it, nobody knows', async () => {
    let elapsedMs = 0;
    const { client, server, origin } = await open(
      (received, response) => {
        elapsedMs += 100;
        json(200, {})(received, response);
      },
      { elapsed: () => elapsedMs, quota: { limit: 1, windowMs: 1000 } },
    );
    const hurried = () => ({ ...createCall(), timeLeftMs: () => 1 });
    await client.send(get(origin), hurried());

    elapsedMs = 1098;
    const early = await errorOf(client.send(get(origin), hurried()));
    elapsedMs = 1100;
    await client.send(get(origin), hurried());

    expect([early.code, server.log().length]).toEqual(['RATE_LIMITED', 2]);
  });

  it('is not thought larger when answers overtake each other', async () => {
    let overtaken = () => {};
    const { client, server, origin } = await open(
      ({ target }, response) => {
        const answer = (left: string) => json(200, {}, { 'x-limit': '10', 'x-left': left })({} as never, response);
        if (target === '/first') overtaken = () => answer('9');
        else answer('8');
      },
      { guidingHeaders },
    );

    const first = client.send(get(origin, '/first'), createCall());
    await server.arrived(1);
    await client.send(get(origin, '/second'), createCall());
    overtaken();
    await first;

    expect(client.status().rateLimit).toMatchObject({ limit: 10, remaining: 8 });
  });

  it('leaves its last tenth to reads and writes', async () => {
    const { client, origin } = await open(json(200, {}, { 'x-limit': '1000', 'x-left': '100' }), { guidingHeaders });
    const statistics = { ...createCall(), purpose: 'statistics' as const };
    await client.send(get(origin, '/first'), statistics);

    const error = await errorOf(client.send(get(origin), statistics));
    const [read, write] = [
      await client.send(get(origin), createCall()),
      await client.send(patch(origin), createCall()),
    ];

    expect([error.code, read.status, write.status]).toEqual(['RATE_LIMITED', 200, 200]);
  });

  it('that is known is kept to by waiting, without a header', async () => {
    const { client, server, origin } = await open(json(200, {}), { quota: { limit: 5, windowMs: 200 } });
    const startedAt = performance.now();

    const targets = Array.from({ length: 11 }, (_, index) => `/things/${index}`);
    await Promise.all(targets.map((target) => client.send(get(origin, target), createCall())));

    expect(server.log()).toHaveLength(11);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(400);
    expect(client.status().rateLimit).toBeNull();
  });
});

describe('a place in a quota', () => {
  const shared = (left: string) => json(200, {}, { 'x-limit': '1000', 'x-left': left });
  const hurried = () => ({ ...createCall(), timeLeftMs: () => 1 });

  it('is given back by who has nothing left to spend: the next one may try in its stead', async () => {
    let elapsedMs = 0;
    const { client, server, origin } = await open(shared('0'), { guidingHeaders, elapsed: () => elapsedMs });
    await client.send(get(origin), createCall());
    elapsedMs = 60_000;
    const onUpstreamRequest = () => {
      throw new ProviderError('RATE_LIMITED', 'Nothing is left to spend.');
    };

    const [before, poor] = [
      client.status().rateLimit,
      await errorOf(client.send(get(origin), { ...hurried(), onUpstreamRequest })),
    ];
    const { status } = await client.send(get(origin), hurried());

    expect([before?.remaining, poor.code, status]).toEqual([null, 'RATE_LIMITED', 200]);
    expect([server.log().length, client.status().rateLimit?.remaining]).toEqual([2, 0]);
  });

  it('is given back where there was no connection', async () => {
    const gone = await startTestServer(silence);
    await gone.close();
    const quota = { limit: 2, windowMs: 3_600_000 };
    const { client, origin } = await open(json(200, {}), { quota, readAttempts: 1 });

    for (let times = 0; times < 3; times += 1) await errorOf(client.send(get(gone.origin), hurried()));
    const { status } = await client.send(get(origin), hurried());

    expect(status).toBe(200);
  });

  it('goes to who came first, and to statistics last', async () => {
    const { client, server, origin } = await open(json(200, {}), {
      quota: { limit: 1, windowMs: 30 },
      quotaReserve: 0,
    });
    const targets = ['/a', '/b', '/c', '/d', '/e', '/f'];
    await client.send(get(origin, '/first'), createCall());

    const figures = client.send(get(origin, '/figures'), { ...createCall(), purpose: 'statistics' });
    await Promise.all([figures, ...targets.map((target) => client.send(get(origin, target), createCall()))]);

    expect(server.received.map(({ target }) => target)).toEqual(['/first', ...targets, '/figures']);
  });

  it('is refused at once to who comes after more than can be served in time', async () => {
    const quota = { limit: 1, windowMs: 700 };
    const { client, server, origin } = await open(json(200, {}), { quota, elapsed: () => 0 });
    const controller = new AbortController();
    const send = (target: string) => client.send(get(origin, target), createCall(controller.signal));
    await send('/first');

    const waiting = [reasonOf(send('/a')), reasonOf(send('/b'))];
    const { code, retryAfterMs } = await errorOf(send('/c'));
    controller.abort('gone');

    expect([code, retryAfterMs, await Promise.all(waiting)]).toEqual(['RATE_LIMITED', 2100, ['gone', 'gone']]);
    expect(server.log()).toEqual(['GET /first']);
  });

  it('is refused to statistics at once under the reserve, until they may try once', async () => {
    let elapsedMs = 0;
    const { client, server, origin } = await open(
      ({ target }, response) => (target === '/slow' ? silence : shared('50'))({} as never, response),
      { guidingHeaders, elapsed: () => elapsedMs },
    );
    const statistics = () => ({ ...createCall(), purpose: 'statistics' as const });
    await client.send(get(origin, '/first'), createCall());
    elapsedMs = 60_000;
    const reader = new AbortController();
    const slow = reasonOf(client.send(get(origin, '/slow'), createCall(reader.signal)));
    await server.arrived(2);

    const beside = await errorOf(client.send(get(origin, '/figures'), statistics()));
    reader.abort('gone');
    await slow;
    elapsedMs = 120_000;
    const { status } = await client.send(get(origin, '/figures'), statistics());
    const again = await errorOf(client.send(get(origin, '/figures'), statistics()));

    expect([beside.code, status, again.code]).toEqual(['RATE_LIMITED', 200, 'RATE_LIMITED']);
  });

  it('is one of several quotas where the upstream counts them apart', async () => {
    const { client, server, origin } = await open(
      ({ target }, response) => json(target === '/a/refused' ? 429 : 200, {})({} as never, response),
      { quota: { limit: 2, windowMs: 3_600_000 }, readAttempts: 1 },
    );
    const of = (quotaKey: string, target: string) => client.send(get(origin, target, { quotaKey }), hurried());

    await errorOf(of('a', '/a/refused'));
    const paused = await errorOf(of('a', '/a/1'));
    await Promise.all([of('b', '/b/1'), of('b', '/b/2')]);
    const full = await errorOf(of('b', '/b/3'));

    expect([paused.code, full.code, server.log().length]).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 3]);
  });

  it('is not counted by an upstream that says its limit is nothing at all', async () => {
    const { client, origin } = await open(json(200, {}, { 'x-limit': '0' }), { guidingHeaders });

    for (let times = 0; times < 3; times += 1) await client.send(get(origin), hurried());

    expect(client.status().rateLimit).toBeNull();
  });
});

describe('connections', () => {
  it.each([
    ['writes', patch],
    ['requests for tokens', (origin: string) => get(origin, '/token', { purpose: 'token' })],
    ['statistics', (origin: string) => get(origin, '/figures', { purpose: 'statistics' })],
  ])('are left to %s by reads that take long', async (_name, toRequest) => {
    const { client, server, origin } = await open(
      ({ target }, response) => (target.startsWith('/slow') ? silence : json(200, {}))({} as never, response),
      { maxConnections: 8 },
    );
    const controller = new AbortController();
    const call = createCall(controller.signal);

    const slow = Array.from({ length: 20 }, (_, index) => client.send(get(origin, `/slow/${index}`), call));
    await server.arrived(4);
    const { status } = await client.send(toRequest(origin), createCall());
    controller.abort();
    await Promise.allSettled(slow);

    expect([status, server.log().length]).toEqual([200, 5]);
  });

  it('are left to reads by statistics', async () => {
    const { client, server, origin } = await open(
      ({ target }, response) => (target.startsWith('/figures') ? silence : json(200, {}))({} as never, response),
      { maxConnections: 8 },
    );
    const controller = new AbortController();
    const statistics = { ...createCall(controller.signal), purpose: 'statistics' as const };

    const figures = Array.from({ length: 20 }, (_, index) => client.send(get(origin, `/figures/${index}`), statistics));
    await server.arrived(2);
    const { status } = await client.send(get(origin), createCall());
    controller.abort();
    await Promise.allSettled(figures);

    expect([status, server.log().length]).toEqual([200, 3]);
  });

  it('are waited for by as many as may wait; who is too many hears it at once', async () => {
    const { client, server, origin } = await open(silence, { maxConnections: 1, maxWaiting: 1 });
    const controller = new AbortController();
    const send = (target: string) => client.send(get(origin, target), createCall(controller.signal));

    const sent = [send('/a'), send('/b')];
    await server.arrived(1);
    const error = await errorOf(send('/c'));
    controller.abort(new Error('gone'));
    const settled = await Promise.allSettled(sent);

    expect([error.code, error.outcomeUnknown]).toEqual(['UNAVAILABLE', false]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(server.log()).toEqual(['GET /a']);
  });

  it('that a write waits for in vain have not seen it', async () => {
    const { client, server, origin } = await open(silence, { maxConnections: 1 });
    const controller = new AbortController();

    const first = client.send(patch(origin), createCall(controller.signal));
    await server.arrived(1);
    const waiting = client.send(patch(origin), createCall(controller.signal));
    controller.abort(new DOMException('The time is up.', 'TimeoutError'));

    expect([(await errorOf(first)).outcomeUnknown, (await errorOf(waiting)).outcomeUnknown]).toEqual([true, false]);
    expect(server.log()).toHaveLength(1);
  });
});
