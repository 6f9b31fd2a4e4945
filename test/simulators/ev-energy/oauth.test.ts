import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCaller, requestToken, startSimulator, toAnswer, type Started } from './start.js';

let nowMs = Date.parse('2026-07-01T00:00:00Z');
let started: Started;

beforeAll(async () => {
  started = await startSimulator({ clock: () => nowMs, tokenLifetimeSeconds: 600 });
});

afterAll(() => started.simulator.close());

const grant = { grant_type: 'client_credentials' };

function post(path: string, form: Record<string, string>): Promise<Response> {
  return fetch(`${started.simulator.url}${path}`, { method: 'POST', body: new URLSearchParams(form) });
}

function formCredential(): Record<string, string> {
  const { clientId, clientSecret } = started.simulator.credentials.allAreas;
  return { client_id: clientId, client_secret: clientSecret };
}

describe('the token endpoint', () => {
  it('issues a token to a client that uses HTTP Basic', async () => {
    const { simulator } = started;

    const { status, headers, body } = await requestToken(simulator.tokenUrl, simulator.credentials.user, grant);

    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toEqual({
      access_token: expect.any(String),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'support:read support:write user:read',
    });
  });

  it.each(['/o/token', '/o/token/'])('takes the credential in the form at %s', async (path) => {
    const response = await post(path, { ...grant, ...formCredential() });

    expect(response.status).toBe(200);
  });

  it('issues no more than the scope asked for', async () => {
    const { simulator } = started;
    const form = { ...grant, scope: 'support:read' };

    const { body } = await requestToken(simulator.tokenUrl, simulator.credentials.user, form);

    expect(body).toMatchObject({ scope: 'support:read' });
  });

  it.each([
    ['a wrong secret', { ...grant, client_id: 'simulated-user-client', client_secret: 'wrong' }, 401, 'invalid_client'],
    ['no credential', grant, 401, 'invalid_client'],
  ])('refuses %s', async (_case, form, status, error) => {
    const answer = await toAnswer(await post('/o/token', form));

    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error });
    expect(answer.headers.get('www-authenticate')).toMatch(/^Basic/);
  });

  it.each([
    [{}, 'invalid_request'],
    [{ grant_type: 'authorization_code', code: 'abc' }, 'unsupported_grant_type'],
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{ ...grant, scope: 'support:read charge:write' }, 'invalid_scope'],
  ])('answers %j with 400 %s', async (form, error) => {
    const answer = await toAnswer(await post('/o/token/', { ...form, ...formCredential() }));

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error });
  });

  it('takes neither GET nor JSON', async () => {
    const { tokenUrl } = started.simulator;
    const headers = { 'Content-Type': 'application/json' };

    const viaGet = await fetch(tokenUrl);
    const viaJson = await fetch(tokenUrl, { method: 'POST', headers, body: JSON.stringify(grant) });

    expect(viaGet.status).toBe(405);
    expect(viaJson.status).toBe(400);
  });
});

describe('an access token', () => {
  it('ends after its lifetime', async () => {
    const caller = await started.connect(started.simulator.credentials.user);
    const before = await caller.send('/support_tickets');

    nowMs += 600_000;
    const after = await caller.send('/support_tickets');

    expect([before.status, after.status]).toEqual([200, 401]);
  });

  it('ends when its client revokes it, but not when another does', async () => {
    const { credentials, url } = started.simulator;
    const caller = await started.connect(credentials.allAreas);
    const { token } = await started.connect(credentials.user);
    const ofOther = createCaller(started.simulator.baseUrl, token);

    const revoked = await post('/o/revoke_token/', { token: caller.token, ...formCredential() });
    await post('/o/revoke_token/', { token, ...formCredential() });
    const withoutSlash = await fetch(`${url}/o/revoke_token`, { method: 'POST' });

    expect([revoked.status, withoutSlash.status]).toEqual([200, 405]);
    expect((await caller.send('/support_tickets')).status).toBe(401);
    expect((await ofOther.send('/support_tickets')).status).toBe(200);
  });
});
