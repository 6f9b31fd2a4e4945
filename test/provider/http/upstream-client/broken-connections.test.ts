import { describe, expect, it } from 'vitest';
import { createCall, errorOf, get, patch, summarize } from '../calls.js';
import { silence, type Answer } from '../test-server.js';
import { open } from './open.js';

describe('a connection that fails', () => {
  it('is UNAVAILABLE when nobody listens, and a write has had no effect', async () => {
    const { client, server, origin } = await open(silence);
    await server.close();

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
