import { Agent, request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Refused } from '../../src/http/fault.js';
import { withLoadShedding, type LoadShedding, type LoadSheddingOptions } from '../../src/http/load-shedding.js';
import { listen, type Listening } from '../../src/http/server.js';

const OPTIONS: LoadSheddingOptions = {
  requestsInFlight: 2,
  busyMs: 10_000,
  deadlineMs: 10_000,
  longestWaitMs: () => 0,
  exempt: new Set(['/livez']),
  corsOrigins: ['https://app.test'],
  onRefused: () => {},
};
const agent = new Agent({ keepAlive: true });

describe('too many requests at once', () => {
  let shedding: LoadShedding;
  let listening: Listening;
  afterEach(async () => {
    agent.destroy();
    shedding.stop();
    await listening.stop(0);
  });

  async function serve(...[handle, options]: Parameters<typeof withLoadShedding>): Promise<void> {
    shedding = withLoadShedding(handle, options);
    listening = await listen(shedding.handle, { host: '127.0.0.1', port: 0, onError: () => {} });
  }

  it('are answered 503 with Retry-After, while those under way and the health of the process are not', async () => {
    const waiting: (() => void)[] = [];
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const told: Refused[] = [];
    await serve(
      (incoming, response) => {
        if (incoming.url === '/livez') return setTimeout(() => response.end('alive'), 10);
        if (waiting.push(() => response.end('done')) === 2) begin();
        return undefined;
      },
      { ...OPTIONS, onRefused: (refused) => void told.push(refused) },
    );

    const health = Promise.all([1, 2, 3].map(() => get(listening.url, '/livez')));
    const running = [get(listening.url, '/graphql'), get(listening.url, '/graphql')];
    await begun;
    const headers = { origin: 'https://app.test', 'x-request-id': 'mine' };
    const refused = await get(listening.url, '/graphql?query={a}', headers);
    await health;
    const alive = await get(listening.url, '/livez');
    for (const finish of waiting) finish();
    const done = await Promise.all(running);

    expect(refused).toMatchObject({ status: 503 });
    expect(refused.headers).toMatchObject({
      'retry-after': '1',
      'x-request-id': 'mine',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': 'https://app.test',
      connection: 'keep-alive',
    });
    expect(JSON.parse(refused.text)).toEqual({
      title: 'Service Unavailable',
      status: 503,
      detail: expect.stringContaining('try again'),
      requestId: 'mine',
    });
    expect(told).toEqual([expect.objectContaining({ status: 503, requestId: 'mine' })]);
    expect(alive).toMatchObject({ status: 200, text: 'alive' });
    expect(done.map(({ text }) => text)).toEqual(['done', 'done']);
  });

  it('are answered 503 when the event loop has been busy for too long', async () => {
    await serve(
      ({ url }, response) => {
        if (url === '/connect') return setTimeout(() => response.end(), 50);
        const until = performance.now() + 10;
        while (performance.now() < until);
        return setTimeout(() => response.end('done'), 100);
      },
      { ...OPTIONS, requestsInFlight: 10_000, busyMs: 100 },
    );

    // Over connections that are open, so that all come in one go.
    const askTogether = (path: string) => Promise.all(Array.from({ length: 60 }, () => get(listening.url, path)));
    await askTogether('/connect');
    const answers = await askTogether('/graphql');
    const statuses = answers.map(({ status }) => status);

    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(await get(listening.url, '/graphql')).toMatchObject({ status: 200 });
  });

  it('are answered 503 when those before them have waited for too long', async () => {
    let waitedMs = 0;
    const held: (() => void)[] = [];
    await serve(({ url }, response) => (url === '/hold' ? held.push(() => response.end()) : response.end('done')), {
      ...OPTIONS,
      requestsInFlight: 100,
      busyMs: 100,
      longestWaitMs: () => waitedMs,
    });
    const running = get(listening.url, '/hold');
    await expect.poll(() => held.length, { interval: 5 }).toBe(1);

    const statuses: (number | undefined)[] = [];
    for (waitedMs of [0, 900, 1100, 0]) statuses.push((await get(listening.url, '/graphql')).status);
    for (const end of held) end();
    await running;

    expect(statuses).toEqual([200, 200, 503, 200]);
  });

  it('are refused at the end of the turn of the event loop, and not where the client has gone by then', async () => {
    shedding = withLoadShedding(() => {}, { ...OPTIONS, requestsInFlight: 0 });
    const ends: boolean[][] = [];
    const { handle } = shedding;
    listening = await listen(
      (incoming, response) => {
        handle(incoming, response);
        const isEnded = response.writableEnded;
        if (incoming.url === '/leaving') response.destroy();
        setImmediate(() => ends.push([isEnded, response.writableEnded]));
      },
      { host: '127.0.0.1', port: 0, onError: () => {} },
    );

    const refused = await get(listening.url, '/graphql');
    const left = await get(listening.url, '/leaving').catch((error: unknown) => error);

    expect(refused.status).toBe(503);
    expect(left).toBeInstanceOf(Error);
    await expect
      .poll(() => ends)
      .toEqual([
        [false, true],
        [false, false],
      ]);
  });

  it('are not those whose bodies have not come yet', async () => {
    const finish: (() => void)[] = [];
    let begun = 0;
    await serve((incoming, response) => {
      begun += 1;
      if (incoming.method === 'GET') return response.end('done');
      return incoming.resume().once('end', () => finish.push(() => response.end('done')));
    }, OPTIONS);
    const slow = Array.from({ length: 4 }, () => connect(Number(new URL(listening.url).port), '127.0.0.1'));
    for (const socket of slow) socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\n\r\n12');
    await expect.poll(() => begun, { interval: 5 }).toBe(4);

    const beside = await get(listening.url, '/graphql');
    for (const socket of slow) socket.write('34');
    await expect.poll(() => finish.length, { interval: 5 }).toBe(4);
    const behind = await get(listening.url, '/graphql');
    for (const end of finish) end();
    await expect.poll(async () => (await get(listening.url, '/graphql')).status, { interval: 5 }).toBe(200);
    for (const socket of slow) socket.destroy();

    expect([beside.status, behind.status]).toEqual([200, 503]);
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function get(url: string, path: string, headers = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { agent, headers }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({ status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject).end();
  });
}
