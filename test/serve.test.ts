import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigningKey } from '../src/auth/signing-key.js';
import { parseConfig } from '../src/config.js';
import { providerDefinitions } from '../src/providers/index.js';
import { createLog } from '../src/log.js';
import { serve, type Serving } from '../src/serve.js';
import { createStore } from '../src/store/store.js';
import { readAll, toReply, type Reply } from './hostile/raw.js';
import { valueOf } from './telemetry/samples.js';

const CONNECTIONS = 4;
const TOKEN = 'metrics-secret-of-the-test';

describe('a gateway on its ports', () => {
  let serving: Serving;
  let closeBackend = () => {};
  const lines: string[] = [];
  beforeAll(async () => {
    const closing = new Promise<void>((resolve) => (closeBackend = resolve));
    const definitions = providerDefinitions.map((definition) => ({
      ...definition,
      create: (...parts: Parameters<typeof definition.create>) => ({
        ...definition.create(...parts),
        close: () => closing,
      }),
    }));
    const config = await readSettings(
      {
        server: { port: 0, drainDelayMs: 0, drainMs: 0 },
        http: { connections: CONNECTIONS, headerBytes: 2000 },
        metrics: { port: 0, token: TOKEN },
        backends: [{ key: 'desk', provider: 'local' }],
      },
      definitions,
    );
    const log = createLog('info', { destination: { write: (line) => void lines.push(line) } });
    serving = await serve({ config, log });
  });
  afterAll(async () => {
    await serving.stop();
    closeBackend();
  });

  const readMetrics = async () =>
    (await send(serving.metricsUrl ?? '', `GET /metrics?x HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${TOKEN}\r\n`))
      .body;
  const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

  it('takes the scheme of a token for metrics in any case', async () => {
    const { body } = await send(
      serving.metricsUrl ?? '',
      `GET /metrics HTTP/1.1\r\nhost: a\r\nauthorization: bearer ${TOKEN}\r\n`,
    );

    expect(body).toContain('ticket_gateway_');
  });

  it('answers on the port of metrics like everywhere else', async () => {
    const head = 'HTTP/1.1\r\nhost: a\r\nx-request-id: mine\r\n';
    const asked = [
      `GET /metrics ${head}`,
      `GET /elsewhere ${head}`,
      `POST /metrics ${head}content-length: 0\r\n`,
      `GET /metrics ${head}x-long: ${'a'.repeat(2000)}\r\n`,
    ];
    const replies = await Promise.all(asked.map((bytes) => send(serving.metricsUrl ?? '', bytes)));

    expect(replies.map(({ status }) => status)).toEqual([401, 404, 405, 431]);
    for (const { status, headers, body } of replies) {
      expect(headers).toMatchObject({ 'x-request-id': 'mine', 'x-content-type-options': 'nosniff' });
      expect(headers['content-type']).toContain('application/problem+json');
      expect(JSON.parse(body)).toMatchObject({ status, requestId: 'mine' });
    }
    expect(await readMetrics()).toContain('ticket_gateway_store_ready 1');
  });

  it('counts and logs what it does not let in: what is no request, and connections over their number', async () => {
    const { url } = serving;
    await send(url, 'nonsense\r\n');
    const held = Array.from({ length: CONNECTIONS }, () => connect(Number(new URL(url).port), '127.0.0.1'));
    await Promise.all(held.map((socket) => once(socket, 'connect')));

    const reply = await send(url, 'GET /livez HTTP/1.1\r\nhost: a\r\n');
    for (const socket of held) socket.destroy();
    const text = await readMetrics();

    const count = (outcome: string) => valueOf(text, 'ticket_gateway_refused_total', { outcome });
    expect(reply.status).toBe(0);
    expect([count('HTTP_400'), count('HTTP_431'), count('DROPPED')]).toEqual([1, 1, 1]);
    expect(logged()).toContainEqual(expect.objectContaining({ msg: 'A request was refused.', status: 400 }));
  });

  it('stops in time where a backend cannot be closed, and says so', async () => {
    const startedAt = performance.now();

    await serving.stop();

    expect(performance.now() - startedAt).toBeGreaterThan(500);
    expect(logged().at(-1)).toMatchObject({ level: 50, msg: expect.stringContaining('could not be closed in time') });
  });
});

it('closes a store that fails at once, and says how it failed', async () => {
  const config = await readSettings({ backends: [{ key: 'desk', provider: 'local' }] }, providerDefinitions);
  const store = await createStore({ dataDirectory: null });
  const failure = new Error('The disk is full.');
  let isClosed = false;
  const failing = {
    ...store,
    getOrCreateSecret: () => Promise.reject(failure),
    async close() {
      await store.close();
      isClosed = true;
    },
  };

  await expect(serve({ config, log: createLog('silent'), store: Promise.resolve(failing) })).rejects.toBe(failure);

  expect(isClosed).toBe(true);
});

async function readSettings(settings: object, definitions: Parameters<typeof parseConfig>[2]) {
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-serve-'));
  await writeFile(join(folder, 'key.json'), JSON.stringify(await createSigningKey()));
  const auth = { issuer: 'https://login.test/', audience: 'gateway', jwkFile: 'key.json' };
  const config = parseConfig({ auth, store: { dataDirectory: null }, ...settings }, {}, definitions, folder);
  await rm(folder, { recursive: true });
  return config;
}

/** Sends a head without its end. */
async function send(url: string, head: string): Promise<Reply> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`${head}connection: close\r\n\r\n`);
  return toReply(await readAll(socket));
}
