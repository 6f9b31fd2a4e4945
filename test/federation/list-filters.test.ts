import { describe, expect, it } from 'vitest';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { makeFive, OPEN, requestsOf } from './five-tickets.js';
import { asOrganization, asUser, createWorld, namesOf, STAFF, toQuestion } from './world.js';

const order = { field: 'CREATED_AT', direction: 'ASC' } as const;

describe('a filter', () => {
  it.each([
    { support: 'undeclared', filters: {}, sent: [], pushed: [], evaluatedHere: ['status.eq'] },
    {
      support: 'inexact',
      filters: { status: { eq: 'inexact' } },
      sent: OPEN,
      pushed: ['status.eq'],
      evaluatedHere: ['status.eq'],
    },
    { support: 'exact', filters: { status: { eq: 'exact' } }, sent: OPEN, pushed: ['status.eq'], evaluatedHere: [] },
  ] as const)('that is $support keeps what it should', async ({ filters, sent, pushed, evaluatedHere }) => {
    const backend = makeFive({ filters });

    const list = await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ filter: OPEN, order }));

    expect(namesOf(list)).toEqual(['a/1', 'a/4', 'a/5']);
    expect(requestsOf(backend).map(({ filter }) => filter)).toEqual([sent]);
    expect(list.reports).toMatchObject([{ outcome: 'COMPLETE', pushed, evaluatedHere }]);
  });

  it('that is inexact is checked again when the upstream lies', async () => {
    const backend = makeFive({ filters: { status: { eq: 'inexact' } } }, { lies: true });

    const list = await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ filter: OPEN, order }));

    expect(namesOf(list)).toEqual(['a/1', 'a/4', 'a/5']);
  });

  it('that is exact is checked again too, where no messages are needed for that', async () => {
    const backend = makeFive({ filters: { status: { eq: 'exact' }, user: { eq: 'exact' } } }, { lies: true });

    const list = await createWorld([backend])
      .ask(asUser('u'))
      .listTickets(toQuestion({ filter: OPEN, order, count: true }));

    expect(namesOf(list)).toEqual(['a/1', 'a/4']);
    expect(list.total).toEqual({ value: 2, precision: 'EXACT' });
  });

  it.each([
    { composes: false, sent: 1, evaluatedHere: ['status.in'] },
    { composes: true, sent: 2, evaluatedHere: [] },
  ])('twice on one field is one place upstream, unless it composes: $composes', async (expected) => {
    const backend = makeFive({ filters: { status: { in: 'exact' } }, composes: expected.composes });
    const filter: TicketFilter = [
      { field: 'status', operator: 'in', value: ['OPEN', 'CLOSED'] },
      { field: 'status', operator: 'in', value: ['NEW', 'CLOSED'] },
    ];

    const list = await createWorld([backend]).ask().listTickets(toQuestion({ filter, order }));

    expect(namesOf(list)).toEqual(['a/20', 'a/3']);
    expect(requestsOf(backend).map((request) => request.filter)).toEqual([filter.slice(0, expected.sent)]);
    expect(list.reports).toMatchObject([{ pushed: ['status.in'], evaluatedHere: expected.evaluatedHere }]);
  });

  it('of the caller’s right is pushed first, and named in no report', async () => {
    const backend = makeFive({ filters: { user: { eq: 'exact' } } });
    const filter: TicketFilter = [{ not: [{ field: 'user', operator: 'eq', value: 'x' }] }];

    const list = await createWorld([backend])
      .ask(asUser('u'))
      .listTickets(toQuestion({ order, filter: OPEN }));
    await createWorld([backend]).ask(asUser('u')).listTickets(toQuestion({ order, filter }));

    const own = { field: 'user', operator: 'eq', value: 'u' };
    expect(requestsOf(backend).map((request) => request.filter)).toEqual([[own], [own]]);
    expect(list.reports).toMatchObject([{ pushed: [], evaluatedHere: ['status.eq'] }]);
  });
});

describe('a backend that is ruled out', () => {
  it.each([
    { why: 'the caller’s organisation', viewer: asOrganization('p'), filter: [] },
    { why: 'a caller without an organisation', viewer: asOrganization('o', { organizationId: null }), filter: [] },
    { why: 'a caller without a user', viewer: asUser('u', { userId: null }), filter: [] },
    { why: 'a contradiction', viewer: asUser('u'), filter: [{ field: 'user', operator: 'eq', value: 'x' }] },
    { why: 'its key', viewer: STAFF, filter: [{ field: 'backend', operator: 'in', value: ['b'] }] },
    { why: 'its kind', viewer: STAFF, filter: [{ not: [{ field: 'provider', operator: 'eq', value: 'MOOV' }] }] },
  ] as const)('by $why is not called', async ({ viewer, filter }) => {
    const backend = makeFive({}, { organizationId: 'o', aggregates: true });

    const list = await createWorld([backend])
      .ask(viewer)
      .listTickets(toQuestion({ filter, count: true }));

    expect(backend.calls).toEqual([]);
    expect(list).toEqual({
      rows: [],
      hasMore: false,
      next: null,
      total: { value: 0, precision: 'EXACT' },
      reports: [
        {
          backend,
          outcome: 'SKIPPED',
          reason: 'The filter, or what this token may see, rules this backend out.',
          error: null,
          asOf: null,
          upstreamRequests: 0,
          latencyMs: 0,
          pushed: [],
          evaluatedHere: [],
        },
      ],
    });
  });
});
