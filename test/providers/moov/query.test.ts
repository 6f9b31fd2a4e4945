import { describe, expect, it } from 'vitest';
import { pushDown } from '../../../src/provider/push-down.js';
import { toAccounts } from '../../../src/providers/moov/accounts.js';
import { toCapabilities } from '../../../src/providers/moov/capabilities.js';
import { toQuery } from '../../../src/providers/moov/query.js';
import type { Predicate } from '../../../src/ticket/filter.js';
import { createCall } from '../../provider/http/calls.js';
import { ACCOUNT_A, ACCOUNT_B, ACCOUNT_C, listRequest, open, THREE_ACCOUNTS } from './upstream.js';

const accounts = toAccounts({ accounts: THREE_ACCOUNTS });
const ALL = [ACCOUNT_A, ACCOUNT_B, ACCOUNT_C];

function ask(...filter: Predicate[]) {
  const query = toQuery(filter, accounts);
  return query && { accounts: query.accounts.map(({ id }) => id), parameters: query.parameters };
}

describe('the accounts that are asked', () => {
  it.each<[string, Predicate[], string[]]>([
    ['all without a filter', [], ALL],
    ["a user's", [{ field: 'user', operator: 'eq', value: 'user-b' }], [ACCOUNT_B]],
    ["some users'", [{ field: 'user', operator: 'in', value: ['user-a', 'user-b', 'user-z'] }], [ACCOUNT_A, ACCOUNT_B]],
    ["no user's", [{ field: 'user', operator: 'isNull', value: true }], [ACCOUNT_C]],
    ["any user's", [{ field: 'user', operator: 'isNull', value: false }], [ACCOUNT_A, ACCOUNT_B]],
    ["an organization's", [{ field: 'organization', operator: 'eq', value: 'org-1' }], [ACCOUNT_B, ACCOUNT_C]],
    ["no organization's", [{ field: 'organization', operator: 'isNull', value: true }], [ACCOUNT_A]],
    [
      'those that pass all',
      [
        { field: 'organization', operator: 'in', value: ['org-1', 'org-2'] },
        { field: 'user', operator: 'isNull', value: false },
      ],
      [ACCOUNT_B],
    ],
  ])('are %s', (_name, filter, expected) => {
    expect(ask(...filter)).toEqual({ accounts: expected, parameters: [] });
  });

  it.each<[string, Predicate[]]>([
    ['whom no account belongs to', [{ field: 'user', operator: 'eq', value: 'user-z' }]],
    ['of nobody', [{ field: 'user', operator: 'in', value: [] }]],
    ['of a status that Moov has not', [{ field: 'status', operator: 'eq', value: 'PENDING' }]],
    ['of a status that is none', [{ field: 'status', operator: 'eq', value: 'constructor' }]],
    [
      'of two statuses',
      [
        { field: 'status', operator: 'eq', value: 'NEW' },
        { field: 'statusName', operator: 'eq', value: 'closed' },
      ],
    ],
  ])('are none for tickets %s', async (_name, filter) => {
    const { provider, log } = await open({}, { options: { accounts: THREE_ACCOUNTS } });
    const call = createCall();

    const answer = await provider.listTickets(listRequest({ filter }), call);

    expect(answer).toMatchObject({ rows: [], next: null });
    expect([log(), call.requests()]).toEqual([[], 0]);
  });
});

describe('the parameters', () => {
  it.each<[string, string]>([
    ['NEW', 'new'],
    ['OPEN', 'in-progress'],
    ['ON_HOLD', 'on-hold'],
    ['CLOSED', 'closed'],
  ])('say %s in the wording %s, once for both its fields', (value, wording) => {
    const expected = { accounts: ALL, parameters: [['status', wording]] };
    const status = { field: 'status', operator: 'eq', value } as const;
    const statusName = { field: 'statusName', operator: 'eq', value: wording } as const;

    expect([ask(status), ask(statusName), ask(status, statusName)]).toEqual([expected, expected, expected]);
  });

  it('are no place for what was not declared', () => {
    expect(() => ask({ field: 'subject', operator: 'eq', value: 'x' } as unknown as Predicate)).toThrow('subject.eq');
    expect(() => ask({ field: 'status', operator: 'in', value: ['NEW'] })).toThrow('status.in');
  });
});

describe('what is left to the gateway', () => {
  const capabilities = toCapabilities(3, 200);

  it.each<Predicate>([
    { field: 'externalTicketId', operator: 'eq', value: '' },
    { field: 'externalTicketId', operator: 'eq', value: ' padded' },
    { field: 'externalTicketId', operator: 'eq', value: 'line\nbreak' },
    { field: 'externalTicketId', operator: 'eq', value: '\ud83d' },
    { field: 'externalTicketId', operator: 'eq', value: 'x'.repeat(201) },
    { field: 'statusName', operator: 'eq', value: 'escalated' },
    { field: 'statusName', operator: 'eq', value: 'New' },
    { field: 'user', operator: 'notIn', value: ['user-a'] },
    { field: 'createdAt', operator: 'gte', value: '2026-03-01T00:00:00.000Z' },
  ])('is %j', (predicate) => {
    expect(pushDown([predicate], capabilities)).toEqual({ pushed: [], remaining: [predicate] });
  });

  it.each<Predicate>([
    { field: 'externalTicketId', operator: 'eq', value: "O'Brien, 50% & more" },
    { field: 'statusName', operator: 'eq', value: 'on-hold' },
    { field: 'status', operator: 'eq', value: 'PENDING' },
    { field: 'user', operator: 'in', value: [''] },
    { field: 'organization', operator: 'isNull', value: true },
  ])('is nothing of %j', (predicate) => {
    expect(pushDown([predicate], capabilities)).toEqual({ pushed: [predicate], remaining: [] });
  });
});
