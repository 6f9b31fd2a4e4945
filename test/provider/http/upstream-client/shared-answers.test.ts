import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { withKeptAnswers, type KeptAnswersOptions } from '../../../../src/provider/http/kept-answers.js';
import type { Call } from '../../../../src/provider/provider.js';
import { withoutShared } from '../../../../src/provider/without-shared.js';
import { collectGarbage } from '../../../collect-garbage.js';
import { createCall, errorOf, get, patch, reasonOf } from '../calls.js';
import { json, type Received } from '../test-server.js';
import { open } from './open.js';

const NOW = '2026-03-02T09:00:00.000Z';
const FRESH_MS = 1000;

describe('a fresh answer', () => {
  it('serves whoever asks the same, without a request, and says when it was asked for', async () => {
    const { send, clock, server } = await start();
    await send('/things');

    clock.now += FRESH_MS - 1;
    const { body, ages, requests } = await send('/things', { headers: { authorization: 'of another token' } });

    expect([body, ages, requests]).toEqual([{ target: '/things', number: 1 }, [NOW], 0]);
    expect(server.log()).toEqual(['GET /things']);
  });

  it('is the very same for everybody after the first who asked, headers and all', async () => {
    const { kept, origin, sharing } = await start({}, () => ({ status: 200, headers: { link: '</b>; rel="next"' } }));
    const send = () => kept.send(get(origin), sharing().call);

    const [first, second, third] = [await send(), await send(), await send()];

    expect(second.headers).toEqual(first.headers);
    expect(second.body).toEqual(first.body);
    expect(third).toBe(second);
  });

  it('is kept as bytes, and no longer as what the first who asked was given', async () => {
    const { send } = await start();
    const body = new WeakRef(Object((await send('/things')).body));
    await send('/others');
    await wait(20);

    collectGarbage();

    expect(body.deref()).toBeUndefined();
    expect(await send('/things')).toMatchObject({ requests: 0, body: { target: '/things', number: 1 } });
  });

  it('is packed once for all who share it', async () => {
    const { client, sharing, origin, clock } = await start();
    const bytes = Buffer.from('[]');
    const copy = vi.spyOn(bytes, 'copy');
    const response = { status: 200, headers: {}, body: [], bytes, askedAtMs: clock.now, number: 1 };
    const options = { freshMs: FRESH_MS, staleMs: 0, keptBytes: 1_000_000, now: () => clock.now };
    const kept = withKeptAnswers({ ...client, send: async () => response }, options);

    await Promise.all([1, 2, 3].map(() => kept.send(get(origin), sharing().call)));

    expect(copy).toHaveBeenCalledTimes(1);
  });

  it('is asked for again when it is too old, and when the clock was set back', async () => {
    const { send, clock } = await start();
    await send('/things');

    clock.now += FRESH_MS;
    const later = await send('/things');
    clock.now -= FRESH_MS / 2;
    const before = await send('/things');

    expect([later, before]).toMatchObject([
      { body: { number: 2 }, ages: [], requests: 1 },
      { body: { number: 3 }, ages: [], requests: 1 },
    ]);
  });

  it.each([
    ['another query', '/things?page=2', {}],
    ['another header', '/things', { headers: { 'x-act-as': 'somebody' } }],
    ['other statuses that are answers', '/things', { answers: [404] }],
    ['a body', '/things', { method: 'POST', isWrite: false, body: 'a=1' }],
  ] as const)('serves no request with %s', async (_name, target, rest) => {
    const { send } = await start();
    await send('/things');

    expect(await send(target, rest)).toMatchObject({ requests: 1 });
  });

  it('serves nobody for whom it will not do, nor those who are not to know of each other', async () => {
    const { kept, origin, sharing, server } = await start();
    const own = { ...sharing().call, sharedAmong: 'ours' };
    await kept.send(get(origin), own);

    await kept.send(get(origin), createCall());
    await kept.send(get(origin), { ...sharing().call, sharedAmong: 'theirs' });
    await kept.send(get(origin), sharing().call);
    await kept.send(get(origin), own);
    await kept.send(get(origin), { ...own, asksAnew: true });

    expect(server.log()).toHaveLength(5);
  });

  it('may be that there is none', async () => {
    const { send, server } = await start({}, () => ({ status: 404, body: { error: 'None' } }));
    await send('/things', { answers: [404] });

    const again = await send('/things', { answers: [404] });

    expect(again).toMatchObject({ status: 404, body: { error: 'None' }, requests: 0 });
    expect(server.log()).toHaveLength(1);
  });

  it('is no failure', async () => {
    const { kept, origin, sharing, server } = await start({}, () => ({ status: 500 }));

    await errorOf(kept.send(get(origin), sharing().call));
    await errorOf(kept.send(get(origin), sharing().call));

    expect(server.log()).toHaveLength(2);
  });

  it('is no token', async () => {
    const { send, server } = await start();
    const request = { method: 'POST', isWrite: false, purpose: 'token' } as const;

    await send('/token', request);
    await send('/token', request);

    expect(server.log()).toHaveLength(2);
  });

  it('counts from when it was first asked for, by whoever was under way', async () => {
    const { kept, origin, sharing, clock, hold } = await start();
    const release = hold();
    const first = kept.send(get(origin), sharing().call);
    clock.now += FRESH_MS - 1;
    const joiner = sharing();
    const second = kept.send(get(origin), joiner.call);
    release();
    await Promise.all([first, second]);

    const third = sharing();
    await kept.send(get(origin), third.call);
    clock.now += 1;
    const fourth = sharing();
    await kept.send(get(origin), fourth.call);

    expect([joiner.ages, third.ages, fourth.ages]).toEqual([[NOW], [NOW], []]);
  });

  it('counts from when it was first asked for, though who did has gone', async () => {
    const { kept, origin, sharing, clock, hold, server } = await start();
    const release = hold();
    const leaver = new AbortController();
    const left = reasonOf(kept.send(get(origin), { ...sharing().call, signal: leaver.signal }));
    await server.arrived(1);
    clock.now += 400;
    const joiner = sharing();
    const stayed = kept.send(get(origin), joiner.call);

    leaver.abort('gone');
    release();
    await stayed;
    clock.now += FRESH_MS - 401;
    const third = sharing();
    await kept.send(get(origin), third.call);
    clock.now += 1;
    const fourth = sharing();
    await kept.send(get(origin), fourth.call);

    expect(await left).toBe('gone');
    expect([joiner.ages, third.ages, fourth.ages]).toEqual([[NOW], [NOW], []]);
    expect(server.log()).toHaveLength(2);
  });

  it('serves nobody who takes only what is under way, and is told how old', async () => {
    const { kept, origin, sharing, clock, hold, server } = await start();
    const through = () => {
      const { call, ages } = sharing();
      return { call: withoutShared(call), ages };
    };
    await kept.send(get(origin), sharing().call);
    const release = hold();
    const [first, second] = [through(), through()];
    clock.now += 100;
    const asked = kept.send(get(origin), first.call);
    clock.now += 400;
    const joined = kept.send(get(origin), second.call);
    release();
    await Promise.all([asked, joined]);

    expect([first.ages, second.ages]).toEqual([[], ['2026-03-02T09:00:00.100Z']]);
    expect(server.log()).toHaveLength(2);
  });

  it('is not kept of who takes only what is under way: it would take the place of another', async () => {
    const { kept, origin, sharing, send } = await start();

    await kept.send(get(origin), withoutShared(sharing().call));

    expect(await send('/things')).toMatchObject({ requests: 1 });
  });
});

describe('after a write', () => {
  it.each([
    ['worked', 200],
    ['was refused', 422],
    ['failed', 500],
  ])('that %s, everything is asked for again, once', async (_name, status) => {
    const { send, kept, origin } = await start({}, ({ method }) => ({ status: method === 'PATCH' ? status : 200 }));
    await send('/a');
    await send('/b');

    await Promise.allSettled([kept.send(patch(origin), createCall())]);

    expect([await send('/a'), await send('/b'), await send('/a')]).toMatchObject([
      { requests: 1 },
      { requests: 1 },
      { requests: 0 },
    ]);
  });

  it('nothing is fresh that was asked for before it was over', async () => {
    const { kept, send, origin, sharing, hold } = await start();
    const releaseWrite = hold();
    const write = kept.send(patch(origin), createCall());
    const releaseRead = hold();
    const read = kept.send(get(origin), sharing().call);
    releaseWrite();
    await write;
    releaseRead();
    await read;

    expect(await send('/things')).toMatchObject({ requests: 1 });
  });

  it('what was asked for before it still serves while the upstream is out of order', async () => {
    let isIll = false;
    const { kept, send, origin, sharing } = await start({}, () => ({
      status: isIll ? 503 : 200,
      headers: isIll ? { 'retry-after': '30' } : {},
    }));
    await send('/things');
    await kept.send(patch(origin), createCall());

    isIll = true;
    await errorOf(kept.send(get(origin), sharing().call));
    const ages: string[] = [];
    const { body } = await kept.send(get(origin), { ...sharing().call, onStale: (asOf) => ages.push(asOf) });

    expect([body, ages]).toEqual([{ target: '/things', number: 1 }, [NOW]]);
  });

  it('which was only looked at, nobody is given less than the look saw', async () => {
    const { kept, send, origin } = await start();
    await send('/things');

    await kept.send(get(origin, '/things/1'), { ...createCall(), asksAnew: true });

    expect(await send('/things')).toMatchObject({ body: { number: 3 }, requests: 1 });
  });
});

describe('a look beside a write', () => {
  it('joins no request under way, and is joined by none', async () => {
    const { kept, origin, sharing, hold, server } = await start();
    const anew = () => ({ ...createCall(), asksAnew: true });
    const release = hold();
    const asked = [sharing().call, anew(), anew(), sharing().call].map((call) => kept.send(get(origin), call));
    await server.arrived(3);
    release();
    await Promise.all(asked);

    expect(server.log()).toHaveLength(3);
  });
});

describe('an answer with a tag', () => {
  const tagged = ({ headers }: Received) =>
    headers['if-none-match'] === '"one"'
      ? { status: 304, headers: { etag: '"one"' } }
      : { status: 200, headers: { etag: '"one"' } };

  it('is fresh again when the upstream says that it still holds', async () => {
    const { send, clock, server } = await start({}, tagged);
    const first = await send('/things');

    clock.now += FRESH_MS;
    const second = await send('/things');
    clock.now += FRESH_MS - 1;
    const third = await send('/things');

    expect(second).toMatchObject({ status: 200, requests: 1, ages: [] });
    expect(second.body).toEqual(first.body);
    expect(third).toMatchObject({ requests: 0, ages: ['2026-03-02T09:00:01.000Z'] });
    expect(third.body).toBe(second.body);
    expect(server.received.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, '"one"']);
  });

  it('is the very same for all who ask at once whether it still holds', async () => {
    const { send, clock, server } = await start({}, tagged);
    await send('/things');

    clock.now += FRESH_MS;
    const [one, other] = await Promise.all([send('/things'), send('/things')]);

    expect(other.body).toBe(one.body);
    expect(server.log()).toHaveLength(2);
  });

  it('is another one when it has changed', async () => {
    const { send, clock } = await start({}, ({ headers }) => ({
      status: 200,
      headers: { etag: headers['if-none-match'] ? '"two"' : '"one"' },
    }));
    await send('/things');

    clock.now += FRESH_MS;

    expect(await send('/things')).toMatchObject({ status: 200, body: { number: 2 }, requests: 1 });
    expect(await send('/things')).toMatchObject({ status: 200, body: { number: 2 }, requests: 0 });
  });

  it('is not asked for by its tag beside a write', async () => {
    const { kept, origin, send, server } = await start({}, tagged);
    await send('/things');

    const { status } = await kept.send(get(origin), { ...createCall(), asksAnew: true });

    expect(status).toBe(200);
    expect(server.received.map(({ headers }) => headers['if-none-match'])).toEqual([undefined, undefined]);
  });

  it('that has become stale still holds after a write, if the upstream says so', async () => {
    const { kept, origin, send } = await start({}, tagged);
    await send('/things');
    await kept.send(patch(origin), createCall());

    const { body, requests } = await send('/things');

    expect([body, requests]).toEqual([{ target: '/things', number: 1 }, 1]);
    expect(await send('/things')).toMatchObject({ requests: 0 });
  });

  it('that nobody asked for is a bad answer, and so is a 304 without one', async () => {
    const { kept, origin, sharing } = await start({}, () => ({ status: 304 }));

    const error = await errorOf(kept.send(get(origin), sharing().call));

    expect(error.code).toBe('BAD_RESPONSE');
  });
});

describe('what the upstream says of keeping', () => {
  it('no-store is kept for nobody, and takes the place of what was', async () => {
    let isSecret = false;
    const { send, clock, keepsNothing } = await start({}, () => ({
      status: 200,
      headers: isSecret ? { 'cache-control': 'no-store' } : {},
    }));
    await send('/things');
    clock.now += FRESH_MS;
    isSecret = true;
    await send('/things');

    expect(await send('/things')).toMatchObject({ requests: 1 });
    expect(await keepsNothing('/things')).toBe(true);
  });

  it('max-age makes it less, unless it is not meant for us', async () => {
    const headers = { 'cache-control': 'max-age=0, private, must-revalidate' };
    const heeding = await start({}, () => ({ status: 200, headers }));
    const ignoring = await start({ heedsMaxAge: false }, () => ({ status: 200, headers }));
    await heeding.send('/things');
    await ignoring.send('/things');

    expect(await heeding.send('/things')).toMatchObject({ requests: 1 });
    expect(await ignoring.send('/things')).toMatchObject({ requests: 0 });
  });
});

describe('the memory for answers', () => {
  it('is left by the one used longest ago', async () => {
    const { send } = await start({ keptBytes: 4500 });
    await send('/a');
    await send('/b');
    await send('/a');
    await send('/c');

    expect([await send('/a'), await send('/b')]).toMatchObject([{ requests: 0 }, { requests: 1 }]);
  });

  it.each([
    ['body', { body: 'x'.repeat(1000) }],
    ['headers', { headers: { 'x-long': 'x'.repeat(3000) } }],
  ])('does not hold a %s larger than all of it', async (_name, answer) => {
    const { send } = await start({ keptBytes: 3000 }, () => ({ status: 200, ...answer }));
    await send('/things');

    expect(await send('/things')).toMatchObject({ requests: 1 });
  });

  it('holds no more however many questions there are', async () => {
    const { send, server } = await start({ keptBytes: 50_000 });
    for (let number = 0; number < 300; number += 1) await send(`/things/${number}`);
    const before = server.log().length;

    for (let number = 0; number < 300; number += 1) await send(`/things/${number}`);

    // The room is for some thirty, and all of those have left before they are asked for again.
    expect([before, server.log().length]).toEqual([300, 600]);
  });

  it('is none where there is none', async () => {
    const { send } = await start({ keptBytes: 0 });
    await send('/things');

    expect(await send('/things')).toMatchObject({ requests: 1 });
  });
});

interface Reply {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** An upstream that numbers its answers. */
async function start(
  options: Partial<KeptAnswersOptions> = {},
  reply: (received: Received) => Reply = () => ({ status: 200 }),
) {
  const clock = { now: Date.parse(NOW) };
  const gates: Promise<void>[] = [];
  let answered = 0;
  const { client, server, origin } = await open(
    (received, response) => {
      const { status, headers = {}, body = { target: received.target, number: (answered += 1) } } = reply(received);
      void (gates.shift() ?? Promise.resolve()).then(() =>
        status === 304 ? response.writeHead(304, headers).end() : json(status, body, headers)(received, response),
      );
    },
    { readAttempts: 1, now: () => clock.now },
  );
  const usual = { freshMs: FRESH_MS, staleMs: 60_000, keptBytes: 1_000_000 };
  const kept = withKeptAnswers(client, { ...usual, ...options, now: () => clock.now });

  function sharing() {
    const ages: string[] = [];
    const counting = createCall();
    const call: Call = { ...counting, onShared: (asOf) => ages.push(asOf) };
    return { call, ages, requests: counting.requests };
  }

  return {
    client,
    kept,
    origin,
    clock,
    server,
    sharing,
    /** What a call for which a shared answer will do is given, how old it was told to be, and the requests that it made. */
    async send(target: string, rest: Parameters<typeof get>[2] = {}) {
      const { call, ages, requests } = sharing();
      const { status, body } = await kept.send(get(origin, target, rest), call);
      return { status, body, ages, requests: requests() };
    },
    /** Holds back the answer to the next request that comes, until it is released. */
    hold() {
      let release = () => {};
      gates.push(new Promise<void>((resolve) => (release = resolve)));
      return () => release();
    },
    /** Whether there is nothing even for who would take what is old, out of order as the upstream is from now on. */
    async keepsNothing(target: string) {
      await server.close();
      const stale = { ...createCall(), onStale: () => undefined };
      while (kept.status().breakers['read'] === 'CLOSED')
        await Promise.allSettled([kept.send(get(origin, '/x'), stale)]);
      const [outcome] = await Promise.allSettled([kept.send(get(origin, target), stale)]);
      return outcome.status === 'rejected';
    },
  };
}
