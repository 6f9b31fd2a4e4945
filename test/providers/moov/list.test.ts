import { describe, expect, it } from 'vitest';
import type { TicketPage } from '../../../src/provider/provider.js';
import { createCall, errorOf } from '../../provider/http/calls.js';
import { json } from '../../provider/http/test-server.js';
import {
  ACCOUNT_A,
  ACCOUNT_B,
  ACCOUNT_C,
  inTurn,
  listOf,
  listRequest,
  open,
  page,
  row,
  THREE_ACCOUNTS,
  ticketId,
  together,
} from './upstream.js';

const THREE = { options: { accounts: THREE_ACCOUNTS, pageSize: 2 } };

function idsOf({ rows }: TicketPage): string[] {
  return rows.map(({ ticket }) => ticket.nativeId);
}

function ownersOf({ rows }: TicketPage) {
  return rows.map(({ ticket }) => ticket.owner);
}

describe('a list', () => {
  it('is the next page of every account that has one', async () => {
    const { provider, log } = await open(
      {
        [listOf(ACCOUNT_A, 'count=2')]: page([row(1), row(2)], 'a2'),
        [listOf(ACCOUNT_B, 'count=2')]: page([row(3)]),
        [listOf(ACCOUNT_C, 'count=2')]: page([row(4), row(5)], 'c2'),
        [listOf(ACCOUNT_A, 'count=2&cursor=a2')]: page([row(6)]),
        [listOf(ACCOUNT_C, 'count=2&cursor=c2')]: page([row(7), row(8)], 'c3'),
        [listOf(ACCOUNT_C, 'count=2&cursor=c3')]: page([]),
      },
      THREE,
    );

    const first = await provider.listTickets(listRequest(), createCall());
    const second = await provider.listTickets(listRequest({ cursor: first.next }), createCall());
    const third = await provider.listTickets(listRequest({ cursor: second.next }), createCall());

    expect([first, second, third].map(idsOf)).toEqual([[1, 2, 3, 4, 5].map(ticketId), [6, 7, 8].map(ticketId), []]);
    expect([first.next, second.next, third.next]).toEqual([
      JSON.stringify({ [ACCOUNT_A]: 'a2', [ACCOUNT_C]: 'c2' }),
      JSON.stringify({ [ACCOUNT_C]: 'c3' }),
      null,
    ]);
    expect(log()).toHaveLength(6);
  });

  it('asks each account as much as Moov takes for it, whatever it was asked for the others', async () => {
    const accounts = { accounts: THREE_ACCOUNTS, pageSize: 2, requestsPerSecond: 1 };
    const { provider } = await open(
      {
        [listOf(ACCOUNT_A, 'count=2')]: page([row(1)]),
        [listOf(ACCOUNT_B, 'count=2')]: page([row(2)]),
        [listOf(ACCOUNT_C, 'count=2')]: page([row(3)]),
      },
      { options: accounts },
    );

    const { rows } = await provider.listTickets(listRequest(), { ...createCall(), timeLeftMs: () => 1 });

    expect(rows).toHaveLength(3);
  });

  it("gives each ticket its account's owner", async () => {
    const { provider } = await open(
      {
        [listOf(ACCOUNT_A, 'count=2')]: page([row(1)]),
        [listOf(ACCOUNT_B, 'count=2')]: page([row(2)]),
        [listOf(ACCOUNT_C, 'count=2')]: page([row(3)]),
      },
      THREE,
    );

    const answer = await provider.listTickets(listRequest(), createCall());

    expect(ownersOf(answer)).toEqual([
      { userId: 'user-a', organizationId: null },
      { userId: 'user-b', organizationId: 'org-1' },
      { userId: null, organizationId: 'org-1' },
    ]);
    expect(provider.capabilities.maxPageSize).toBe(6);
  });

  it('sends the filter with every cursor', async () => {
    const query = 'foreignID=a&b=ü&status=in-progress';
    const { provider } = await open({
      [listOf(ACCOUNT_A, `count=200&${query}`)]: page([row(1)], 'x y&z'),
      [listOf(ACCOUNT_A, `count=200&cursor=x y&z&${query}`)]: page([]),
    });
    const asked = listRequest({
      filter: [
        { field: 'status', operator: 'eq', value: 'OPEN' },
        { field: 'externalTicketId', operator: 'eq', value: 'a&b=ü' },
      ],
    });

    const { next } = await provider.listTickets(asked, createCall());
    const second = await provider.listTickets({ ...asked, cursor: next }, createCall());

    expect(second).toMatchObject({ rows: [], next: null });
  });

  it.each<[string, string | null]>([
    ['no JSON', 'a2'],
    ['a list', '["a2"]'],
    ['nothing', '{}'],
    ['an account that is not configured', JSON.stringify({ 'acc-9': 'a2' })],
    ['an account that the filter leaves out', JSON.stringify({ [ACCOUNT_C]: 'c2' })],
    ['a cursor that is no text', JSON.stringify({ [ACCOUNT_A]: 7 })],
    ['no cursor', JSON.stringify({ [ACCOUNT_A]: '' })],
    ['a member that objects have by themselves', '{"__proto__":"a2"}'],
  ])('does not go on from a cursor that is %s', async (_name, cursor) => {
    const { provider, log } = await open({}, THREE);
    const filter = [{ field: 'user', operator: 'eq', value: 'user-a' } as const];

    const error = await errorOf(provider.listTickets(listRequest({ filter, cursor }), createCall()));

    expect([error.code, log()]).toEqual(['BAD_RESPONSE', []]);
  });

  it('fails when one account does', async () => {
    const answer = together(3, (received, response) => {
      const isRefused = received.target.includes(ACCOUNT_B);
      (isRefused ? json(403, {}) : page([row(1)]))(received, response);
    });
    const script = [ACCOUNT_A, ACCOUNT_B, ACCOUNT_C].map((account) => [listOf(account, 'count=2'), answer]);
    const { provider } = await open(Object.fromEntries(script), THREE);

    const error = await errorOf(provider.listTickets(listRequest(), createCall()));

    expect([error.code, error.message]).toEqual([
      'FORBIDDEN',
      "GET /accounts/{accountID}/tickets: answered 403. Check what the backend's credentials may do.",
    ]);
  });

  it('leaves out rows that cannot be read, and rows that came before', async () => {
    const items = [null, row(1), 7, row(2, { ticketID: '../x' }), row(1, { title: 'Again' }), row(3)];
    const { provider } = await open({ [listOf(ACCOUNT_A)]: page(items) });

    const answer = await provider.listTickets(listRequest(), createCall());

    expect(answer.rows.map(({ ticket }) => [ticket.nativeId, ticket.subject])).toEqual([
      [ticketId(1), 'Ticket 1'],
      [ticketId(3), 'Ticket 3'],
    ]);
  });

  it.each<[string, unknown]>([
    ['rows of which none can be read', { items: [{}, null] }],
    ['a bare list', [row(1)]],
    ['no items', { nextPage: { cursor: 'x' } }],
    ['a page after it that cannot be asked for', { items: [row(1)], nextPage: {} }],
    ['a page after it without a cursor', { items: [row(1)], nextPage: { cursor: '' } }],
    ['nothing', null],
  ])('that comes as %s is a BAD_RESPONSE', async (_name, body) => {
    const { provider } = await open({ [listOf(ACCOUNT_A)]: json(200, body) });

    const error = await errorOf(provider.listTickets(listRequest(), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
  });

  it('ends where the page after it is null', async () => {
    const { provider } = await open({ [listOf(ACCOUNT_A)]: json(200, { items: [], nextPage: null }) });

    const answer = await provider.listTickets(listRequest(), createCall());

    expect(answer).toMatchObject({ rows: [], next: null });
  });

  it('is not read for ever', async () => {
    const { provider } = await open({
      [listOf(ACCOUNT_A)]: page([row(1)], 'same'),
      [listOf(ACCOUNT_A, 'count=200&cursor=same')]: page([row(1)], 'same'),
    });
    const { next } = await provider.listTickets(listRequest(), createCall());

    const error = await errorOf(provider.listTickets(listRequest({ cursor: next }), createCall()));

    expect(error.code).toBe('BAD_RESPONSE');
  });

  it('is probed with one row of one account', async () => {
    const { provider, log } = await open({ [listOf(ACCOUNT_A, 'count=1')]: inTurn(page([row(1)], 'next')) }, THREE);

    await provider.probe(createCall());

    expect(log()).toEqual([listOf(ACCOUNT_A, 'count=1')]);
    expect(provider.status()).toMatchObject({ health: 'HEALTHY', rateLimit: null });
  });
});
