import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { withKeptAnswers } from '../../../../src/provider/http/kept-answers.js';
import { withoutShared } from '../../../../src/provider/without-shared.js';
import { collectGarbage } from '../../../collect-garbage.js';
import { createCall, errorOf, get, patch, reasonOf } from '../calls.js';
import { FRESH_MS, NOW, openSharing } from './sharing-client.js';

describe('a fresh answer', () => {
  it('serves whoever asks the same, without a request, and says when it was asked for', async () => {
    const { send, clock, server } = await openSharing();
    await send('/things');

    clock.now += FRESH_MS - 1;
    const { body, ages, requests } = await send('/things', { headers: { authorization: 'of another token' } });

    expect([body, ages, requests]).toEqual([{ target: '/things', number: 1 }, [NOW], 0]);
    expect(server.log()).toEqual(['GET /things']);
  });

  it('is the very same for everybody after the first who asked, headers and all', async () => {
    const { kept, origin, sharing } = await openSharing({}, () => ({
      status: 200,
      headers: { link: '</b>; rel="next"' },
    }));
    const send = () => kept.send(get(origin), sharing().call);

    const [first, second, third] = [await send(), await send(), await send()];

    expect(second.headers).toEqual(first.headers);
    expect(second.body).toEqual(first.body);
    expect(third).toBe(second);
  });

  it('is kept as bytes, and no longer as what the first who asked was given', async () => {
    const { send } = await openSharing();
    const body = new WeakRef(Object((await send('/things')).body));
    await send('/others');
    await wait(20);

    collectGarbage();

    expect(body.deref()).toBeUndefined();
    expect(await send('/things')).toMatchObject({ requests: 0, body: { target: '/things', number: 1 } });
  });

  it('is packed once for all who share it', async () => {
    const { client, sharing, origin, clock } = await openSharing();
    const bytes = Buffer.from('[]');
    const copy = vi.spyOn(bytes, 'copy');
    const response = { status: 200, headers: {}, body: [], bytes, askedAtMs: clock.now, number: 1 };
    const options = { freshMs: FRESH_MS, staleMs: 0, keptBytes: 1_000_000, now: () => clock.now };
    const kept = withKeptAnswers({ ...client, send: async () => response }, options);

    await Promise.all([1, 2, 3].map(() => kept.send(get(origin), sharing().call)));

    expect(copy).toHaveBeenCalledTimes(1);
  });

  it('is asked for again when it is too old, and when the clock was set back', async () => {
    const { send, clock } = await openSharing();
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
    const { send } = await openSharing();
    await send('/things');

    expect(await send(target, rest)).toMatchObject({ requests: 1 });
  });

  it('serves nobody for whom it will not do, nor those who are not to know of each other', async () => {
    const { kept, origin, sharing, server } = await openSharing();
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
    const { send, server } = await openSharing({}, () => ({ status: 404, body: { error: 'None' } }));
    await send('/things', { answers: [404] });

    const again = await send('/things', { answers: [404] });

    expect(again).toMatchObject({ status: 404, body: { error: 'None' }, requests: 0 });
    expect(server.log()).toHaveLength(1);
  });

  it('is no failure', async () => {
    const { kept, origin, sharing, server } = await openSharing({}, () => ({ status: 500 }));

    await errorOf(kept.send(get(origin), sharing().call));
    await errorOf(kept.send(get(origin), sharing().call));

    expect(server.log()).toHaveLength(2);
  });

  it('is no token', async () => {
    const { send, server } = await openSharing();
    const request = { method: 'POST', isWrite: false, purpose: 'token' } as const;

    await send('/token', request);
    await send('/token', request);

    expect(server.log()).toHaveLength(2);
  });

  it('counts from when it was first asked for, by whoever was under way', async () => {
    const { kept, origin, sharing, clock, hold } = await openSharing();
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
    const { kept, origin, sharing, clock, hold, server } = await openSharing();
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
    const { kept, origin, sharing, clock, hold, server } = await openSharing();
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
    const { kept, origin, sharing, send } = await openSharing();

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
    const { send, kept, origin } = await openSharing({}, ({ method }) => ({
      status: method === 'PATCH' ? status : 200,
    }));
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
    const { kept, send, origin, sharing, hold } = await openSharing();
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
    const { kept, send, origin, sharing } = await openSharing({}, () => ({
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
    const { kept, send, origin } = await openSharing();
    await send('/things');

    await kept.send(get(origin, '/things/1'), { ...createCall(), asksAnew: true });

    expect(await send('/things')).toMatchObject({ body: { number: 3 }, requests: 1 });
  });
});

describe('a look beside a write', () => {
  it('joins no request under way, and is joined by none', async () => {
    const { kept, origin, sharing, hold, server } = await openSharing();
    const anew = () => ({ ...createCall(), asksAnew: true });
    const release = hold();
    const asked = [sharing().call, anew(), anew(), sharing().call].map((call) => kept.send(get(origin), call));
    await server.arrived(3);
    release();
    await Promise.all(asked);

    expect(server.log()).toHaveLength(3);
  });
});

describe('the memory for answers', () => {
  it('is left by the one used longest ago', async () => {
    const { send } = await openSharing({ keptBytes: 4500 });
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
    const { send } = await openSharing({ keptBytes: 3000 }, () => ({ status: 200, ...answer }));
    await send('/things');

    expect(await send('/things')).toMatchObject({ requests: 1 });
  });

  it('holds no more however many questions there are', async () => {
    const { send, server } = await openSharing({ keptBytes: 50_000 });
    for (let number = 0; number < 300; number += 1) await send(`/things/${number}`);
    const before = server.log().length;

    for (let number = 0; number < 300; number += 1) await send(`/things/${number}`);

    // The room is for some thirty, and all of those have left before they are asked for again.
    expect([before, server.log().length]).toEqual([300, 600]);
  });

  it('is none where there is none', async () => {
    const { send } = await openSharing({ keptBytes: 0 });
    await send('/things');

    expect(await send('/things')).toMatchObject({ requests: 1 });
  });
});
