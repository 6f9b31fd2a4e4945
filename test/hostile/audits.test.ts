import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createListeningWorld, type ListeningWorld } from './world.js';

describe('GraphQL over HTTP, by the public audits of graphql-http', () => {
  let listening: ListeningWorld;
  beforeAll(async () => {
    listening = await createListeningWorld();
  });
  afterAll(() => listening.close());

  const audits = serverAudits({
    url: () => `${listening.server.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => fetch(url, { ...init, headers: withToken(init) }),
  });

  it('is asked all of them', () => {
    expect(audits.filter(({ name }) => /^(?:MUST|SHOULD)/.test(name)).length).toBeGreaterThanOrEqual(36);
  });

  it.each(audits.map(({ name, id, fn }) => [`${name} (${id})`, fn] as const))('%s', async (_name, audit) => {
    const result = await audit();

    expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
  });

  function withToken({ headers }: RequestInit): Record<string, string> {
    return { ...(headers as Record<string, string>), authorization: `Bearer ${listening.token}` };
  }
});
