import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createMoovData, type MoovSimulator } from '../../../src/simulators/moov/index.js';
import {
  connect,
  connectedId,
  createData,
  createTicket,
  platformId,
  startSimulator,
  type Caller,
  type PageBody,
} from './start.js';

const tickets = `/accounts/${platformId}/tickets`;
const request = { title: 'One more', body: 'Text', contact: { email: 'pat@example.com' } };

const numbersOf = ({ items }: PageBody): readonly number[] => items.map(({ number }) => number);

/** The query of the page after this one. */
function nextQuery({ nextPage }: PageBody): string {
  if (!nextPage) throw new Error('There is no further page.');
  return `cursor=${nextPage.cursor}`;
}

describe('a list', () => {
  let simulator: MoovSimulator;
  let caller: Caller;

  beforeEach(async () => {
    const sameTime = { createdOn: '2026-06-01T02:00:03+02:00' };
    const shuffled = [
      createTicket(3),
      createTicket(1, { status: 'closed', foreignID: 'case-1' }),
      createTicket(5, { accountId: connectedId }),
      createTicket(4, sameTime),
      createTicket(2, { status: 'closed' }),
    ];
    simulator = await startSimulator({ data: createData(shuffled) });
    caller = connect(simulator);
  });

  afterEach(() => simulator.close());

  it('has the tickets of the account, newest first, and no nextPage when that is all', async () => {
    const page = await caller.list();

    expect(numbersOf(page)).toEqual([4, 3, 2, 1]);
    expect(Object.keys(page)).toEqual(['items']);
  });

  it('is empty when the account has no tickets', async () => {
    simulator.data.tickets.length = 0;

    expect(await caller.list()).toEqual({ items: [] });
  });

  it('is read page by page, without an empty page at its end', async () => {
    const first = await caller.list('?count=2');
    const second = await caller.list(`?count=2&${nextQuery(first)}`);

    expect([numbersOf(first), numbersOf(second)]).toEqual([
      [4, 3],
      [2, 1],
    ]);
    expect(second).not.toHaveProperty('nextPage');
  });

  it('continues at the default size with a cursor alone', async () => {
    const first = await caller.list('?count=1');

    const rest = await caller.list(`?${nextQuery(first)}`);

    expect(numbersOf(rest)).toEqual([3, 2, 1]);
  });

  it('neither repeats nor skips a ticket while others are added and changed', async () => {
    const first = await caller.list('?count=2');
    await caller.sendJson('POST', tickets, request);
    await caller.sendJson('PATCH', `${tickets}/${first.items[0]?.ticketID}`, { status: 'closed' });

    const second = await caller.list(`?count=1&${nextQuery(first)}`);
    await caller.sendJson('POST', tickets, request);
    const third = await caller.list(`?count=1&${nextQuery(second)}`);
    const fresh = await caller.list();

    expect([first, second, third].flatMap(numbersOf)).toEqual([4, 3, 2, 1]);
    expect(numbersOf(fresh)).toEqual([1002, 1001, 4, 3, 2, 1]);
  });

  it('goes on after a ticket that is gone', async () => {
    const first = await caller.list('?count=2');
    simulator.data.tickets.splice(0, 1);

    const second = await caller.list(`?${nextQuery(first)}`);

    expect(numbersOf(second)).toEqual([2, 1]);
  });

  it('filters by status', async () => {
    expect(numbersOf(await caller.list('?status=closed'))).toEqual([2, 1]);
    expect(numbersOf(await caller.list('?status=on-hold'))).toEqual([]);
  });

  it('filters by foreignID', async () => {
    expect(numbersOf(await caller.list('?foreignID=case-1'))).toEqual([1]);
    expect(numbersOf(await caller.list('?foreignID=case-1&status=new'))).toEqual([]);
    expect(numbersOf(await caller.list('?foreignID=case'))).toEqual([]);
  });

  it('has a nextPage only when the filtered rest needs one', async () => {
    const first = await caller.list('?status=closed&count=1');
    const second = await caller.list(`?status=closed&count=1&${nextQuery(first)}`);

    expect([numbersOf(first), numbersOf(second)]).toEqual([[2], [1]]);
    expect(second).not.toHaveProperty('nextPage');
    expect(await caller.list('?status=closed&count=2')).not.toHaveProperty('nextPage');
  });

  it('does not keep filters in the cursor', async () => {
    const first = await caller.list('?status=new&count=1');

    const rest = await caller.list(`?${nextQuery(first)}`);

    expect(numbersOf(rest)).toEqual([3, 2, 1]);
  });

  it.each([
    'count=0',
    'count=-1',
    'count=1001',
    'count=ten',
    'count=',
    'count=1.5',
    'status=open',
    'status=',
    'status=new&status=closed',
    'cursor=',
    'cursor=unknown',
    `cursor=${Buffer.from('1 2 3').toString('base64url')}`,
  ])('refuses %s', async (query) => {
    const { status, body } = await caller.send(`${tickets}?${query}`);

    expect([status, body]).toEqual([400, { error: expect.any(String) }]);
  });

  it('refuses the cursor of another account', async () => {
    const first = await caller.list('?count=1');

    const { status } = await caller.send(`/accounts/${connectedId}/tickets?${nextQuery(first)}`);

    expect(status).toBe(400);
  });
});

describe('the size of a page', () => {
  let simulator: MoovSimulator;
  let caller: Caller;

  beforeAll(async () => {
    const { accounts } = createData();
    const people = [{ email: 'pat@example.com', accountId: platformId }];
    const data = createMoovData({ tickets: 1001, seed: 5, accounts, people });
    simulator = await startSimulator({ data, choices: { countOutOfRange: 'clamp' } });
    caller = connect(simulator);
  });

  afterAll(() => simulator.close());

  it.each([
    ['', 200],
    ['?count=1', 1],
    ['?count=1000', 1000],
    ['?count=5000', 1000],
    ['?count=0', 1],
  ])('with the query "%s" is %i, when it may be clamped', async (query, size) => {
    const { items } = await caller.list(query);

    expect(items).toHaveLength(size);
  });

  it('does not change what all pages have together', async () => {
    const whole = numbersOf(await caller.list('?count=1000'));
    const paged: number[] = [];
    let page = await caller.list('?count=333');
    paged.push(...numbersOf(page));
    while (page.nextPage) {
      page = await caller.list(`?count=333&${nextQuery(page)}`);
      paged.push(...numbersOf(page));
    }

    expect(paged.slice(0, 1000)).toEqual(whole);
    expect(new Set(paged).size).toBe(1001);
  });
});
