import { gzipSync } from 'node:zlib';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createCall, errorOf, get, patch, summarize } from '../calls.js';
import { type Answer } from '../test-server.js';
import { open } from './open.js';

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

  it.each<[string, unknown]>([
    ['in one list', Array(25_001).fill(0)],
    ['in the lists of its rows', toPage(251, 100)],
  ])('is a BAD_RESPONSE with more entries than can be read in time, %s', async (_name, body) => {
    const { client, origin } = await open((_received, response) => response.end(JSON.stringify(body)));

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
    expect(error.message).toContain('lists of more than 25000 entries');
  });

  it('is none with a hundred rows of two hundred entries each', async () => {
    const page = toPage(100, 200);
    const { client, origin } = await open((_received, response) => response.end(JSON.stringify(page)));

    const { body } = await client.send(get(origin), createCall());

    expect(body).toEqual(page);
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

function toPage(rows: number, entries: number) {
  return { rows: Array.from({ length: rows }, () => ({ messages: Array(entries).fill(0) })) };
}
