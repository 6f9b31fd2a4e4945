import { describe, expect, it } from 'vitest';
import { NOTHING_COUNTED, type AggregateRequest } from '../../../src/provider/aggregate.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import { createCall, errorOf, summarize } from '../../provider/http/calls.js';
import { detail, listRequest, open, pages, reference, reply, row, SECRET, STATUSES, TOKEN } from './upstream.js';
import { countTickets } from '../../provider/counts.js';

const NO_EXPAND = { user: false, messages: false };

describe('a request', () => {
  it('is a form in a POST, with the credentials in headers', async () => {
    const { provider, received } = await open(
      { '/tickets/ticket': () => detail(1) },
      { options: { application: 'app-token' } },
    );

    await provider.getTickets([reference(1)], NO_EXPAND, createCall());

    expect(received).toMatchObject([
      {
        method: 'POST',
        target: '/api/v2/tickets/ticket',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-auth-token': TOKEN,
          'x-auth-secret': SECRET,
          'x-auth-application': 'app-token',
        },
        body: 'ticket=KD-000001',
      },
    ]);
  });

  it('carries no application for an account token', async () => {
    const { provider, received } = await open({ '/objects/statuses': () => STATUSES });

    await provider.probe(createCall());

    expect(received.map(({ headers }) => headers['x-auth-application'])).toEqual([undefined]);
  });

  it('is shared by equal reads at the same time', async () => {
    const { provider, received } = await open({ '/tickets/ticket': () => detail(1) });
    const read = () => provider.getTickets([reference(1)], NO_EXPAND, createCall());

    await Promise.all([read(), read()]);

    expect(received).toHaveLength(1);
  });
});

describe('a batch of tickets', () => {
  it('answers each slot, ids of another form without a call', async () => {
    const { provider, log } = await open({
      '/tickets/ticket': (form) => (form.get('ticket') === reference(1) ? detail(1) : reply(404, { error: 'none' })),
    });

    const slots = await provider.getTickets([reference(2), 'kd-1', reference(1)], NO_EXPAND, createCall());

    expect(slots.map((slot) => (slot instanceof ProviderError ? slot.code : (slot?.ticket.nativeId ?? null)))).toEqual([
      null,
      null,
      reference(1),
    ]);
    expect(log().toSorted()).toEqual(['/tickets/ticket ticket=KD-000001', '/tickets/ticket ticket=KD-000002']);
  });

  it('never takes another ticket for the one asked for', async () => {
    const { provider } = await open({ '/tickets/ticket': () => detail(2) });

    const slots = await provider.getTickets([reference(1)], NO_EXPAND, createCall());

    expect(slots).toMatchObject([{ code: 'BAD_RESPONSE' }]);
  });

  it.each(['yesterday', null])('has a ticket of the time %j as if it were absent', async (submitted_at) => {
    const { provider } = await open({ '/tickets/ticket': () => detail(1, { submitted_at }) });

    expect(await provider.getTickets([reference(1)], NO_EXPAND, createCall())).toEqual([null]);
  });

  it('fails where the answer is no ticket', async () => {
    const { provider } = await open({ '/tickets/ticket': () => [detail(1)] });

    const slots = await provider.getTickets([reference(1)], NO_EXPAND, createCall());

    expect(slots).toMatchObject([{ code: 'BAD_RESPONSE' }]);
  });
});

describe('a refusal', () => {
  it('names all three causes of a 403', async () => {
    const { provider } = await open({ '/objects/statuses': () => reply(403, { error: 'secret text' }) });

    const error = await errorOf(provider.probe(createCall()));

    expect(summarize(error)).toEqual({
      code: 'FORBIDDEN',
      message:
        'POST /objects/statuses: answered 403. Sirportly says so for a wrong token or secret, for an address it does ' +
        'not let in, and for a method that the token may not call. Check all three.',
      retryAfterMs: null,
      outcomeUnknown: false,
    });
  });

  it.each([
    [401, 'UNAUTHENTICATED'],
    [404, 'BAD_RESPONSE'],
    [422, 'BAD_RESPONSE'],
    [429, 'RATE_LIMITED'],
    [500, 'UNAVAILABLE'],
    [503, 'UNAVAILABLE'],
  ])('of status %i is %s', async (status, code) => {
    const { provider } = await open({ '/tickets/all': () => reply(status, { errors: ['secret text'] }) });

    const error = await errorOf(provider.listTickets(listRequest(), createCall()));

    expect(error.code).toBe(code);
  });
});

describe('a count', () => {
  it('of everything is the total of the list', async () => {
    const { provider } = await open({ '/tickets/all': pages([row(1), row(2), row(3), row(4)]) });

    expect(await countTickets(provider)).toBe(4);
  });

  it('by status adds up the names that stand for it, and puts no value into the query', async () => {
    const results = [
      [5, 'New', 0],
      [7, 'Waiting for Staff', 0],
      [11, 'Escalated', 0],
      [13, 'Closed', 1],
    ];
    const { provider, log } = await open({ '/tickets/spql': () => ({ query: '', fields: [], results }) });

    const count = await countTickets(provider, [{ field: 'status', operator: 'eq', value: 'OPEN' }]);

    expect(count).toBe(18);
    expect(log()).toEqual([
      '/tickets/spql spql=SELECT+COUNT,+status.name,+status.status_type+FROM+tickets+GROUP+BY+status.name,+status.status_type',
    ]);
  });

  it('by status and priority holds both against each combination', async () => {
    const results = [
      [5, 'New', 0, 'Low'],
      [7, 'New', 0, 'Critical'],
      [11, 'Closed', 1, 'Critical'],
      [13, 'New', 0, null],
    ];
    const { provider } = await open({ '/tickets/spql': () => ({ results }) });

    const count = await countTickets(provider, [
      { field: 'statusName', operator: 'in', value: ['New', "'; DROP"] },
      { field: 'priority', operator: 'eq', value: 'URGENT' },
    ]);

    expect(count).toBe(7);
  });

  it('that cannot be read is refused', async () => {
    const { provider } = await open({ '/tickets/spql': () => ({ results: [[5, 'New']] }) });
    const counting = countTickets(provider, [{ field: 'status', operator: 'eq', value: 'NEW' }]);

    expect((await errorOf(Promise.resolve(counting))).code).toBe('BAD_RESPONSE');
  });
});

describe('statistics by name', () => {
  const results = [
    [5, 'New', 0, 'Low', 'ApiToken'],
    [7, 'Waiting for Staff', 0, 'Critical', null],
    [2, 'New', 0, null, 'IncomingAddress'],
  ];
  const everything: AggregateRequest = { filter: [], measures: ['status', 'priority', 'source'], timeZones: [] };
  const openWith = (listed: number) =>
    open({
      '/tickets/spql': () => ({ results }),
      '/tickets/all': () => ({ pagination: { per_page: 30, pages: 1, total_records: listed }, records: [] }),
    });

  it('are what the names stand for, where as many tickets are listed as were counted', async () => {
    const { provider, log } = await openWith(14);

    const figures = await provider.aggregate?.(everything, createCall());

    expect(figures).toEqual({
      ...NOTHING_COUNTED,
      total: 14,
      status: new Map([
        ['NEW', 7],
        ['OPEN', 7],
      ]),
      priority: new Map([
        ['LOW', 5],
        ['URGENT', 7],
        [null, 2],
      ]),
      source: new Map([
        ['API', 5],
        [null, 7],
        ['EMAIL', 2],
      ]),
    });
    expect(log()).toHaveLength(2);
  });

  it.each([13, 15])('are not told where %i tickets are listed: the join may have lost some', async (listed) => {
    const { provider } = await openWith(listed);

    expect(await provider.aggregate?.(everything, createCall())).toBeNull();
  });
});
