import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDesk, createTicket, startSimulator, toAnswer, type Started } from './start.js';

let started: Started;

beforeAll(async () => {
  started = await startSimulator({ data: createDesk([createTicket({ id: 1 })]) });
});

afterAll(() => started.simulator.close());

async function callWith(headers: Record<string, string>, path = 'v2/tickets/all') {
  return toAnswer(await fetch(`${started.simulator.baseUrl}/api/${path}`, { headers }));
}

function toHeaders(token: string, secret: string, application?: string): Record<string, string> {
  const headers = { 'X-Auth-Token': token, 'X-Auth-Secret': secret };
  return application === undefined ? headers : { ...headers, 'X-Auth-Application': application };
}

describe('a token', () => {
  it('has the form of a real one, and is the same every time', async () => {
    const other = await startSimulator();
    const { credentials } = other.simulator;
    await other.simulator.close();

    expect(credentials.account.token).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/);
    expect(credentials.account.secret).toMatch(/^[a-z\d]{50}$/);
    expect(credentials.user).toMatchObject({ username: 'sam' });
    expect(started.simulator.credentials).toEqual(credentials);
  });

  it('is refused with 403 when it is missing, wrong, or not with its own secret', async () => {
    const { account, user } = started.simulator.credentials;
    const refused = [{}, toHeaders('x', account.secret), toHeaders(account.token, user.secret)];

    const answers = await Promise.all(refused.map((headers) => callWith(headers)));

    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
      refused.map(() => ({ status: 403, body: { error: 'The API token and secret are not valid' } })),
    );
  });

  it('of a user is refused without the application it was made for', async () => {
    const { token, secret, application } = started.simulator.credentials.user;

    const without = await callWith(toHeaders(token, secret));
    const wrong = await callWith(toHeaders(token, secret, 'another'));
    const right = await callWith(toHeaders(token, secret, application));

    expect([without.status, wrong.status, right.status]).toEqual([403, 403, 200]);
  });

  it('of a user may not list the tickets of a contact', async () => {
    const { status, body } = await started.callAsUser('tickets/contact', { contact: '1' });

    expect({ status, body }).toEqual({ status: 403, body: { error: 'This method needs an account token' } });
  });

  it.each([
    { username: 'sam', tickets: 200, spql: 200 },
    { username: 'aoife', tickets: 200, spql: 403 },
    { username: 'priya', tickets: 403, spql: 403 },
  ])('of $username reaches what the interface shows them', async ({ username, tickets, spql }) => {
    const own = await startSimulator({ data: createDesk([]), username });

    const all = await own.callAsUser('tickets/all');
    const query = await own.callAsUser('tickets/spql', { spql: 'SELECT COUNT FROM tickets' });
    await own.simulator.close();

    expect([all.status, query.status]).toEqual([tickets, spql]);
  });
});

describe('a simulator', () => {
  it('cannot act for a user who is not in its data', async () => {
    const data = createDesk([]);

    await expect(startSimulator({ data, username: 'nobody' })).rejects.toThrow(RangeError);
    await expect(startSimulator({ data: { ...data, users: [] } })).rejects.toThrow(RangeError);
  });
});

describe('a path', () => {
  it.each([
    'v2/tickets/macro',
    'v2/tickets/add_followup',
    'v2/tickets/add_attachment',
    'v2/knowledge/list',
    'v2/contacts/merge',
    'v2/customers/all',
    'v3/tickets/all',
    'v2/tickets',
    'v2/constructor/toString',
  ])('that is not offered, such as %s, is not found', async (path) => {
    const { account } = started.simulator.credentials;

    const { status, body } = await callWith(toHeaders(account.token, account.secret), path);

    expect({ status, body }).toEqual({ status: 404, body: { error: 'The requested method could not be found' } });
  });
});

describe('an answer', () => {
  it('has the headers of recorded ones', async () => {
    const { headers } = await started.call('objects/priorities');

    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('status')).toBe('200 OK');
    expect(headers.get('cache-control')).toBe('max-age=0, private, must-revalidate');
    expect(headers.get('etag')).toMatch(/^"[\da-f]{32}"$/);
    expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    expect(headers.get('x-runtime')).toMatch(/^\d+\.\d{6}$/);
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(headers.get('x-ratelimit-limit')).toBeNull();
  });

  it('names its status when it is a refusal', async () => {
    const { headers } = await callWith({});

    expect(headers.get('status')).toBe('403 Forbidden');
  });
});
