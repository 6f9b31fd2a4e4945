import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContact, createDesk, createTicket, startSimulator, toAnswer, type Started } from './start.js';

let started: Started;
let headers: Record<string, string>;

beforeEach(async () => {
  started = await startSimulator({ data: createDesk([createTicket({ id: 1 })], [createContact({ id: 1 })]) });
  const { token, secret } = started.simulator.credentials.account;
  headers = { 'X-Auth-Token': token, 'X-Auth-Secret': secret };
});

afterEach(() => started.simulator.close());

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(`${started.simulator.baseUrl}/api/${path}`, {
    ...init,
    headers: { ...headers, ...Object.fromEntries(new Headers(init.headers)) },
  });
  return toAnswer(response);
}

function toMultipart(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const update = { ticket: 'AA-000001', subject: 'Ünïted & 1+1', 'custom[vehicle]': 'Kia e-Niro' };

describe('parameters', () => {
  it.each([
    { way: 'a query', path: `?${new URLSearchParams(update)}`, init: {} },
    { way: 'a form', path: '', init: { method: 'POST', body: new URLSearchParams(update) } },
    { way: 'a form of a PUT', path: '', init: { method: 'PUT', body: new URLSearchParams(update) } },
    { way: 'a multipart form', path: '', init: { method: 'POST', body: toMultipart(update) } },
    {
      way: 'a query and a form',
      path: '?ticket=AA-000001&brand=1',
      init: { method: 'DELETE', body: new URLSearchParams({ ...update, ticket: 'AA-000001' }) },
    },
    {
      way: 'a form with a stray separator',
      path: '',
      init: {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: `${new URLSearchParams(update)}&`,
      },
    },
  ])('are read from $way', async ({ path, init }) => {
    const { status } = await send(`v2/tickets/update${path}`, init);

    expect(status).toBe(200);
    expect(started.simulator.data.tickets[0]).toMatchObject({
      subject: 'Ünïted & 1+1',
      customFields: { vehicle: 'Kia e-Niro' },
    });
  });

  it('count as the form has them when the query has them too', async () => {
    await send('v2/tickets/update?ticket=AA-000001&subject=query', {
      method: 'POST',
      body: new URLSearchParams({ subject: 'form' }),
    });

    expect(started.simulator.data.tickets[0]?.subject).toBe('form');
  });

  it('are never read from JSON', async () => {
    const { status } = await send('v2/tickets/ticket', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ticket: 'AA-000001' }),
    });

    expect(status).toBe(404);
  });

  it.each(['ticket', 'reference'])('name a ticket as %s in both editions', async (name) => {
    const first = await started.callFirst('tickets/ticket', { [name]: 'AA-000001' });
    const second = await started.call('tickets/ticket', { [name]: 'AA-000001' });

    expect([first.status, second.status]).toEqual([200, 200]);
  });

  it('do not name a ticket by its id', async () => {
    const { status, body } = await started.call('tickets/ticket', { ticket: '1' });

    expect({ status, body }).toEqual({ status: 404, body: { error: 'The requested ticket could not be found' } });
  });

  it('that nobody knows are ignored', async () => {
    const { status } = await started.call('tickets/all', { brand: '77', updated_since: '2026-01-01', per_page: '2' });

    expect(status).toBe(200);
  });

  it('that cannot be read are refused', async () => {
    const contentType = { 'Content-Type': 'multipart/form-data; boundary=x' };

    const broken = await send('v2/tickets/all', { method: 'POST', headers: contentType, body: 'nonsense' });
    const huge = await started.call('tickets/all', { query: 'x'.repeat(1_000_001) });

    expect([broken.status, huge.status]).toEqual([400, 413]);
  });
});
