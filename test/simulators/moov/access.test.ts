import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MoovSimulator } from '../../../src/simulators/moov/index.js';
import {
  connect,
  connectedId,
  createCaller,
  createData,
  createTicket,
  keyPairOf,
  platformId,
  requestToken,
  startSimulator,
  strangerId,
  ticketIDOf,
  toBasic,
} from './start.js';

const ticketsOf = (accountId: string): string => `/accounts/${accountId}/tickets`;

let simulator: MoovSimulator;

beforeAll(async () => {
  const tickets = [createTicket(1), createTicket(2, { accountId: connectedId })];
  simulator = await startSimulator({ data: createData(tickets) });
});

afterAll(() => simulator.close());

describe('a key pair', () => {
  it.each([
    [platformId, platformId, 200],
    [platformId, connectedId, 200],
    [platformId, strangerId, 403],
    [platformId, 'unknown', 403],
    [connectedId, connectedId, 200],
    [connectedId, platformId, 403],
  ])('of %s on the tickets of %s is answered %i', async (caller, accountId, expected) => {
    const { status } = await connect(simulator, caller).send(ticketsOf(accountId));

    expect(status).toBe(expected);
  });

  it('of the first account without a partner is that of the platform', () => {
    expect(simulator.credentials.platform).toEqual(keyPairOf(simulator, platformId));
  });

  it.each(['', 'Basic', 'Basic bm9jb2xvbg==', 'Bearer unknown', toBasic({ publicKey: 'a', secretKey: 'b' })])(
    'is missed in the header "%s"',
    async (authorization) => {
      const { status, body } = await createCaller(simulator, authorization).send(ticketsOf(platformId));

      expect([status, body]).toEqual([401, null]);
    },
  );
});

describe('a token', () => {
  const own = ticketsOf(platformId);
  const connected = ticketsOf(connectedId);
  const read = `/accounts/${platformId}/tickets.read`;
  const write = `/accounts/${platformId}/tickets.write`;
  const profile = `/accounts/${connectedId}/profile.read`;

  it.each([
    [read, { read: 200, write: 403, connectedRead: 403, connectedWrite: 403 }],
    [write, { read: 403, write: 200, connectedRead: 403, connectedWrite: 403 }],
    [`${read} ${profile}`, { read: 200, write: 403, connectedRead: 200, connectedWrite: 403 }],
    [`${write} ${profile}`, { read: 403, write: 200, connectedRead: 403, connectedWrite: 200 }],
    [`/accounts/${connectedId}/tickets.read`, { read: 403, write: 403, connectedRead: 403, connectedWrite: 403 }],
  ])('with the scope %s may do what that says', async (scope, expected) => {
    const { access_token: token } = await requestToken(simulator, platformId, scope);
    const caller = createCaller(simulator, `Bearer ${token}`);

    const statuses = {
      read: (await caller.send(own)).status,
      write: (await caller.sendJson('PATCH', `${own}/${ticketIDOf(1)}`, {})).status,
      connectedRead: (await caller.send(connected)).status,
      connectedWrite: (await caller.sendJson('PATCH', `${connected}/${ticketIDOf(2)}`, {})).status,
    };

    expect(statuses).toEqual(expected);
  });

  it('of a connected account needs no partner scope on its own tickets', async () => {
    const { access_token: token } = await requestToken(simulator, connectedId, `/accounts/${connectedId}/tickets.read`);

    const { status } = await createCaller(simulator, `Bearer ${token}`).send(connected);

    expect(status).toBe(200);
  });
});

describe('the version header', () => {
  it.each([
    ['v2026.07.00', 200],
    ['v2026.08.00', 200],
    ['v2025.10.00', 200],
    ['v2031.01.00', 200],
    ['v2024.01.00', 200],
    ['v2023.10.00', 404],
    ['2022', 404],
    ['latest', 404],
    ['v2026.13.00', 404],
    ['v2026.7.0', 404],
  ])('%s is answered %i', async (version, expected) => {
    const headers = { 'X-Moov-Version': version };

    const { status } = await connect(simulator).send(ticketsOf(platformId), { headers });

    expect(status).toBe(expected);
  });

  it('may be missing', async () => {
    const headers = { Authorization: toBasic(simulator.credentials.platform) };

    const { status } = await fetch(`${simulator.baseUrl}${ticketsOf(platformId)}`, { headers });

    expect(status).toBe(200);
  });

  it.each([
    [{}, 404],
    [{ 'X-Moov-Version': 'v2025.06.00' }, 404],
    [{ 'X-Moov-Version': 'v2025.07.00' }, 200],
    [{ 'X-Moov-Version': 'v2025.10.00' }, 200],
  ])('can be made to matter: %j is answered %i', async (version, expected) => {
    const strict = await startSimulator({ choices: { olderVersions: 'not-found' } });
    const headers = { Authorization: toBasic(strict.credentials.platform), ...version };

    const { status } = await fetch(`${strict.baseUrl}${ticketsOf(platformId)}`, { headers });
    await strict.close();

    expect(status).toBe(expected);
  });
});

describe('every answer', () => {
  const uuid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

  it.each([
    ['GET', ticketsOf(platformId), 200],
    ['GET', '/nothing', 404],
    ['GET', ticketsOf(strangerId), 403],
    ['GET', `${ticketsOf(platformId)}/${ticketIDOf(99)}`, 404],
    ['GET', '/oauth2/token', 405],
    ['POST', '/oauth2/revoke', 400],
    ['POST', ticketsOf(platformId), 400],
    ['DELETE', `${ticketsOf(platformId)}/${ticketIDOf(1)}`, 405],
    ['POST', `${ticketsOf(platformId)}/${ticketIDOf(1)}/messages`, 405],
  ])('to %s %s, which is %i, has a request id', async (method, path, expected) => {
    const { status, headers } = await connect(simulator).send(path, { method });

    expect(status).toBe(expected);
    expect(headers.get('x-request-id')).toMatch(uuid);
  });

  it('has a request id of its own', async () => {
    const caller = connect(simulator);

    const answers = [await caller.send('/nothing'), await caller.send('/nothing')];

    expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(2);
  });
});

describe('the rate limit', () => {
  it('holds per account, in any one second', async () => {
    let timeMs = 0;
    const limited = await startSimulator({ requestsPerSecond: 2, clock: () => timeMs });
    const caller = connect(limited);
    const statusOf = async (accountId: string): Promise<number> => (await caller.send(ticketsOf(accountId))).status;

    const first = [await statusOf(platformId), await statusOf(platformId)];
    const refused = await caller.send(ticketsOf(platformId));
    const other = await statusOf(connectedId);
    timeMs = 999;
    const early = await statusOf(platformId);
    timeMs = 1000;
    const later = await statusOf(platformId);
    await limited.close();

    expect([first, other, early, later]).toEqual([[200, 200], 200, 429, 200]);
    expect([refused.status, refused.body, refused.headers.get('retry-after')]).toEqual([429, null, '1']);
    expect(refused.headers.has('x-request-id')).toBe(true);
  });
});
