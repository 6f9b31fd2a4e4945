import { describe, expect, it } from 'vitest';
import { createCall, errorOf, get, patch, reasonOf, summarize } from '../calls.js';
import { json, silence } from '../test-server.js';
import { open, timeIsUp } from './open.js';

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
