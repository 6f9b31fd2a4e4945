import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withLoadShedding } from '../../src/http/load-shedding.js';
import { listen } from '../../src/http/server.js';
import { exchange, readAll, toBytes, toReply } from './raw.js';
import { codesOf, expectDecentAnswer } from './refusals.js';
import { createListeningWorld, type ListeningWorld } from './world.js';

export interface SlowClientsOptions {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly sockets: number;
}

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: gateway.test\r\n';

/** Clients that take their time. Node looks in intervals, so a timeout may come a twentieth of it, or 500 ms, late. */
export function describeSlowClients({ headersMs, requestMs, sockets }: SlowClientsOptions): void {
  describe(`slow clients, with ${headersMs} ms for headers and ${requestMs} ms for a request`, () => {
    let listening: ListeningWorld;
    beforeAll(async () => {
      listening = await createListeningWorld({ limits: { requestsPerCaller: sockets / 2 } }, { headersMs, requestMs });
    });
    afterAll(() => listening.close());

    it('get 408 when their headers do not come', async () => {
      const { port } = listening;

      const replies = await Promise.all(['', 'P', HEAD].map((start) => startSlowly(port, start)));

      for (const { reply, took } of replies) {
        expectDecentAnswer(reply);
        expect([reply.status, ...codesOf(reply)]).toEqual([408, 'PROBLEM']);
        expect(took).toBeGreaterThan(headersMs * 0.8);
      }
    });

    it('get 408 when their body does not come, drop by drop or at all', async () => {
      const { port, token } = listening;
      const body = '{"query":"{ __typename }"}';
      const head = toBytes({ headers: { 'content-length': String(body.length) } }, token).toString();

      const replies = await Promise.all([startSlowly(port, head), startSlowly(port, head, requestMs / 8)]);

      for (const { reply, took } of replies) {
        expectDecentAnswer(reply);
        expect([reply.status, ...codesOf(reply)]).toEqual([408, 'PROBLEM']);
        expect(took).toBeGreaterThan(requestMs * 0.8);
      }
    });

    it('take no more places than one caller may have', async () => {
      const whole = toBytes({ headers: { 'content-length': '100' } }, listening.token);
      const held = Array.from({ length: sockets / 2 + 1 }, () => connect(listening.port, '127.0.0.1'));
      const refused = Promise.race(held.map((socket) => readFirst(socket)));
      for (const socket of held) socket.write(whole);
      const other = await listening.world.token({ user: 'somebody-else' });
      const query = toBytes({ body: '{"query":"{ __typename }"}' }, other);

      const reply = toReply(await refused);
      const honest = await exchange(listening.port, query);
      for (const socket of held) socket.destroy();

      expectDecentAnswer(reply);
      expect([reply.status, reply.headers['retry-after'], ...codesOf(reply)]).toEqual([429, '1', 'RATE_LIMITED']);
      expect(honest.status).toBe(200);
      await expect.poll(() => listening.answersHonestQuery(), { interval: 5 }).toBe(true);
    });

    it(`hold ${sockets} sockets and hurt nobody`, async () => {
      const { handle, longestWaitMs } = listening.world.gateway;
      const options = {
        busyMs: 10_000,
        deadlineMs: 10_000,
        longestWaitMs,
        exempt: new Set<string>(),
        corsOrigins: [],
        onRefused: () => {},
      };
      const shedding = withLoadShedding(handle, { ...options, requestsInFlight: sockets / 4 });
      const patient = await listen(shedding.handle, { host: '127.0.0.1', port: 0, onError: () => {} });
      const port = Number(new URL(patient.url).port);
      const held = Array.from({ length: sockets }, () => connect(port, '127.0.0.1'));
      const ends = held.map((socket) => readAll(socket));
      const whole = toBytes({ headers: { 'content-length': '100' } }, await listening.world.token({ user: 'slow' }));
      for (const [at, socket] of held.entries()) socket.write(at % 2 === 0 ? HEAD : whole);
      const query = toBytes({ body: '{"query":"{ __typename }"}' }, listening.token);

      const honest = await Promise.all(Array.from({ length: 5 }, () => exchange(port, query)));
      const stillHeld = held.filter((socket) => !socket.closed).length;

      expect(honest.map(({ status }) => status)).toEqual(Array(5).fill(200));
      expect(stillHeld).toBe(sockets);
      for (const socket of held) socket.destroy();
      await Promise.all([...ends, patient.stop(1000)]);
      shedding.stop();
    });
  });
}

async function readFirst(socket: Socket): Promise<string> {
  const [chunk] = (await once(socket, 'data')) as [Buffer];
  return chunk.toString();
}

/** Sends the start, then one byte now and then, or nothing more. */
async function startSlowly(port: number, start: string, dropMs?: number) {
  const startedAt = performance.now();
  const socket = connect(port, '127.0.0.1');
  const answered = readAll(socket);
  socket.write(start);
  if (dropMs) void drip(socket, dropMs);
  const reply = toReply(await answered);
  return { reply, took: performance.now() - startedAt };
}

async function drip(socket: Socket, dropMs: number): Promise<void> {
  while (socket.writable) {
    await sleep(dropMs);
    if (socket.writable) socket.write(' ');
  }
}
