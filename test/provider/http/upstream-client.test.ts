import { getEventListeners } from 'node:events';
import { gzipSync } from 'node:zlib';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createUpstreamClient,
  type UpstreamClient,
  type UpstreamClientOptions,
} from '../../../src/provider/http/upstream-client.js';
import { createCall, errorOf, get, patch, reasonOf, summarize } from './calls.js';
import { json, silence, startTestServer, type Answer, type TestServer } from './test-server.js';

const NOW_MS = Date.parse('2026-03-02T09:00:00Z');
const opened: (TestServer | UpstreamClient)[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()));
});

async function open(answer: Answer, options: UpstreamClientOptions = {}) {
  const server = await startTestServer(answer);
  const client = createUpstreamClient({ now: () => NOW_MS, ...options });
  opened.push(client, server);
  return { server, client, origin: server.origin };
}

const timeIsUp = () => new DOMException('The time is up.', 'TimeoutError');

describe('an answer', () => {
  it('is the parsed JSON, asked for as such and uncompressed', async () => {
    const { client, server, origin } = await open(json(200, { a: ['ü'] }, { 'x-thing': '1' }));
    const call = createCall();

    const { status, body, headers } = await client.send(
      get(origin, '/things?b=2', { headers: { 'x-own': '3' } }),
      call,
    );

    expect({ status, body, thing: headers['x-thing'] }).toEqual({ status: 200, body: { a: ['ü'] }, thing: '1' });
    expect(server.log()).toEqual(['GET /things?b=2']);
    expect(server.received[0]?.headers).toMatchObject({
      accept: 'application/json',
      'accept-encoding': 'identity',
      'x-own': '3',
    });
    expect(call.requests()).toBe(1);
  });

  it('carries the body of a write', async () => {
    const { client, server, origin } = await open(json(201, {}));

    await client.send(patch(origin, { body: '{"a":1}' }), createCall());

    expect(server.received[0]).toMatchObject({ method: 'PATCH', target: '/things/1', body: '{"a":1}' });
  });

  it('may be empty where the status says so', async () => {
    const { client, origin } = await open((_received, response) => response.writeHead(204).end());

    const { body } = await client.send(get(origin), createCall());

    expect(body).toBeNull();
  });

  it('leaves nothing behind on the signal of the caller', async () => {
    const { client, origin } = await open(json(200, {}));
    const call = createCall();

    await Promise.all([
      client.send(get(origin), call),
      client.send(get(origin), call),
      client.send(patch(origin), call),
    ]);

    expect(getEventListeners(call.signal, 'abort')).toEqual([]);
  });

  it('is any status that the caller asked for, its body null when it is not JSON', async () => {
    const { client, origin } = await open((_received, response) => response.writeHead(404).end('<html>'));

    const { status, body } = await client.send(get(origin, '/things', { answers: [404] }), createCall());

    expect({ status, body }).toEqual({ status: 404, body: null });
  });

  it('keeps a member named __proto__ harmless', async () => {
    const { client, origin } = await open((_received, response) => response.end('{"__proto__":{"polluted":true}}'));

    const { body } = await client.send(get(origin), createCall());

    expect(Object.getPrototypeOf(body)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });

  it('reuses the connection', async () => {
    const { client, server, origin } = await open(json(200, {}));

    for (const target of ['/1', '/2', '/3']) {
      await client.send(get(origin, target), createCall());
      // The connection is free a moment after the answer is there.
      await new Promise(setImmediate);
    }

    expect(server.connections()).toBe(1);
  });

  it('opens no more connections than allowed', async () => {
    const { client, server, origin } = await open(json(200, {}), { maxConnections: 2 });

    const targets = Array.from({ length: 20 }, (_, index) => `/${index}`);
    await Promise.all(targets.map((target) => client.send(get(origin, target), createCall())));

    expect(server.received).toHaveLength(20);
    expect(server.connections()).toBe(2);
  });
});

describe('a refusal', () => {
  const advice = 'Check that the base URL and the API version are right.';

  it.each([
    [300, 'BAD_RESPONSE', advice, false],
    [302, 'BAD_RESPONSE', advice, false],
    [304, 'BAD_RESPONSE', advice, false],
    [400, 'BAD_RESPONSE', advice, false],
    [401, 'UNAUTHENTICATED', "Check the backend's credentials.", false],
    [403, 'FORBIDDEN', "Check what the backend's credentials may do.", false],
    [404, 'BAD_RESPONSE', advice, false],
    [406, 'BAD_RESPONSE', advice, false],
    [408, 'TIMEOUT', 'Try again later.', false],
    [422, 'BAD_RESPONSE', advice, false],
    [429, 'RATE_LIMITED', 'Wait before the next try.', false],
    [500, 'UNAVAILABLE', 'Try again later.', true],
    [501, 'UNAVAILABLE', 'Try again later.', false],
    [502, 'UNAVAILABLE', 'Try again later.', true],
    [503, 'UNAVAILABLE', 'Try again later.', false],
    [504, 'TIMEOUT', 'Try again later.', true],
    [599, 'UNAVAILABLE', 'Try again later.', true],
  ])('of status %d is %s', async (status, code, text, mayHaveTakenEffect) => {
    const { client, origin } = await open((_received, response) => response.writeHead(status).end());

    const read = await errorOf(client.send(get(origin), createCall()));
    const write = await errorOf(client.send(patch(origin), createCall()));

    const message = `GET /things: answered ${status}. ${text}`;
    expect(summarize(read)).toEqual({ code, message, retryAfterMs: null, outcomeUnknown: false });
    expect(write.outcomeUnknown).toBe(mayHaveTakenEffect);
  });

  it.each([
    [429, { 'retry-after': '7' }, 7000],
    [429, { 'retry-after': 'Mon, 02 Mar 2026 09:00:30 GMT' }, 30_000],
    [429, { retryafter: '3600' }, 3_600_000],
    [429, { 'retry-after': 'soon', retryafter: '9' }, 9000],
    [429, { 'retry-after': 'soon' }, null],
    [429, {}, null],
    [503, { 'retry-after': '120' }, 120_000],
    [500, { 'retry-after': '120' }, null],
  ])('of status %d with %j waits %s ms', async (status, headers, retryAfterMs) => {
    const guidingHeaders = { retryAfter: ['retry-after', 'retryafter'], rateLimit: [], rateLimitRemaining: [] };
    const { client, origin } = await open(json(status, {}, headers), { guidingHeaders });

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.retryAfterMs).toBe(retryAfterMs);
  });

  it('does not follow a redirect', async () => {
    const { client, server, origin } = await open(json(302, {}, { location: '/elsewhere' }));

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
    expect(server.log()).toEqual(['GET /things']);
  });

  it('is told in the words of the caller where it knows more', async () => {
    const { client, origin } = await open(json(400, {}));
    const request = get(origin, '/things', {
      explain: (status) => ({ code: 'UNAUTHENTICATED', advice: `Because ${status}.` }),
    });

    const error = await errorOf(client.send(request, createCall()));

    expect(error).toMatchObject({ code: 'UNAUTHENTICATED', message: 'GET /things: answered 400. Because 400.' });
  });

  it('carries the notification of its body, and nothing else of it', async () => {
    const notification = {
      category: 'SERVICE',
      title: 'Down',
      body: 'Back soon.',
      detailTitle: null,
      detailBody: null,
      externalLink: null,
      externalButtonLabel: null,
    };
    const toNotification = (body: unknown) => (JSON.stringify(body) === '{"x":"inner text"}' ? notification : null);
    const { client, origin } = await open(json(503, { x: 'inner text' }), { toNotification });

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.notification).toEqual(notification);
    expect(inspect(error, { depth: 10 })).not.toContain('inner text');
  });
});

describe('an answer that cannot be read', () => {
  const advice = 'Check that the base URL and the API version are right.';

  it.each<[string, Answer]>([
    ['HTML', (_received, response) => response.end('<html>secret</html>')],
    ['nothing', (_received, response) => response.end()],
    ['half a JSON', (_received, response) => response.end('{"secret":')],
    ['compressed', (_received, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('{}'))],
  ])('is a BAD_RESPONSE: %s', async (_name, answer) => {
    const { client, origin } = await open(answer);

    const read = await errorOf(client.send(get(origin), createCall()));
    const write = await errorOf(client.send(patch(origin), createCall()));

    const message = `GET /things: answered 200 with something that is not JSON. ${advice}`;
    expect(summarize(read)).toEqual({ code: 'BAD_RESPONSE', message, retryAfterMs: null, outcomeUnknown: false });
    expect(write.outcomeUnknown).toBe(true);
    expect(inspect(read, { depth: 10 })).not.toContain('secret');
  });

  it('is cut off while it is read when it is too large', async () => {
    const megabyte = Buffer.alloc(1_000_000, ' ');
    const { client, server, origin } = await open((_received, response) => {
      for (let count = 0; count < 12; count += 1) response.write(megabyte);
    });

    const error = await errorOf(client.send(get(origin), createCall()));
    await server.disconnected();

    expect(error).toMatchObject({
      code: 'BAD_RESPONSE',
      message: 'GET /things: the answer was too large. Ask for less at once.',
    });
  });

  it('is not read at all when its announced length is too large', async () => {
    const { client, origin } = await open(
      (_received, response) => {
        response.writeHead(200, { 'content-length': '11' }).flushHeaders();
      },
      { maxResponseBytes: 10 },
    );

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
  });

  it('may be as large as allowed', async () => {
    const { client, origin } = await open((_received, response) => response.end('"12345678"'), {
      maxResponseBytes: 10,
    });

    const { body } = await client.send(get(origin), createCall());

    expect(body).toBe('12345678');
  });

  it('is a BAD_RESPONSE without its text when it is not HTTP', async () => {
    const { client, origin } = await open((_received, response) =>
      response.socket?.end('220 secret mail server\r\n\r\n'),
    );

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error).toMatchObject({
      code: 'BAD_RESPONSE',
      message: 'GET /things: the answer was not HTTP. Check the base URL.',
    });
    expect(inspect(error, { depth: 10 })).not.toContain('secret');
  });
});

describe('a connection that fails', () => {
  it('is UNAVAILABLE when nobody listens, and a write has had no effect', async () => {
    const { client, server, origin } = await open(silence);
    await server.close();
    opened.pop();

    const error = await errorOf(client.send(patch(origin), createCall()));

    expect(summarize(error)).toEqual({
      code: 'UNAVAILABLE',
      message: 'PATCH /things/{id}: no connection (ECONNREFUSED). Check that the upstream can be reached.',
      retryAfterMs: null,
      outcomeUnknown: false,
    });
  });

  it('is UNAVAILABLE when the handshake fails', async () => {
    const { client, origin } = await open(silence);

    const error = await errorOf(client.send(get(origin.replace('http:', 'https:')), createCall()));

    expect(error.code).toBe('UNAVAILABLE');
  });

  it.each<[string, Answer]>([
    ['before the answer', (_received, response) => response.socket?.destroy()],
    [
      'in a body of announced length',
      (_received, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"a":', () => response.socket?.destroy());
      },
    ],
    [
      'in a chunked body',
      (_received, response) => {
        response.writeHead(200).write('{"a":', () => response.socket?.destroy());
      },
    ],
  ])('is UNAVAILABLE when it breaks off %s, the outcome of a write unknown', async (_name, answer) => {
    const { client, origin } = await open(answer);

    const read = await errorOf(client.send(get(origin), createCall()));
    const write = await errorOf(client.send(patch(origin), createCall()));

    expect([read.code, read.outcomeUnknown, write.code, write.outcomeUnknown]).toEqual([
      'UNAVAILABLE',
      false,
      'UNAVAILABLE',
      true,
    ]);
  });

  it('is UNAVAILABLE when the client was closed, under way and later', async () => {
    const { client, server, origin } = await open(silence);
    const underWay = errorOf(client.send(get(origin), createCall()));
    await server.arrived(1);

    await client.close();
    const later = await errorOf(client.send(get(origin, '/later'), createCall()));

    expect([(await underWay).code, later.code]).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  });
});

describe('time', () => {
  it('is up when no answer came', async () => {
    const { client, origin } = await open(silence, { timeoutMs: 30 });

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(summarize(error)).toEqual({
      code: 'TIMEOUT',
      message: 'GET /things: no whole answer in time. Try again later.',
      retryAfterMs: null,
      outcomeUnknown: false,
    });
  });

  it('is up when the body does not end', async () => {
    const { client, origin } = await open((_received, response) => response.write('['), { timeoutMs: 100 });

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.code).toBe('TIMEOUT');
  });

  it('is up when the deadline of the caller passes, and the upstream is let go', async () => {
    const { client, server, origin } = await open(silence);
    const deadline = new AbortController();
    const write = errorOf(client.send(patch(origin), createCall(deadline.signal)));
    await server.arrived(1);

    deadline.abort(timeIsUp());
    await server.disconnected();

    expect(await write).toMatchObject({ code: 'TIMEOUT', outcomeUnknown: true });
  });

  it('gives back the reason of a caller who gave up', async () => {
    const { client, server, origin } = await open(silence);
    const [reader, writer] = [new AbortController(), new AbortController()];
    const read = reasonOf(client.send(get(origin), createCall(reader.signal)));
    const write = reasonOf(client.send(patch(origin), createCall(writer.signal)));
    await server.arrived(2);

    reader.abort('not needed');
    writer.abort('not needed either');

    expect([await read, await write]).toEqual(['not needed', 'not needed either']);
    expect(client.status().health).toBe('HEALTHY');
  });

  it('sends nothing for a signal that is aborted already', async () => {
    const { client, server, origin } = await open(json(200, {}));
    const call = createCall(AbortSignal.abort(timeIsUp()));

    const read = await errorOf(client.send(get(origin), call));
    const write = await errorOf(client.send(patch(origin), call));

    expect([read.code, write.code, write.outcomeUnknown]).toEqual(['TIMEOUT', 'TIMEOUT', false]);
    expect([server.log(), call.requests()]).toEqual([[], 0]);
  });

  it('covers the wait for a free connection, and a write that never left has had no effect', async () => {
    const { client, server, origin } = await open(silence, { maxConnections: 1 });
    const [holder, waiter] = [new AbortController(), new AbortController()];
    const held = reasonOf(client.send(get(origin), createCall(holder.signal)));
    await server.arrived(1);
    const waiting = errorOf(client.send(patch(origin), createCall(waiter.signal)));

    waiter.abort(timeIsUp());
    const error = await waiting;
    holder.abort();
    await held;

    expect([error.code, error.outcomeUnknown]).toEqual(['TIMEOUT', false]);
    expect(server.log()).toEqual(['GET /things']);
  });

  it('does not end a connection for a request that gave up waiting for it', async () => {
    const answers: (() => void)[] = [];
    const { client, server, origin } = await open((_received, response) => answers.push(() => response.end('{}')), {
      maxConnections: 1,
    });
    const waiter = new AbortController();
    const first = client.send(get(origin, '/first'), createCall());
    await server.arrived(1);
    const second = reasonOf(client.send(get(origin, '/second'), createCall(waiter.signal)));
    const third = client.send(get(origin, '/third'), createCall());

    waiter.abort('gone');
    answers[0]?.();
    await server.arrived(2);
    answers[1]?.();
    await Promise.all([first, second, third]);

    expect(server.log()).toEqual(['GET /first', 'GET /third']);
    expect(server.connections()).toBe(1);
  });
});

describe('equal reads at the same time', () => {
  it('are one request for everybody', async () => {
    const { client, server, origin } = await open(json(200, { a: 1 }));
    const call = createCall();

    const answers = await Promise.all(Array.from({ length: 100 }, () => client.send(get(origin), call)));

    expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 100 }, () => ({ a: 1 })));
    expect([server.log(), call.requests()]).toEqual([['GET /things'], 1]);
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

  it('are never writes', async () => {
    const { client, server, origin } = await open(json(200, {}));

    await Promise.all([client.send(patch(origin), createCall()), client.send(patch(origin), createCall())]);

    expect(server.received).toHaveLength(2);
  });
});

describe('status', () => {
  const guidingHeaders = { retryAfter: [], rateLimit: ['x-limit'], rateLimitRemaining: ['x-left'] };

  it('is healthy and without numbers before the first call', async () => {
    const { client } = await open(silence);

    expect(client.status()).toEqual({ health: 'HEALTHY', rateLimit: null });
  });

  it('follows the answers: degraded after a failure, down after three in a row, healthy after a success', async () => {
    let status = 200;
    const { client, origin } = await open((received, response) => json(status, {})(received, response));
    const seen: string[] = [];

    for (status of [500, 403, 200, 500, 401, 302, 500, 429, 200]) {
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
