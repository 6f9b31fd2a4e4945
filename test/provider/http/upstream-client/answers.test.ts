import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createCall, get, patch } from '../calls.js';
import { json } from '../test-server.js';
import { open } from './open.js';

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
    const { signal } = new AbortController();
    const call = { ...createCall(), signal };

    await Promise.all([
      client.send(get(origin), call),
      client.send(get(origin), call),
      client.send(patch(origin), call),
    ]);

    expect(getEventListeners(signal, 'abort')).toEqual([]);
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
