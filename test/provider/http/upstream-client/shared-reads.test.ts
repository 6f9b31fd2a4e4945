import { describe, expect, it } from 'vitest';
import { NothingLeftError } from '../../../../src/provider/nothing-left-error.js';
import { ProviderError } from '../../../../src/provider/provider-error.js';
import { createCall, errorOf, get, patch, reasonOf } from '../calls.js';
import { json, silence, type Answer } from '../test-server.js';
import { open, timeIsUp } from './open.js';

describe('equal reads at the same time', () => {
  it('are one request for everybody', async () => {
    const { client, server, origin } = await open(json(200, { a: 1 }));
    const call = createCall();

    const answers = await Promise.all(Array.from({ length: 100 }, () => client.send(get(origin), call)));

    expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 100 }, () => ({ a: 1 })));
    expect([server.log(), call.requests()]).toEqual([['GET /things'], 1]);
  });

  it('do not share what only holds for who began them: that nothing is left to spend', async () => {
    const { client, server, origin } = await open(json(200, { a: 1 }));
    const poor = {
      ...createCall(),
      onUpstreamRequest() {
        throw new ProviderError('RATE_LIMITED', 'Nothing is left to spend.', { cause: new NothingLeftError() });
      },
    };

    const refused = errorOf(client.send(get(origin), poor));
    const others = await Promise.all([1, 2, 3].map(() => client.send(get(origin), createCall())));

    expect((await refused).code).toBe('RATE_LIMITED');
    expect(others.map(({ body }) => body)).toEqual([{ a: 1 }, { a: 1 }, { a: 1 }]);
    expect(server.log()).toEqual(['GET /things']);
  });

  it('share a refusal of the upstream, which is asked once', async () => {
    const { client, server, origin } = await open(json(429, {}), { readAttempts: 1 });

    const errors = await Promise.all([1, 2, 3].map(() => errorOf(client.send(get(origin), createCall()))));

    expect(errors.map(({ code }) => code)).toEqual(['RATE_LIMITED', 'RATE_LIMITED', 'RATE_LIMITED']);
    expect(server.log()).toEqual(['GET /things']);
  });

  it('are tried again while any of their callers has the time', async () => {
    const answers: Answer[] = [json(503, {}), json(200, {})];
    const { client, origin } = await open((received, response) => answers.shift()?.(received, response));
    const send = (timeLeftMs: number) => client.send(get(origin), { ...createCall(), timeLeftMs: () => timeLeftMs });

    const sent = await Promise.all([send(0), send(60_000)]);

    expect(sent.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('may be many with one signal without a warning', async () => {
    const warnings: Error[] = [];
    const keep = (warning: Error) => warnings.push(warning);
    process.on('warning', keep);
    const { client, origin } = await open(json(200, {}));
    const call = createCall();

    await Promise.all(
      Array.from({ length: 20 }, (_, index) => [
        client.send(get(origin), call),
        client.send(patch(origin, { body: String(index) }), call),
      ]).flat(),
    );
    await new Promise(setImmediate);
    process.off('warning', keep);

    expect(warnings).toEqual([]);
  });

  it('are shared only while they are under way', async () => {
    const { client, server, origin } = await open(json(200, {}));

    await client.send(get(origin), createCall());
    await client.send(get(origin), createCall());

    expect(server.log()).toEqual(['GET /things', 'GET /things']);
  });

  it('differ by URL, headers, and the answers they take', async () => {
    const { client, server, origin } = await open(json(200, {}));

    await Promise.all([
      client.send(get(origin, '/things?a=1'), createCall()),
      client.send(get(origin, '/things?a=2'), createCall()),
      client.send(get(origin, '/things?a=1', { headers: { authorization: 'other' } }), createCall()),
      client.send(get(origin, '/things?a=1', { answers: [404] }), createCall()),
      client.send(get(origin, '/things?a=1', { headers: {}, answers: [] }), createCall()),
    ]);

    expect(server.received).toHaveLength(4);
  });

  it('are shared with nobody who is not to know of them, unless they are for a token', async () => {
    const { client, server, origin } = await open(json(200, {}));
    const audiences = ['ours', 'ours', 'theirs', undefined, undefined].map((sharedAmong) => ({
      ...createCall(),
      ...(sharedAmong !== undefined && { sharedAmong }),
    }));

    await Promise.all(audiences.map((call) => client.send(get(origin), call)));
    await Promise.all(audiences.map((call) => client.send(get(origin, '/token', { purpose: 'token' }), call)));

    expect(server.log()).toEqual(['GET /things', 'GET /things', 'GET /things', 'GET /token']);
  });

  it('go on for the others when one caller leaves', async () => {
    const answers: (() => void)[] = [];
    const { client, server, origin } = await open((_received, response) => answers.push(() => response.end('"done"')));
    const leaver = new AbortController();
    const left = reasonOf(client.send(get(origin), createCall(leaver.signal)));
    const stayed = client.send(get(origin), createCall());
    await server.arrived(1);

    leaver.abort('gone');
    answers[0]?.();

    expect([await left, (await stayed).body]).toEqual(['gone', 'done']);
  });

  it('end when the last caller leaves', async () => {
    const { client, server, origin } = await open(silence);
    const leavers = Array.from({ length: 5 }, () => new AbortController());
    const reads = leavers.map(({ signal }) => reasonOf(client.send(get(origin), createCall(signal))));
    await server.arrived(1);

    for (const leaver of leavers) leaver.abort('gone');
    await server.disconnected();

    expect(await Promise.all(reads)).toEqual(leavers.map(() => 'gone'));
  });

  it('are shared with statistics, which wait behind their own kind, only by joining the read', async () => {
    const { client, server, origin } = await open(
      ({ target }, response) => (target === '/figures' ? silence : json(200, {}))({} as never, response),
      { maxConnections: 4 },
    );
    const controller = new AbortController();
    const statistics = { ...createCall(controller.signal), purpose: 'statistics' as const };
    const figures = ['/figures', '/things'].map((target) => reasonOf(client.send(get(origin, target), statistics)));
    await server.arrived(1);

    const { status } = await client.send(get(origin), createCall());
    const shared = await Promise.all([createCall(), statistics].map((call) => client.send(get(origin, '/b'), call)));
    controller.abort('gone');

    expect([status, shared.length, await Promise.all(figures)]).toEqual([200, 2, ['gone', 'gone']]);
    expect(server.log()).toEqual(['GET /figures', 'GET /things', 'GET /b']);
  });

  it('are TIMEOUT for the caller whose own time was up', async () => {
    const { client, server, origin } = await open(silence);
    const [hurried, patient] = [new AbortController(), new AbortController()];
    const first = errorOf(client.send(get(origin), createCall(hurried.signal)));
    const second = reasonOf(client.send(get(origin), createCall(patient.signal)));
    await server.arrived(1);

    hurried.abort(timeIsUp());
    const error = await first;
    patient.abort('gone');
    await second;

    expect(error).toMatchObject({ code: 'TIMEOUT', message: "GET /things: the caller's time was up." });
  });

  it('never join one that began before a write was over', async () => {
    const answers: (() => void)[] = [];
    const { client, server, origin } = await open(({ method }, response) => {
      if (method === 'PATCH') response.end('{}');
      else answers.push(() => response.end('{}'));
    });
    const before = client.send(get(origin), createCall());
    await server.arrived(1);

    await client.send(patch(origin), createCall());
    const after = client.send(get(origin), createCall());
    await server.arrived(3);
    for (const answer of answers) answer();
    await Promise.all([before, after]);

    expect(server.log()).toEqual(['GET /things', 'PATCH /things/1', 'GET /things']);
  });

  it('join one for a token whatever was written meanwhile, and whatever it is for', async () => {
    const answers: (() => void)[] = [];
    const { client, server, origin } = await open(({ target }, response) => {
      if (target === '/token') answers.push(() => response.end('{}'));
      else response.end('{}');
    });
    const token = get(origin, '/token', { purpose: 'token' });
    const before = client.send(token, createCall());
    await server.arrived(1);

    await client.send(patch(origin), createCall());
    const after = client.send(token, { ...createCall(), asksAnew: true });
    await client.send(get(origin), createCall());
    for (const answer of answers) answer();
    await Promise.all([before, after]);

    expect(server.log()).toEqual(['GET /token', 'PATCH /things/1', 'GET /things']);
  });

  it('may be POSTs with equal bodies, where these write nothing', async () => {
    const { client, server, origin } = await open(json(200, {}));
    const read = (body: string) => ({ ...patch(origin, { body }), isWrite: false });

    await Promise.all([read('a=1'), read('a=1'), read('a=2')].map((request) => client.send(request, createCall())));

    expect(server.received.map(({ body }) => body).toSorted()).toEqual(['a=1', 'a=2']);
  });

  it('are never writes', async () => {
    const { client, server, origin } = await open(json(200, {}));

    await Promise.all([client.send(patch(origin), createCall()), client.send(patch(origin), createCall())]);

    expect(server.received).toHaveLength(2);
  });
});
