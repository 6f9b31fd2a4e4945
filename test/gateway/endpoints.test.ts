import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../../src/http/server.js';
import { valueOf } from '../telemetry/samples.js';
import { createWorld, type World } from './world.js';

describe('what is not GraphQL, over a real port', () => {
  let world: World;
  let server: Listening;
  beforeAll(async () => {
    world = await createWorld({ tickets: 5, server: { graphiql: true, schemaFile: true } });
    server = await listen(world.gateway.handle, { host: '127.0.0.1', port: 0, onError: () => {} });
  });
  afterAll(async () => {
    await server.stop(1000);
    await world.close();
  });

  it.each([
    ['/livez', 200],
    ['/readyz', 200],
    ['/schema.graphql', 200],
    ['/nothing', 404],
  ])('answers %s with %i and names the request', async (path, status) => {
    const response = await fetch(`${server.url}${path}`, {
      headers: { 'x-request-id': 'mine' },
      signal: AbortSignal.timeout(5000),
    });

    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toBe('mine');
  });

  it('gives a browser GraphiQL, whole and without a token', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      headers: { accept: 'text/html,application/xhtml+xml' },
      signal: AbortSignal.timeout(10_000),
    });
    const page = await response.text();

    expect(response.status).toBe(200);
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9A-Z]{26}$/);
    expect(page).toContain('ticket-gateway');
    expect(page).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="https?:/);
  });
});

describe('a gateway whose store stops answering', () => {
  const token = 'metrics-secret-of-the-test';
  let world: World;
  let server: Listening;
  beforeAll(async () => {
    world = await createWorld({ tickets: 5, metrics: { token } });
    server = await listen(world.gateway.handle, { host: '127.0.0.1', port: 0, onError: () => {} });
  });
  afterAll(async () => {
    await server.stop(1000);
    await world.close();
  });
  const get = (path: string) =>
    fetch(`${server.url}${path}`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(10_000),
    });
  const readStoreReady = async () => valueOf(await (await get('/metrics')).text(), 'ticket_gateway_store_ready', {});

  it('is no longer ready, says so by its metric too, and is alive', async () => {
    const before = { status: (await get('/readyz')).status, metric: await readStoreReady() };

    await world.gateway.store.close();
    // What the store said is kept for a second.
    await expect.poll(async () => (await get('/readyz')).status, { timeout: 20_000 }).not.toBe(200);
    const ready = await get('/readyz');

    expect(before).toEqual({ status: 200, metric: 1 });
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await ready.json()).toMatchObject({ status: 503, detail: 'The store does not answer.' });
    expect(await readStoreReady()).toBe(0);
    expect((await get('/livez')).status).toBe(200);
  });
});
