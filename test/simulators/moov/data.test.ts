import { describe, expect, it } from 'vitest';
import { createMoovData, createMoovSimulator } from '../../../src/simulators/moov/index.js';
import { createData, createTicket } from './start.js';

const nowMs = Date.parse('2026-03-01T00:00:00Z');

describe('made-up data', () => {
  const data = createMoovData({ tickets: 300, seed: 3, now: nowMs });

  it('is the same for the same options, and another for another seed', () => {
    expect(createMoovData({ tickets: 300, seed: 3, now: new Date(nowMs) })).toEqual(data);
    expect(createMoovData({ tickets: 300, seed: 4, now: nowMs })).not.toEqual(data);
  });

  it('has every status, for every account', () => {
    const accountIds = new Set(data.tickets.map(({ accountId }) => accountId));
    const statuses = new Set(data.tickets.map(({ status }) => status));

    expect(accountIds).toEqual(new Set(data.accounts.map(({ accountId }) => accountId)));
    expect(statuses).toEqual(new Set(['new', 'in-progress', 'on-hold', 'closed']));
  });

  it('has accounts connected to a platform', () => {
    const [platform, ...connected] = data.accounts;

    expect(platform?.partnerAccountId).toBeNull();
    expect(new Set(connected.map(({ partnerAccountId }) => partnerAccountId))).toEqual(new Set([platform?.accountId]));
  });

  it('has tickets with and without each optional field, and of the same second', () => {
    const countWith = (field: 'closedOn' | 'foreignID' | 'latestMessageOn'): number =>
      data.tickets.filter((ticket) => field in ticket).length;
    const counts = [countWith('closedOn'), countWith('foreignID'), countWith('latestMessageOn')];

    expect(counts.every((count) => count > 0 && count < 300)).toBe(true);
    expect(new Set(data.tickets.map(({ createdOn }) => createdOn)).size).toBeLessThan(300);
    expect(data.tickets.some(({ contact }) => contact.name === undefined)).toBe(true);
  });

  it('happens in order, and is over at the given time', () => {
    for (const { createdOn, updatedOn, closedOn, status, messages } of data.tickets) {
      const times = [createdOn, ...messages.map(({ sentOn }) => sentOn), updatedOn].map((time) => Date.parse(time));
      expect(times).toEqual(times.toSorted((left, right) => left - right));
      expect(times.at(-1)).toBeLessThanOrEqual(nowMs);
      expect(closedOn).toBe(status === 'closed' ? updatedOn : undefined);
    }
  });

  it('has an answer from support unless the ticket is new', () => {
    const isAnswered = data.tickets.map(({ messages }) => messages.length > 1);

    expect(isAnswered).toEqual(data.tickets.map(({ status }) => status !== 'new'));
  });

  it('uses the accounts and people it is given', () => {
    const { accounts } = createData();
    const [account] = accounts;
    const people = [
      { name: 'Amelia', email: 'amelia@example.com', ...(account && { accountId: account.accountId }) },
      { name: 'Zoë', email: 'zoe@example.com' },
    ];

    const { tickets, ...rest } = createMoovData({ tickets: 40, seed: 1, accounts, people });
    const ofAmelia = tickets.filter(({ contact }) => contact.email === 'amelia@example.com');

    expect(rest).toEqual({ accounts });
    expect(new Set(tickets.map(({ contact }) => contact.name))).toEqual(new Set(['Amelia', 'Zoë']));
    expect(new Set(ofAmelia.map(({ accountId }) => accountId))).toEqual(new Set([account?.accountId]));
  });
});

describe('a simulator', () => {
  it('makes up 200 tickets when given none', () => {
    expect(createMoovSimulator().data).toEqual(createMoovData({ tickets: 200, seed: 1 }));
  });

  it.each([
    ['two accounts of one id', { ...createData(), accounts: [...createData().accounts, ...createData().accounts] }],
    ['two tickets of one id', createData([createTicket(1), createTicket(1)])],
    ['a ticket of an unknown account', createData([createTicket(1, { accountId: 'unknown' })])],
    ['a ticket without a time', createData([createTicket(1, { createdOn: 'soon' })])],
    ['no account without a partner', { accounts: [], tickets: [] }],
  ])('refuses data with %s', (_case, data) => {
    expect(() => createMoovSimulator({ data })).toThrow(RangeError);
  });
});
