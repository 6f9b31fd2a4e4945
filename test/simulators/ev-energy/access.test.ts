import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvEnergyData, type EvEnergyTicket } from '../../../src/simulators/ev-energy/index.js';
import { startSimulator, walk, type Answer, type Caller, type Started } from './start.js';

const data = createEvEnergyData({ tickets: 300, seed: 3 });
let started: Started;
let ofUser: Caller;
let ofOrganization: Caller;
let ofAllAreas: Caller;

beforeAll(async () => {
  started = await startSimulator({ data, quota: 100_000 });
  const { credentials } = started.simulator;
  ofUser = await started.connect(credentials.user);
  ofOrganization = await started.connect(credentials.organization);
  ofAllAreas = await started.connect(credentials.allAreas);
});

afterAll(() => started.simulator.close());

function idsWhere(isVisible: (ticket: EvEnergyTicket) => boolean): string[] {
  return data.tickets.filter(isVisible).map(({ id }) => id);
}

function memberIds(): ReadonlySet<string | null> {
  const { organizationId } = started.simulator.credentials.organization;
  const members = data.users.filter((user) => user.organizationId === organizationId);
  return new Set(members.map(({ id }) => id));
}

async function listIds(caller: Caller): Promise<string[]> {
  return (await walk(caller, '/support_tickets?page_size=100')).map(({ id }) => id);
}

function listAs(user: string): Promise<Answer> {
  return ofOrganization.send('/support_tickets', { headers: { 'EvEnergy-User': user } });
}

describe('visibility', () => {
  it('shows a user their own tickets only', async () => {
    const { userId } = started.simulator.credentials.user;

    const ids = await listIds(ofUser);

    expect(ids.length).toBeGreaterThan(0);
    expect(ids).toEqual(idsWhere((ticket) => ticket.userId === userId));
  });

  it('shows an organisation the tickets of its users, none without a user', async () => {
    const members = memberIds();

    const ids = await listIds(ofOrganization);

    expect(members.size).toBe(4);
    expect(ids).toEqual(idsWhere((ticket) => members.has(ticket.userId)));
  });

  it('shows everything to an application with access to all areas', async () => {
    expect(await listIds(ofAllAreas)).toEqual(idsWhere(() => true));
  });

  it('answers 404, not 403, for a single ticket and its messages that are not visible', async () => {
    const hidden = data.tickets.find(({ userId }) => userId === null);
    const path = `/support_tickets/${hidden?.id}`;
    const messagePath = `${path}/messages/${hidden?.messages[0]?.id}`;

    const answers = await Promise.all([
      ofOrganization.send(path),
      ofOrganization.patch(path, { human_verified_category: null }),
      ofOrganization.send(`${path}/messages`),
      ofOrganization.send(messagePath),
      ofAllAreas.send(messagePath),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 200]);
    expect(answers[0]?.body).toEqual({
      title: 'Not found',
      detail: 'Resource does not exist or cannot be accessed.',
      status: 404,
    });
  });

  it('counts only visible tickets in the statistics', async () => {
    const path = '/support-ticket-stats/resolution';
    const visible = (await listIds(ofOrganization)).length;

    const { total_resolved: resolved, total_unresolved: unresolved } =
      await ofOrganization.get<Record<string, number>>(path);

    expect((resolved ?? 0) + (unresolved ?? 0)).toBe(visible);
  });

  it('shows each token the users it may see, and one by id or e-mail', async () => {
    const { credentials } = started.simulator;
    const self = data.users.find(({ id }) => id === credentials.user.userId);
    const stranger = data.users.find(({ organizationId }) => organizationId !== self?.organizationId);
    const email = encodeURIComponent(self?.email?.toUpperCase() ?? '');

    const counts = await Promise.all(
      [ofUser, ofOrganization, ofAllAreas].map(async (caller) => (await walk(caller, '/users?page_size=3')).length),
    );

    expect(counts).toEqual([1, 4, 12]);
    expect(await ofAllAreas.get(`/users?email=${email}`)).toMatchObject([{ id: self?.id, email: self?.email }]);
    expect(await ofUser.get(`/users/${self?.id}`)).toMatchObject({
      id: self?.id,
      full_name: self?.fullName,
      default_location: { current_carbon_intensity_grams_per_kilowatt_hour: 180 },
    });
    expect((await ofOrganization.send(`/users/${stranger?.id}`)).status).toBe(404);
  });
});

describe('the EvEnergy-User header', () => {
  it('narrows lists to one user, given by id or by URL', async () => {
    const userId = data.tickets.find((ticket) => ticket.userId !== null)?.userId ?? '';
    const url = `${started.simulator.baseUrl}/users/${userId}`;
    const path = '/support_tickets?page_size=100';

    const byId = await ofAllAreas.get(path, { 'EvEnergy-User': userId });
    const byUrl = await ofAllAreas.get(path, { 'EvEnergy-User': url });
    const users = await ofAllAreas.get('/users', { 'EvEnergy-User': userId });

    expect(byId).toMatchObject(idsWhere((ticket) => ticket.userId === userId).map((id) => ({ id })));
    expect(byUrl).toEqual(byId);
    expect(users).toMatchObject([{ id: userId }]);
  });

  it('is a 400 when malformed and a 403 for someone the token does not see', async () => {
    const members = memberIds();
    const stranger = data.users.find(({ id }) => !members.has(id))?.id ?? '';

    expect((await listAs('somebody')).status).toBe(400);
    expect((await listAs(stranger)).status).toBe(403);
  });
});

describe('the order of checks', () => {
  const broken = { 'EvEnergy-Version': '3.0', Accept: 'text/html' };
  const missing = '/support_tickets/tick00000000000000000000000000';

  it('complains of the method before the token', async () => {
    const response = await fetch(`${started.simulator.baseUrl}/support_tickets`, { method: 'DELETE' });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET');
    expect(await response.json()).toMatchObject({ title: 'Method Not Allowed' });
  });

  it('complains of the token before the version', async () => {
    const response = await fetch(`${started.simulator.baseUrl}${missing}`, { headers: broken });

    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toEqual({
      title: 'Unauthorized',
      detail: 'Authentication credentials were not provided.',
      status: 401,
    });
  });

  it('complains of the version before the Accept header', async () => {
    const { status, body } = await ofUser.send(missing, { headers: broken });

    expect(status).toBe(400);
    expect(body).toMatchObject({ title: 'Unsupported version', detail: 'Unsupported version requested: 3.0' });
  });

  it('complains of the Accept header before the scope', async () => {
    const caller = await started.connect(started.simulator.credentials.user, 'user:read');

    const { status } = await caller.send(missing, { headers: { Accept: 'text/html' } });

    expect(status).toBe(406);
  });

  it('complains of the scope before the id', async () => {
    const caller = await started.connect(started.simulator.credentials.user, 'support:read');

    const reading = await caller.send(missing);
    const writing = await caller.patch(missing, {});
    const users = await caller.send('/users?page_size=0');

    expect([reading.status, writing.status, users.status]).toEqual([404, 403, 403]);
  });

  it('complains of the id before the parameters and the body', async () => {
    const { status } = await ofUser.send(`${missing}/messages?position=first`);
    const patched = await ofUser.send(missing, { method: 'PATCH', body: '{' });

    expect([status, patched.status]).toEqual([404, 404]);
  });

  it('needs a token, but no scope, for categories and statistics', async () => {
    const caller = await started.connect(started.simulator.credentials.user, 'user:read');
    const path = '/support_tickets/categories';

    const unauthenticated = await fetch(`${started.simulator.baseUrl}${path}`);

    expect(unauthenticated.status).toBe(401);
    expect((await caller.send(path)).status).toBe(200);
    expect((await caller.send('/support-ticket-stats/status')).status).toBe(200);
  });
});

describe('negotiation', () => {
  it.each([
    ['application/json', 200],
    ['application/*', 200],
    ['text/html, */*;q=0.1', 200],
    ['text/html', 406],
    ['application/json;q=0', 406],
  ])('answers Accept: %s with %d', async (accept, expected) => {
    const { status } = await ofUser.send('/support_tickets', { headers: { Accept: accept } });

    expect(status).toBe(expected);
  });

  it.each([
    ['2', 200],
    ['2.0', 200],
    ['1', 400],
    ['latest', 400],
  ])('answers EvEnergy-Version: %s with %d', async (version, expected) => {
    const answer = await ofUser.send('/support_tickets', { headers: { 'EvEnergy-Version': version } });

    expect(answer.status).toBe(expected);
    expect(answer.headers.get('evenergy-version')).toBe('2');
  });
});
