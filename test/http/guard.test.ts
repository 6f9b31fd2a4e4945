import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Refused } from '../../src/http/fault.js';
import { withLoadShedding } from '../../src/http/load-shedding.js';
import { listen, type Listening } from '../../src/http/server.js';
import { readAll, toReply } from '../hostile/raw.js';

const HEAD = 'HTTP/1.1\r\nhost: gateway.test\r\n';

describe('one connection', () => {
  let listening: Listening;
  const refused: Refused[] = [];
  const failures: Error[] = [];
  const onFailure = (error: Error) => void failures.push(error);
  afterEach(async () => {
    process.off('uncaughtException', onFailure);
    process.off('warning', onFailure);
    await listening.stop(0);
    refused.length = 0;
    failures.length = 0;
  });

  /** @returns its port */
  async function serve(handle: RequestListener): Promise<number> {
    const onRefused = (each: Refused) => void refused.push(each);
    listening = await listen(handle, { host: '127.0.0.1', port: 0, onError: () => {}, onRefused });
    return Number(new URL(listening.url).port);
  }

  it('that asks for a tunnel and is reset harms nobody', async () => {
    process.on('uncaughtException', onFailure);
    const port = await serve((_request, response) => response.end('fine'));

    for (let time = 1; time <= 5; time += 1) {
      const socket = connect(port, '127.0.0.1');
      socket.write(`CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n`, () => socket.resetAndDestroy());
      await expect.poll(() => refused.length, { interval: 5 }).toBe(time);
    }

    expect(await ask(port, `GET / ${HEAD}connection: close\r\n\r\n`)).toMatchObject({ status: 200, body: 'fine' });
    expect(failures).toEqual([]);
  });

  it('ends with the answer that says so, the ten thousandth, though the client would go on', async () => {
    const port = await serve((_request, response) => response.end('fine'));
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    const answers: string[] = [];
    socket.on('data', (text: string) => {
      answers.push(text);
      socket.write(`GET / ${HEAD}\r\n`);
    });

    socket.write(`GET / ${HEAD}\r\n`);
    await once(socket, 'close');

    expect(answers).toHaveLength(10_000);
    expect(answers.filter((text) => /^connection: close/im.test(text))).toEqual([answers.at(-1)]);
    expect(answers.at(-1)).toMatch(/^HTTP\/1.1 200 .*fine/s);
  });

  it('with many requests that is reset leaves none of them under way', async () => {
    const held: ServerResponse[] = [];
    let ended = 0;
    const shedding = withLoadShedding(
      ({ url }, response) => {
        response.once('close', () => (ended += 1));
        if (url === '/hold') held.push(response);
        else response.end('fine');
      },
      {
        requestsInFlight: 20,
        busyMs: 10_000,
        deadlineMs: 10_000,
        longestWaitMs: () => 0,
        exempt: new Set(),
        corsOrigins: [],
        onRefused: () => {},
      },
    );
    const port = await serve(shedding.handle);
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /hold ${HEAD}\r\n`.repeat(15) + `GET /answer ${HEAD}\r\n`.repeat(5));
    await expect.poll(() => held.length).toBe(15);
    socket.resetAndDestroy();

    await expect.poll(() => ended).toBe(20);
    const reply = await ask(port, `GET / ${HEAD}connection: close\r\n\r\n`);
    shedding.stop();

    expect(reply).toMatchObject({ status: 200, body: 'fine' });
  });

  it.each([
    ['a request that breaks off', `POST /second ${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n`],
    ['what is no request', 'nonsense\r\n\r\n'],
    ['a wish for a tunnel', 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n'],
  ])('gets no answer to %s while an earlier request has none', async (_what, bytes) => {
    const paths: (string | undefined)[] = [];
    const port = await serve(({ url }) => void paths.push(url));
    const socket = connect(port, '127.0.0.1');
    const all = readAll(socket);
    socket.write(`GET /first ${HEAD}\r\n${bytes}`);

    expect(await all).toBe('');
    expect(paths[0]).toBe('/first');
    expect(refused).toEqual([]);
  });

  it.each([
    ['is not read', 'content-length: 1000001\r\n\r\nab', false],
    ['comes in parts and is not read', 'transfer-encoding: chunked\r\n\r\n2\r\nab\r\n', false],
    ['comes in parts and is read', 'transfer-encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n', true],
  ])('is said to be closed, or not, after a body that %s', async (_what, rest, isRead) => {
    const port = await serve((request, response) => {
      if (!isRead) return response.writeHead(413).end('No.');
      return request.resume().once('end', () => response.end('Read.'));
    });
    const socket = connect(port, '127.0.0.1');
    const all = readAll(socket);
    socket.write(`POST / ${HEAD}${rest}`);
    if (isRead) socket.write(`GET / ${HEAD}connection: close\r\n\r\n`);

    const [first = ''] = (await all).split('\r\n\r\n');
    expect(first.toLowerCase().includes('connection: close')).toBe(!isRead);
    expect(first).toMatch(isRead ? /^HTTP\/1.1 200/ : /^HTTP\/1.1 413/);
  });

  it('names what is no request by itself, not as the request that was answered before', async () => {
    const port = await serve((_request, response) => response.end('fine'));
    const socket = connect(port, '127.0.0.1');
    const all = readAll(socket);
    socket.once('data', () => socket.write('nonsense\r\n\r\n'));
    socket.write(`GET / ${HEAD}x-request-id: first\r\n\r\n`);

    const { status, headers } = toReply((await all).slice((await all).indexOf('fine') + 'fine'.length));

    expect(status).toBe(400);
    expect(headers['x-request-id']).toMatch(/^[0-9A-Z]{26}$/);
  });

  it('may send many bodies after their answers, and no listener is left for each', async () => {
    process.on('warning', onFailure);
    const port = await serve((_request, response) => response.end('fine'));
    const socket = connect(port, '127.0.0.1');
    const all = readAll(socket);
    let count = 0;
    socket.on('data', () => {
      count += 1;
      if (count < 15) socket.write(`body!POST / ${HEAD}content-length: 5\r\n\r\n`);
      else socket.end('body!');
    });
    socket.write(`POST / ${HEAD}content-length: 5\r\n\r\n`);

    expect((await all).split('fine')).toHaveLength(16);
    expect(failures).toEqual([]);
  });
});

async function ask(port: number, bytes: string) {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  return toReply(await readAll(socket));
}
