import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from 'vitest';
import type { AttemptEnd, AttemptStart, UpstreamObserver } from '../../../../src/provider/http/observer.js';
import { createCall, get, patch } from '../calls.js';
import { json, silence, type Answer } from '../test-server.js';
import { open, timeIsUp } from './open.js';

describe('the observer of attempts', () => {
  it('hears what left, without id and query, and what came of it', async () => {
    const { seen, origin, client } = await watch(json(200, {}));

    await client.send(get(origin, '/things/secret?token=secret', { path: '/things/{id}' }), createCall());

    expect(seen).toEqual([
      {
        start: { method: 'GET', path: '/things/{id}', origin, kind: 'read', waitedMs: expect.any(Number) },
        end: { outcome: 'OK', status: 200, durationMs: expect.any(Number) },
      },
    ]);
  });

  it('tells kinds of requests from one another', async () => {
    const { seen, origin, client } = await watch(json(200, {}));

    await client.send(get(origin), createCall());
    await client.send(patch(origin), createCall());
    await client.send(get(origin, '/figures', { purpose: 'statistics' }), createCall());
    await client.send(patch(origin, { isWrite: false, purpose: 'token' }), createCall());

    expect(seen.map(({ start }) => start.kind)).toEqual(['read', 'write', 'statistics', 'token']);
  });

  it.each([
    ['a refusal', json(503, {}), { outcome: 'UNAVAILABLE', status: 503 }],
    ['an answer that is no JSON', text(200, '<html>'), { outcome: 'BAD_RESPONSE', status: 200 }],
    ['a 401 that the caller mends', json(401, {}), { outcome: 'UNAUTHENTICATED', status: 401 }],
    ['a status that is an answer', json(404, {}), { outcome: 'OK', status: 404 }],
    ['a connection that breaks', cut, { outcome: 'UNAVAILABLE', status: null }],
  ])('hears of %s', async (_what, answer, expected) => {
    const { seen, origin, client } = await watch(answer);

    await Promise.allSettled([client.send(get(origin, '/things', { answers: [401, 404] }), createCall())]);

    expect(seen.map(({ end }) => end)).toEqual([{ ...expected, durationMs: expect.any(Number) }]);
  });

  it.each([
    ['ABORTED', () => new Error('The caller has gone.')],
    ['TIMEOUT', timeIsUp],
  ])('hears %s when nobody waits any more', async (outcome, toReason) => {
    const { seen, server, origin, client } = await watch(silence);
    const controller = new AbortController();

    const sent = client.send(get(origin), createCall(controller.signal));
    await server.arrived(1);
    controller.abort(toReason());
    await Promise.allSettled([sent]);

    await expect.poll(() => seen.map(({ end }) => end?.outcome)).toEqual([outcome]);
  });

  it('hears of one attempt where callers share one', async () => {
    const { seen, origin, client } = await watch(json(200, {}));

    await Promise.all([1, 2, 3].map(() => client.send(get(origin), createCall())));

    expect(seen).toHaveLength(1);
  });

  it('hears of a request where its caller asked, though it waited for a connection of somebody else', async () => {
    const caller = new AsyncLocalStorage<string>();
    const heard: (string | undefined)[] = [];
    const observer: UpstreamObserver = {
      begin() {
        heard.push(caller.getStore());
        return { end: () => {} };
      },
    };
    const { client, origin } = await open(json(200, {}), { observer, maxConnections: 1 });
    const names = ['a', 'b', 'c'];

    await Promise.all(names.map((name) => caller.run(name, () => client.send(get(origin, `/${name}`), createCall()))));

    expect(heard).toEqual(names);
  });

  it('may add headers, which replace none of ours', async () => {
    const { server, origin, client } = await watch(json(200, {}), { traceparent: '00-1-2-01', accept: 'nothing' });

    await client.send(get(origin, '/things', { headers: { accept: 'application/json' } }), createCall());

    expect(server.received[0]?.headers).toMatchObject({ traceparent: '00-1-2-01', accept: 'application/json' });
  });
});

interface Seen {
  readonly start: AttemptStart;
  end?: AttemptEnd;
}

async function watch(answer: Answer, headers?: Record<string, string>) {
  const seen: Seen[] = [];
  const observer: UpstreamObserver = {
    begin(start) {
      const entry: Seen = { start };
      seen.push(entry);
      const end = (result: AttemptEnd) => void (entry.end = result);
      return headers ? { headers, end } : { end };
    },
  };
  const opened = await open(answer, { observer, readAttempts: 1 });
  return { ...opened, seen };
}

function text(status: number, body: string): Answer {
  return (_received, response) => {
    response.writeHead(status).end(body);
  };
}

const cut: Answer = (_received, response) => {
  response.destroy();
};
