import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { Provider } from '../../../src/provider/provider.js';
import { toAccounts } from '../../../src/providers/moov/accounts.js';
import { createPlaces } from '../../../src/providers/moov/places.js';
import { parseTicket } from '../../../src/providers/moov/ticket-json.js';
import type { Owner } from '../../../src/ticket/ticket.js';
import { createCall } from '../../provider/http/calls.js';
import { json, type Answer } from '../../provider/http/test-server.js';
import {
  ACCOUNT_A,
  ACCOUNT_B,
  ACCOUNT_C,
  getOf,
  listOf,
  listRequest,
  NO_EXPAND,
  open,
  page,
  row,
  THREE_ACCOUNTS,
  ticketId,
  together,
  type Script,
} from './upstream.js';

const THREE = { options: { accounts: THREE_ACCOUNTS } };
const missing = json(404, {});

/** `GET` of one ticket in each of the three accounts. */
function inAccounts(number: number, a: Answer, b: Answer, c: Answer): Script {
  return { [getOf(ACCOUNT_A, number)]: a, [getOf(ACCOUNT_B, number)]: b, [getOf(ACCOUNT_C, number)]: c };
}

/** What each slot holds: a ticket's account, null, or an error's code. */
async function read(provider: Provider, ...ids: string[]) {
  const slots = await provider.getTickets(ids, NO_EXPAND, createCall());
  return slots.map((slot) => {
    if (slot === null || slot instanceof ProviderError) return slot && slot.code;
    return slot.ticket.details?.kind === 'MOOV' ? slot.ticket.details.accountId : slot;
  });
}

describe('a ticket by id', () => {
  it('is asked for in every account while nobody knows where it is, and then in its own', async () => {
    const { provider, log } = await open(inAccounts(1, missing, missing, json(200, row(1))), THREE);

    const first = await read(provider, ticketId(1));
    const before = log().length;
    const second = await read(provider, ticketId(1));

    expect([first, second]).toEqual([[ACCOUNT_C], [ACCOUNT_C]]);
    expect([before, log().slice(before)]).toEqual([3, [getOf(ACCOUNT_C, 1)]]);
  });

  it('is not there for who may see none of its account, whether others answer or fail', async () => {
    const script = { [getOf(ACCOUNT_A, 1)]: missing, [getOf(ACCOUNT_A, 2)]: missing };
    const { provider, log } = await open(script, THREE);
    const call = { ...createCall(), mayOwn: ({ userId }: Owner) => userId === 'user-a' };

    const slots = await provider.getTickets([ticketId(1), ticketId(2)], NO_EXPAND, call);

    expect(slots).toEqual([null, null]);
    expect(log().toSorted()).toEqual([getOf(ACCOUNT_A, 1), getOf(ACCOUNT_A, 2)]);
  });

  it('is not there for who may see none of its account, though it was seen there, whether that answers or fails', async () => {
    const script = {
      [listOf(ACCOUNT_A)]: page([]),
      [listOf(ACCOUNT_B)]: page([]),
      [listOf(ACCOUNT_C)]: page([row(1)]),
      [getOf(ACCOUNT_A, 1)]: missing,
    };
    const { provider, log } = await open(script, THREE);
    await provider.listTickets(listRequest(), createCall());
    const call = { ...createCall(), mayOwn: ({ userId }: Owner) => userId === 'user-a' };

    const slots = await provider.getTickets([ticketId(1)], NO_EXPAND, call);

    expect(slots).toEqual([null]);
    expect(log().slice(3)).toEqual([getOf(ACCOUNT_A, 1)]);
  });

  it('is asked for in the account that listed it', async () => {
    const accounts = THREE_ACCOUNTS.slice(0, 2);
    const script = {
      [listOf(ACCOUNT_A)]: page([row(1)]),
      [listOf(ACCOUNT_B)]: page([row(2)]),
      [getOf(ACCOUNT_A, 1)]: json(200, row(1)),
      [getOf(ACCOUNT_B, 2)]: missing,
    };
    const { provider, log } = await open(script, { options: { accounts } });
    await provider.listTickets(listRequest(), createCall());

    const found = await read(provider, ticketId(1), ticketId(2));

    expect(found).toEqual([ACCOUNT_A, null]);
    expect(log().slice(2).toSorted()).toEqual([getOf(ACCOUNT_A, 1), getOf(ACCOUNT_B, 2)]);
  });

  it('is not asked for further once it was found', async () => {
    const accounts = Array.from({ length: 20 }, (_, index) => ({ accountId: `acc-${index}`, user: 'user-a' }));
    const script = Object.fromEntries(
      accounts.slice(0, 3).map(({ accountId }) => [getOf(accountId, 1), json(200, row(1))]),
    );
    const { provider } = await open(script, { options: { accounts } });

    const found = await read(provider, ticketId(1));

    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^acc-[012]$/);
  });

  it('is null when no account has it', async () => {
    const { provider } = await open(inAccounts(1, missing, missing, missing), THREE);

    expect(await read(provider, ticketId(1))).toEqual([null]);
  });

  it('is found although another account refuses', async () => {
    const { provider } = await open(inAccounts(1, json(403, {}), json(500, {}), json(200, row(1))), THREE);

    expect(await read(provider, ticketId(1))).toEqual([ACCOUNT_C]);
  });

  it('is an error when the account that may have it refuses', async () => {
    const { provider } = await open(inAccounts(1, missing, json(403, {}), missing), THREE);

    expect(await read(provider, ticketId(1))).toEqual(['FORBIDDEN']);
  });

  it('costs the others nothing when its account refuses, and the account is not asked again', async () => {
    const refused = [1, 2, 3, 4, 5];
    const others = [7, 8];
    const script = {
      [listOf(ACCOUNT_A)]: page([...refused, 6].map((number) => row(number))),
      [listOf(ACCOUNT_B)]: page(others.map((number) => row(number))),
      ...Object.fromEntries(refused.map((number) => [getOf(ACCOUNT_A, number), json(429, {})])),
      ...Object.fromEntries(others.map((number) => [getOf(ACCOUNT_B, number), json(200, row(number))])),
    };
    const { provider } = await open(script, { options: { accounts: THREE_ACCOUNTS.slice(0, 2) } });
    await provider.listTickets(listRequest(), createCall());

    const found = await read(provider, ...[...refused, 6, ...others].map(ticketId));

    expect(found).toEqual([...[...refused, 6].map(() => 'RATE_LIMITED'), ...others.map(() => ACCOUNT_B)]);
  });

  it('is not asked for any more when the credentials are refused', async () => {
    const asked = [1, 2, 3, 4, 5];
    const { provider } = await open(
      Object.fromEntries(asked.map((number) => [getOf(ACCOUNT_A, number), json(401, {})])),
    );

    const found = await read(provider, ...[...asked, 6, 7, 8].map(ticketId));

    expect(found).toEqual(Array.from({ length: 8 }, () => 'UNAUTHENTICATED'));
  });

  it('is not asked for in further accounts when the credentials are refused', async () => {
    const accounts = Array.from({ length: 20 }, (_, index) => ({ accountId: `acc-${index}`, user: 'user-a' }));
    const refusal = together(3, json(401, {}));
    const script = Object.fromEntries(accounts.slice(0, 3).map(({ accountId }) => [getOf(accountId, 1), refusal]));
    const { provider } = await open(script, { options: { accounts } });

    expect(await read(provider, ticketId(1))).toEqual(['UNAUTHENTICATED']);
  });

  it.each(['', '..', 'tick01', ticketId(1).slice(1), `${ticketId(1)}/messages`, '__proto__'])(
    'is null without a call when the id is %j',
    async (id) => {
      const { provider, log } = await open({}, THREE);

      const slots = [
        ...(await provider.getTickets([id], NO_EXPAND, createCall())),
        ...((await provider.listMessages?.([id], createCall())) ?? []),
      ];

      expect([slots, log()]).toEqual([[null, null], []]);
    },
  );

  it('is null when its id is spelled otherwise', async () => {
    const id = 'ABCDEF00-0000-4000-8000-000000000001';
    const answer = json(200, row(1, { ticketID: id.toLowerCase() }));
    const { provider } = await open({ [`GET /accounts/${ACCOUNT_A}/tickets/${id}`]: answer });

    expect(await read(provider, id)).toEqual([null]);
  });

  it.each<[string, unknown]>([
    ['another ticket', row(2)],
    ['no ticket', { error: 'x' }],
    ['a list', [row(1)]],
  ])('is a BAD_RESPONSE when %s comes', async (_name, body) => {
    const { provider } = await open({ [getOf(ACCOUNT_A, 1)]: json(200, body) });

    expect(await read(provider, ticketId(1))).toEqual(['BAD_RESPONSE']);
  });
});

describe('the places of tickets', () => {
  it('are forgotten in the order in which they were noted', () => {
    const places = createPlaces(2);
    const [account] = toAccounts({ accounts: THREE_ACCOUNTS });
    for (const number of [1, 2, 1, 3]) {
      const ticket = parseTicket(row(number));
      if (account && ticket) places.note({ account, json: ticket });
    }

    expect([1, 2, 3].map((number) => places.get(ticketId(number)) !== null)).toEqual([true, false, true]);
  });
});

describe('the messages of a ticket', () => {
  const MESSAGES = [
    { author: 'Moov Support', body: 'We are looking into it.', sentOn: '2026-03-01T11:00:00Z' },
    { author: 'Pat', body: 'Any news?', sentOn: '2026-03-01T14:00:00+02:00' },
    { author: 'pat@example.test', body: '<b>Hello?</b>', sentOn: '2026-03-01T13:00:00Z' },
    { author: 'The Platform', body: 'My payout is late', sentOn: '2026-03-01T10:00:00Z' },
    { author: 'The Platform', body: 'It was due today.', sentOn: '2026-03-01T10:00:00Z', extra: 1 },
  ];

  it('are in order, with ids from their places and types from their authors', async () => {
    const contact = { name: 'Pat', email: 'pat@example.test' };
    const { provider } = await open({
      [getOf(ACCOUNT_A, 1)]: json(200, row(1, { contact })),
      [getOf(ACCOUNT_A, 1, '/messages')]: json(200, MESSAGES),
    });

    const slots = await provider.listMessages?.([ticketId(1)], createCall());

    const message = (position: number, rest: object) => ({
      id: String(position),
      nativeId: null,
      position,
      type: 'CUSTOMER_RESPONSE',
      visibility: 'PUBLIC',
      textClean: null,
      ...rest,
    });
    expect(slots).toEqual([
      [
        message(0, {
          type: 'INITIAL_REQUEST',
          authorName: 'The Platform',
          text: 'My payout is late',
          createdAt: '2026-03-01T10:00:00.000Z',
        }),
        message(1, {
          authorName: 'The Platform',
          text: 'It was due today.',
          createdAt: '2026-03-01T10:00:00.000Z',
        }),
        message(2, {
          type: 'HUMAN_AGENT_RESPONSE',
          authorName: 'Moov Support',
          text: 'We are looking into it.',
          createdAt: '2026-03-01T11:00:00.000Z',
        }),
        message(3, { authorName: 'Pat', text: 'Any news?', createdAt: '2026-03-01T12:00:00.000Z' }),
        message(4, {
          authorName: 'pat@example.test',
          text: '<b>Hello?</b>',
          createdAt: '2026-03-01T13:00:00.000Z',
        }),
      ],
    ]);
  });

  it('are the same whether the ticket was seen before or not', async () => {
    const { provider, log } = await open({
      [getOf(ACCOUNT_A, 1)]: json(200, row(1, { contact: { name: 'Pat', email: 'pat@example.test' } })),
      [getOf(ACCOUNT_A, 1, '/messages')]: json(200, MESSAGES),
    });

    const first = await provider.listMessages?.([ticketId(1)], createCall());
    const second = await provider.listMessages?.([ticketId(1)], createCall());

    expect(second).toEqual(first);
    expect(log()).toEqual([getOf(ACCOUNT_A, 1), getOf(ACCOUNT_A, 1, '/messages'), getOf(ACCOUNT_A, 1, '/messages')]);
  });

  it('are looked for where the ticket is', async () => {
    const { provider } = await open(
      {
        ...inAccounts(1, missing, json(200, row(1)), missing),
        [getOf(ACCOUNT_B, 1, '/messages')]: json(200, []),
      },
      THREE,
    );

    expect(await provider.listMessages?.([ticketId(1)], createCall())).toEqual([[]]);
  });

  it('are null when there is no such ticket, or none any more', async () => {
    const { provider } = await open({
      [getOf(ACCOUNT_A, 1)]: missing,
      [getOf(ACCOUNT_A, 2)]: json(200, row(2)),
      [getOf(ACCOUNT_A, 2, '/messages')]: missing,
    });

    expect(await provider.listMessages?.([ticketId(1), ticketId(2)], createCall())).toEqual([null, null]);
  });

  it('are left out where they cannot be read', async () => {
    const rows = [
      null,
      { author: 'Pat', sentOn: 'soon', body: 'x' },
      { author: 7, body: 'Read', sentOn: '2026-03-01T10:00:00Z' },
    ];
    const { provider } = await open({
      [getOf(ACCOUNT_A, 1)]: json(200, row(1)),
      [getOf(ACCOUNT_A, 1, '/messages')]: json(200, rows),
    });

    expect(await provider.listMessages?.([ticketId(1)], createCall())).toMatchObject([
      [{ id: '0', type: 'INITIAL_REQUEST', authorName: null, text: 'Read' }],
    ]);
  });

  it.each<[string, unknown]>([
    ['none of them can be read', [{}, null]],
    ['they are wrapped', { items: [] }],
    ['nothing comes', null],
  ])('are an error when %s', async (_name, body) => {
    const { provider } = await open({
      [getOf(ACCOUNT_A, 1)]: json(200, row(1)),
      [getOf(ACCOUNT_A, 1, '/messages')]: json(200, body),
    });

    expect(await provider.listMessages?.([ticketId(1)], createCall())).toMatchObject([{ code: 'BAD_RESPONSE' }]);
  });

  it('are an error when the ticket is refused', async () => {
    const { provider } = await open({ [getOf(ACCOUNT_A, 1)]: json(403, {}) });

    expect(await provider.listMessages?.([ticketId(1)], createCall())).toMatchObject([
      { code: 'FORBIDDEN', message: expect.stringMatching(/^GET \/accounts\/\{accountID\}\/tickets\/\{ticketID\}: /) },
    ]);
  });
});
