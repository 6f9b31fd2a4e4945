import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MoovSimulator } from '../../../src/simulators/moov/index.js';
import {
  clientOf,
  connectedId,
  createCaller,
  nowMs,
  platformId,
  post,
  requestToken,
  startSimulator,
  strangerId,
  toAnswer,
  toBasic,
  type Answer,
  type TokenBody,
} from './start.js';

const scope = `/accounts/${platformId}/tickets.read`;
const grant = { grant_type: 'client_credentials', scope };

let timeMs = nowMs;
let simulator: MoovSimulator;

beforeAll(async () => {
  simulator = await startSimulator({ clock: () => timeMs });
});

afterAll(() => simulator.close());

async function listWith(token: string): Promise<number> {
  const { status } = await createCaller(simulator, `Bearer ${token}`).send(`/accounts/${platformId}/tickets`);
  return status;
}

function refresh(token: string, accountId = platformId): Promise<Answer> {
  const members = { grant_type: 'refresh_token', refresh_token: token, ...clientOf(simulator, accountId) };
  return post(simulator, '/oauth2/token', members);
}

describe('the token endpoint', () => {
  it('takes the key pair in a JSON body', async () => {
    const { status, body } = await post(simulator, '/oauth2/token', { ...grant, ...clientOf(simulator) });

    expect(status).toBe(200);
    expect(body).toEqual({
      token_type: 'Bearer',
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: Math.floor(timeMs / 1000) + 900,
      scope,
    });
  });

  it('takes the key pair as Basic', async () => {
    const caller = createCaller(simulator, toBasic(simulator.credentials.platform));

    const { status, body } = await caller.sendJson('POST', '/oauth2/token', grant);

    expect(status).toBe(200);
    expect(body).toMatchObject({ token_type: 'Bearer', scope });
  });

  it('takes a form', async () => {
    const form = new URLSearchParams({ ...grant, ...clientOf(simulator) });

    const { status } = await fetch(`${simulator.baseUrl}/oauth2/token`, { method: 'POST', body: form });

    expect(status).toBe(200);
  });

  it('can write expires_in in seconds', async () => {
    const other = await startSimulator({ choices: { expiresIn: 'seconds' }, tokenLifetimeSeconds: 60 });

    const { expires_in: expiresIn } = await requestToken(other, platformId, scope);
    await other.close();

    expect(expiresIn).toBe(60);
  });

  it('grants several scopes, also of connected accounts', async () => {
    const scopes = `${scope} /accounts/${connectedId}/profile.read`;

    const body = await requestToken(simulator, platformId, scopes);

    expect(body.scope).toBe(scopes);
  });

  it.each([
    ['no grant type', {}, 400, { error: 'invalid_request' }],
    ['another grant type', { grant_type: 'password' }, 400, { error: 'unsupported_grant_type' }],
    ['a scope that is no text', { ...grant, scope: 7 }, 400, { error: 'invalid_request' }],
    ['a wrong secret', { ...grant, client_secret: 'wrong' }, 400, { error: 'invalid_client' }],
    ['no scope', { grant_type: 'client_credentials' }, 422, { scope: 'is required' }],
    ['a blank scope', { ...grant, scope: ' ' }, 422, { scope: 'is required' }],
    ['no refresh token', { grant_type: 'refresh_token' }, 422, { refresh_token: 'is required' }],
    ['a wrong one', { grant_type: 'refresh_token', refresh_token: 'x' }, 422, { refresh_token: 'is not valid' }],
    [
      'a long one',
      { grant_type: 'refresh_token', refresh_token: 'x'.repeat(4097) },
      422,
      { refresh_token: 'is too long' },
    ],
  ])('refuses %s', async (_case, members, status, body) => {
    const answer = await post(simulator, '/oauth2/token', { ...clientOf(simulator), ...members });

    expect([answer.status, answer.body]).toEqual([status, body]);
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  it.each([`/accounts/${strangerId}/tickets.read`, 'tickets.read', `/accounts/${platformId}/tickets`])(
    'does not grant %s to the platform',
    async (foreign) => {
      const members = { ...grant, scope: `${scope} ${foreign}`, ...clientOf(simulator) };

      const { status, body } = await post(simulator, '/oauth2/token', members);

      expect([status, body]).toEqual([422, { scope: `cannot be granted: ${foreign}` }]);
    },
  );

  it.each(['{', '[]', '"text"', ''])('refuses the body %s', async (text) => {
    const headers = { 'Content-Type': 'application/json' };

    const response = await fetch(`${simulator.baseUrl}/oauth2/token`, { method: 'POST', headers, body: text });

    expect(await toAnswer(response)).toMatchObject({ status: 400, body: { error: expect.any(String) } });
  });

  it('can answer a wrong key with another status', async () => {
    const other = await startSimulator({ choices: { wrongKeyStatus: 401 } });

    const { status } = await post(other, '/oauth2/token', grant);
    await other.close();

    expect(status).toBe(401);
  });
});

describe('an access token', () => {
  it('ends after 900 seconds', async () => {
    const { access_token: token } = await requestToken(simulator, platformId, scope);

    timeMs += 899_999;
    const before = await listWith(token);
    timeMs += 1;
    const after = await listWith(token);

    expect([before, after]).toEqual([200, 401]);
  });

  it('ends when it is revoked, while its refresh token lasts', async () => {
    const issued = await requestToken(simulator, platformId, scope);
    const members = { token: issued.access_token, token_type_hint: 'access_token', ...clientOf(simulator) };

    const revoked = await post(simulator, '/oauth2/revoke', members);
    const refreshed = await refresh(issued.refresh_token);

    expect([revoked.status, revoked.body, refreshed.status]).toEqual([204, null, 200]);
    expect(await listWith(issued.access_token)).toBe(401);
  });

  it('cannot be revoked by another account', async () => {
    const { access_token: token } = await requestToken(simulator, platformId, scope);

    const { status } = await post(simulator, '/oauth2/revoke', { token, ...clientOf(simulator, strangerId) });

    expect([status, await listWith(token)]).toEqual([204, 200]);
  });
});

describe('a refresh token', () => {
  it('is good for one more pair of the same scope, after which it is used up', async () => {
    const issued = await requestToken(simulator, platformId, scope);

    const first = await refresh(issued.refresh_token);
    const second = await refresh(issued.refresh_token);

    expect([first.status, second.status]).toEqual([200, 422]);
    expect(first.body).toMatchObject({ scope });
    expect(await listWith((first.body as TokenBody).access_token)).toBe(200);
  });

  it('is good for its own account only', async () => {
    const issued = await requestToken(simulator, platformId, scope);

    const stolen = await refresh(issued.refresh_token, strangerId);
    const own = await refresh(issued.refresh_token);

    expect([stolen.status, own.status]).toEqual([422, 200]);
  });

  it('takes its access token along when it is revoked', async () => {
    const issued = await requestToken(simulator, platformId, scope);

    await post(simulator, '/oauth2/revoke', { token: issued.refresh_token, ...clientOf(simulator) });

    expect((await refresh(issued.refresh_token)).status).toBe(422);
    expect(await listWith(issued.access_token)).toBe(401);
  });
});

describe('the revocation endpoint', () => {
  it.each([
    [{}, 422, { token: 'is required' }],
    [{ token: 'x', token_type_hint: 'id_token' }, 422, { token_type_hint: 'is not a type of token' }],
    [{ token: 'unknown' }, 204, null],
    [{ token: 'x', client_secret: 'wrong' }, 400, { error: 'invalid_client' }],
  ])('answers %j with %i', async (members, status, body) => {
    const answer = await post(simulator, '/oauth2/revoke', { ...clientOf(simulator), ...members });

    expect([answer.status, answer.body]).toEqual([status, body]);
  });
});
