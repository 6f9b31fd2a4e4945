import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../../src/http/server.js';
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
