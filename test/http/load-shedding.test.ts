import { Agent, request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { withLoadShedding, type LoadShedding } from '../../src/http/load-shedding.js';
import { listen, type Listening } from '../../src/http/server.js';

const agent = new Agent({ keepAlive: true });

describe('too many requests at once', () => {
  let shedding: LoadShedding;
  let listening: Listening;
  afterEach(async () => {
    agent.destroy();
    shedding.stop();
    await listening.stop(0);
  });

  it('are answered 503 with Retry-After, while those under way and the health of the process are not', async () => {
    const waiting: (() => void)[] = [];
    let begin = () => {};
    const begun = new Promise<void>((resolve) => (begin = resolve));
    shedding = withLoadShedding(
      (incoming, response) => {
        if (incoming.url === '/livez') return response.end('alive');
        if (waiting.push(() => response.end('done')) === 2) begin();
        return undefined;
      },
      { requestsInFlight: 2, busyMs: 10_000, exempt: new Set(['/livez']) },
    );
    listening = await listen(shedding.handle, { host: '127.0.0.1', port: 0, onError: () => {} });

    const running = [get(listening.url, '/graphql'), get(listening.url, '/graphql')];
    await begun;
    const refused = await get(listening.url, '/graphql?query={a}');
    const alive = await get(listening.url, '/livez');
    for (const finish of waiting) finish();
    const done = await Promise.all(running);

    expect(refused).toMatchObject({ status: 503, retryAfter: '1' });
    expect(JSON.parse(refused.text)).toEqual({
      title: 'Service Unavailable',
      status: 503,
      detail: expect.stringContaining('try again'),
      requestId: expect.any(String),
    });
    expect(alive).toMatchObject({ status: 200, text: 'alive' });
    expect(done.map(({ text }) => text)).toEqual(['done', 'done']);
  });

  it('are answered 503 when the event loop has been busy for too long', async () => {
    shedding = withLoadShedding(
      ({ url }, response) => {
        if (url === '/connect') return setTimeout(() => response.end(), 50);
        const until = performance.now() + 10;
        while (performance.now() < until);
        return setTimeout(() => response.end('done'), 100);
      },
      { requestsInFlight: 10_000, busyMs: 100, exempt: new Set() },
    );
    listening = await listen(shedding.handle, { host: '127.0.0.1', port: 0, onError: () => {} });

    // Over connections that are open, so that all come in one go.
    const askTogether = (path: string) => Promise.all(Array.from({ length: 60 }, () => get(listening.url, path)));
    await askTogether('/connect');
    const answers = await askTogether('/graphql');
    const statuses = answers.map(({ status }) => status);

    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(await get(listening.url, '/graphql')).toMatchObject({ status: 200 });
  });
});

interface Answer {
  readonly status: number | undefined;
  readonly retryAfter: string | undefined;
  readonly text: string;
}

function get(url: string, path: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { agent }, async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      const { statusCode: status, headers } = response;
      resolve({ status, retryAfter: headers['retry-after'], text: Buffer.concat(chunks).toString() });
    });
    sent.on('error', reject).end();
  });
}
