import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createClientCredentials,
  type ClientCredentialsOptions,
} from '../../../../src/provider/http/credentials/client-credentials.js';
import { withCredentials } from '../../../../src/provider/http/credentials/credentials.js';
import { createUpstreamClient } from '../../../../src/provider/http/upstream-client.js';
import { NothingLeftError } from '../../../../src/provider/nothing-left-error.js';
import { ProviderError } from '../../../../src/provider/provider-error.js';
import { createCall, errorOf, get, patch, reasonOf } from '../calls.js';
import { json, silence, startTestServer, type Answer, type TestServer } from '../test-server.js';

const SECRET = 'hush-hush';
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

/** Hands out `token-1`, `token-2` and so on, and takes the newest one only. */
function createIssuer(expires_in: unknown = 36_000, accepts = (newest: string) => newest) {
  let issued = 0;
  const answer: Answer = (received, response) => {
    if (received.target === '/token') {
      issued += 1;
      const body = { access_token: `token-${issued}`, token_type: 'bearer', expires_in };
      json(200, body)(received, response);
      return;
    }
    const isTaken = received.headers.authorization === `Bearer ${accepts(`token-${issued}`)}`;
    json(isTaken ? 200 : 401, { token: received.headers.authorization })(received, response);
  };
  return answer;
}

async function open(
  answer: Answer,
  scopes: readonly string[] = ['a:read', 'a:write'],
  rest: Partial<ClientCredentialsOptions> = {},
) {
  const server = await startTestServer(answer);
  const clock = { nowMs: 1_000_000 };
  const now = () => clock.nowMs;
  const plain = createUpstreamClient({ now });
  const tokenUrl = new URL('/token', server.origin);
  const options = { client: plain, tokenUrl, clientId: 'id', clientSecret: SECRET, scopes, now, ...rest };
  const client = withCredentials(plain, createClientCredentials(options));
  closers.push(
    () => client.close(),
    () => server.close(),
  );
  return { server, client, clock, origin: server.origin };
}

function tokenRequests(server: TestServer): number {
  return server.log().filter((line) => line === 'POST /token').length;
}

describe('client credentials', () => {
  it('are shown once, for a token that serves every request', async () => {
    const { client, server, origin } = await open(createIssuer());
    const call = createCall();

    await client.send(get(origin, '/1'), call);
    const { body } = await client.send(get(origin, '/2'), call);

    expect(server.log()).toEqual(['POST /token', 'GET /1', 'GET /2']);
    expect(body).toEqual({ token: 'Bearer token-1' });
    expect(server.received[0]).toMatchObject({
      headers: {
        authorization: `Basic ${Buffer.from(`id:${SECRET}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials&scope=a%3Aread+a%3Awrite',
    });
    expect(call.requests()).toBe(3);
  });

  it('ask for no scopes when none are configured', async () => {
    const { client, server, origin } = await open(createIssuer(), []);

    await client.send(get(origin), createCall());

    expect(server.received[0]?.body).toBe('grant_type=client_credentials');
  });

  it('are shown in JSON, with further headers, where the upstream wants that', async () => {
    const rest = { format: 'json', headers: { 'x-version': '7' } } as const;
    const { client, server, origin } = await open(createIssuer(), ['a:read', 'a:write'], rest);

    await client.send(get(origin), createCall());

    expect(server.received[0]).toMatchObject({
      headers: {
        authorization: `Basic ${Buffer.from(`id:${SECRET}`).toString('base64')}`,
        'content-type': 'application/json',
        'x-version': '7',
      },
      body: '{"grant_type":"client_credentials","scope":"a:read a:write"}',
    });
  });

  it.each([
    [['bearer', 'opaque'], 'Bearer token'],
    [['bearer'], 'BAD_RESPONSE'],
  ])('answered by an opaque token where %j are bearer tokens are %j', async (tokenTypes, expected) => {
    const answer: Answer = (received, response) => {
      const token = { access_token: 'token', token_type: 'opaque', got: received.headers.authorization };
      json(200, token)(received, response);
    };
    const { client, origin } = await open(answer, [], { tokenTypes });

    const got = await client.send(get(origin), createCall()).then(
      ({ body }) => Object(body).got,
      (error: unknown) => Object(error).code,
    );

    expect(got).toBe(expected);
  });

  it("are asked for anew when they have ended by the upstream's clock", async () => {
    const { client, server, clock, origin } = await open(createIssuer(1_500_000_000));
    clock.nowMs = 1_600_000_000_000;

    await client.send(get(origin), createCall());
    await client.send(get(origin), createCall());

    expect(tokenRequests(server)).toBe(2);
  });

  it('are shown once when many callers come at the same time', async () => {
    const { client, server, origin } = await open(createIssuer());
    const targets = Array.from({ length: 100 }, (_, index) => `/${index}`);

    await Promise.all(targets.map((target) => client.send(get(origin, target), createCall())));

    expect(tokenRequests(server)).toBe(1);
    expect(server.received).toHaveLength(101);
  });

  it('are shown once when many look beside a write, or write, and the token has ended', async () => {
    const { client, server, clock, origin } = await open(createIssuer());
    await client.send(get(origin), createCall());

    clock.nowMs += 36_000_000;
    const anew = { ...createCall(), asksAnew: true };
    const looks = Array.from({ length: 5 }, (_, index) => client.send(get(origin, `/${index}`), anew));
    const writes = Array.from({ length: 5 }, () => client.send(patch(origin), anew));
    await Promise.all([...looks, ...writes]);

    expect(tokenRequests(server)).toBe(2);
  });

  it.each([
    [36_000, 36_000_000 - 60_000],
    [100, 90_000],
    ['100', 90_000],
    [null, 3_600_000 - 60_000],
    // A point in time; the clock starts at 1000 s.
    [1_000_001_000, 1_000_000_000_000 - 60_000],
    [0, 0],
  ])('of %j seconds are renewed at %d ms', async (expires_in, renewedAtMs) => {
    const { client, server, clock, origin } = await open(createIssuer(expires_in));
    await client.send(get(origin), createCall());

    clock.nowMs += Math.max(renewedAtMs - 1, 0);
    await client.send(get(origin), createCall());
    const before = tokenRequests(server);
    clock.nowMs += 1;
    await client.send(get(origin), createCall());

    expect([before, tokenRequests(server)]).toEqual(renewedAtMs === 0 ? [2, 3] : [1, 2]);
  });

  it('do not fail for others because who asked first has no requests left', async () => {
    const { client, server, origin } = await open(createIssuer());
    const poor = {
      ...createCall(),
      onUpstreamRequest() {
        throw new ProviderError('RATE_LIMITED', 'Nothing is left.', { cause: new NothingLeftError() });
      },
    };

    const refused = errorOf(client.send(get(origin, '/poor'), poor));
    const { status } = await client.send(get(origin, '/rich'), createCall());

    expect([(await refused).code, status]).toEqual(['RATE_LIMITED', 200]);
    expect(server.log()).toEqual(['POST /token', 'GET /rich']);
  });

  it('go on for the others when the caller who started leaves', async () => {
    const answers: (() => void)[] = [];
    const issue = createIssuer();
    const { client, server, origin } = await open((received, response) => {
      if (received.target === '/token') answers.push(() => issue(received, response));
      else issue(received, response);
    });
    const leaver = new AbortController();
    const left = reasonOf(client.send(get(origin, '/left'), createCall(leaver.signal)));
    const stayed = client.send(get(origin, '/stayed'), createCall());
    await server.arrived(1);

    leaver.abort('gone');
    answers[0]?.();

    expect([await left, (await stayed).status]).toEqual(['gone', 200]);
    expect(server.log()).toEqual(['POST /token', 'GET /stayed']);
  });

  it('are given up when the last caller leaves, as TIMEOUT when the time was up', async () => {
    const { client, server, origin } = await open(silence);
    const deadline = new AbortController();
    const error = errorOf(client.send(patch(origin), createCall(deadline.signal)));
    await server.arrived(1);

    deadline.abort(new DOMException('The time is up.', 'TimeoutError'));
    await server.disconnected();

    expect(await error).toMatchObject({ code: 'TIMEOUT', outcomeUnknown: false });
  });

  it.each([400, 401, 403, 422])('that are refused with %d are UNAUTHENTICATED', async (status) => {
    const { client, origin } = await open(json(status, { error: 'invalid_client', error_description: SECRET }));

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: `POST /token: answered ${status}. Check the client id, the client secret and the scopes of this backend.`,
    });
    expect(client.status().health).toBe('DEGRADED');
  });

  it('that nobody can check now are what kept us, with no write under way', async () => {
    const { client, origin } = await open(json(500, {}));

    const error = await errorOf(client.send(patch(origin), createCall()));

    expect(error).toMatchObject({ code: 'UNAVAILABLE', outcomeUnknown: false });
  });

  it.each<unknown>([
    {},
    [],
    null,
    { access_token: '' },
    { access_token: `${SECRET}\r\nx-injected: 1` },
    { access_token: SECRET, token_type: 'mac' },
    { access_token: SECRET, expires_in: -1 },
  ])('answered by %j are a BAD_RESPONSE', async (body) => {
    const { client, origin } = await open(json(200, body));

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
    expect(inspect(error, { depth: 10 })).not.toContain(SECRET);
  });

  it('are tried again after a failure', async () => {
    const issue = createIssuer();
    const answers: Answer[] = [json(500, {}), json(403, {})];
    const { client, origin } = await open((received, response) => (answers.shift() ?? issue)(received, response));

    const error = await errorOf(client.send(get(origin), createCall()));
    const { status } = await client.send(get(origin), createCall());

    expect([error.code, status]).toEqual(['UNAUTHENTICATED', 200]);
  });
});

describe('a token that is no longer taken', () => {
  it.each(['GET', 'PATCH'] as const)('is replaced, and the %s goes out once more', async (method) => {
    const { client, server, origin } = await open(createIssuer(36_000, () => 'token-2'));
    const request = method === 'GET' ? get(origin, '/things/1') : patch(origin);

    const { body } = await client.send(request, createCall());

    expect(body).toEqual({ token: 'Bearer token-2' });
    expect(server.log()).toEqual(['POST /token', `${method} /things/1`, 'POST /token', `${method} /things/1`]);
    expect(client.status().health).toBe('HEALTHY');
  });

  it('is replaced once for all who held it', async () => {
    const { client, server, origin } = await open(createIssuer(36_000, () => 'token-2'));
    const targets = Array.from({ length: 20 }, (_, index) => `/${index}`);

    const answers = await Promise.all(targets.map((target) => client.send(get(origin, target), createCall())));

    expect(answers.map(({ status }) => status)).toEqual(targets.map(() => 200));
    expect(tokenRequests(server)).toBe(2);
  });

  it('is UNAUTHENTICATED when a fresh one is not taken either', async () => {
    const { client, server, origin } = await open(createIssuer(36_000, () => 'none'));

    const error = await errorOf(client.send(get(origin), createCall()));

    expect(error).toMatchObject({
      code: 'UNAUTHENTICATED',
      message: "GET /things: answered 401. Check the backend's credentials.",
    });
    expect(server.log()).toEqual(['POST /token', 'GET /things', 'POST /token', 'GET /things']);
    expect(inspect(error, { depth: 10 })).not.toMatch(/token-\d/);
  });
});
