import { describe, expect, it } from 'vitest';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { makeMessage } from '../ticket/tickets.js';
import { makeFive, makeRows, OPEN, requestsOf, type Row } from './five-tickets.js';
import { EVERY_ORDER, makeStored, type Script, type Stored } from './script.js';
import { asUser, createWorld, EVERYTHING, namesOf, NOTHING, NOW, toQuestion } from './world.js';

const order = { field: 'CREATED_AT', direction: 'ASC' } as const;

describe('what is asked upstream', () => {
  const loose = { CREATED_AT: { maxOutOfOrdernessMs: 1000 } };

  it.each([
    { name: 'one row more than wanted', capabilities: { orders: EVERY_ORDER }, limit: 3 },
    { name: 'a full page where a filter remains', capabilities: { orders: EVERY_ORDER }, filter: OPEN, limit: 50 },
    { name: 'a full page where the gateway sorts', capabilities: {}, limit: 50 },
    { name: 'a full page where the gateway sorts within a bound', capabilities: { orders: loose }, limit: 50 },
  ])('is $name', async ({ capabilities, filter = [], limit }) => {
    const backend = makeFive({ maxPageSize: 50, ...capabilities });

    await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ filter, order, size: 2 }));

    expect(requestsOf(backend).map((request) => request.limit)).toEqual([limit]);
  });

  it('is never more than a page holds', async () => {
    const backend = makeFive({ maxPageSize: 4, orders: EVERY_ORDER });

    const list = await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ order, size: 100 }));

    const request = { filter: [], order, after: null, limit: 4, expand: NOTHING };
    expect(requestsOf(backend)).toEqual([
      { ...request, cursor: null },
      { ...request, cursor: '4' },
    ]);
    expect(namesOf(list)).toEqual(['a/1', 'a/20', 'a/3', 'a/4', 'a/5']);
    expect(list.reports).toMatchObject([{ outcome: 'COMPLETE', asOf: NOW, upstreamRequests: 2, reason: null }]);
  });

  it.each([
    {
      orders: EVERY_ORDER,
      sent: { order, after: { value: '2026-03-02T09:14:05.000Z', backend: 'a', nativeId: '20' } },
    },
    { orders: {}, sent: { order: null, after: null } },
  ])('is the place only together with the order', async ({ orders, sent }) => {
    const backend = makeFive({ orders }, { readsAfter: false });
    const from = { value: '2026-03-02T09:14:05.000Z', backend: 'a', nativeId: '20' };

    const list = await createWorld([backend]).ask().listTickets(toQuestion({ order, from }));

    expect(requestsOf(backend)).toMatchObject([sent]);
    expect(namesOf(list)).toEqual(['a/3', 'a/4', 'a/5']);
  });

  it('is to carry along only what the system can', async () => {
    const backends = [makeFive({}), makeFive({ carries: ['user'] }), makeFive({ carries: ['user', 'messages'] })];

    for (const backend of backends)
      await createWorld([backend])
        .ask()
        .listTickets(toQuestion({ expand: EVERYTHING }));

    expect(backends.flatMap(requestsOf).map(({ expand }) => expand)).toEqual([
      { user: false, messages: false },
      { user: true, messages: false },
      { user: true, messages: true },
    ]);
  });
});

describe('how many requests were made, as a report tells it', () => {
  const stored = makeRows(['1', 'OPEN', 'u'], ...['2', '3', '4', '5'].map((id): Row => [id, 'OPEN', 'x']));

  it.each([
    { filters: {}, viewer: asUser('u'), told: 1, made: 3, where: 'to whom the upstream cannot keep it to their own' },
    { filters: { user: { eq: 'exact' as const } }, viewer: asUser('u'), told: 1, made: 1, where: 'whose own are all' },
    { filters: {}, viewer: undefined, told: 3, made: 3, where: 'to whoever sees every ticket' },
  ])('says nothing of tickets of others $where', async ({ filters, viewer, told, made }) => {
    const backend = makeFive({ filters, maxPageSize: 2 }, { stored });

    const list = await createWorld([backend]).ask(viewer).listTickets(toQuestion({ order }));

    expect(list.reports).toMatchObject([{ outcome: 'COMPLETE', upstreamRequests: told }]);
    expect(requestsOf(backend)).toHaveLength(made);
  });
});

describe('a row that an upstream lists twice', () => {
  it.each([
    ['no order', {}],
    ['the order', EVERY_ORDER],
  ])('while it gives %s, comes and counts once', async (_name, orders) => {
    const stored = makeRows(['1', 'OPEN'], ['2', 'OPEN'], ['3', 'OPEN'], ['4', 'OPEN']);
    const before: Script['before'] = async ({ method }, nth) => {
      if (method === 'listTickets' && nth === 3) stored.unshift(...makeRows(['0', 'OPEN']));
    };
    const backend = makeFive({ orders, maxPageSize: 2 }, { stored, before });

    const list = await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ order, count: true }));

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3', 'a/4']);
    expect(list.total).toEqual({ value: 4, precision: 'EXACT' });
  });
});

describe('messages that a filter needs', () => {
  const search: TicketFilter = [{ field: 'search', operator: 'words', value: { words: ['hum'], messages: 'ALL' } }];
  const silent = makeRows(['4', 'OPEN']);
  const stored = [...silent, ...makeRows(['1', 'OPEN'], ['2', 'CLOSED'], ['3', 'OPEN', 'x']).map(withMessage)];

  it('are read in batches, in the order asked for, of the rows that pass all else', async () => {
    const backend = makeFive({ maxBatchSize: 1 }, { stored });

    const list = await createWorld([backend])
      .ask(asUser('u'))
      .listTickets(toQuestion({ filter: [...search, ...OPEN], order }));

    expect(namesOf(list)).toEqual(['a/1']);
    expect(backend.calls.slice(1)).toEqual([
      { method: 'listMessages', ids: ['1'] },
      { method: 'listMessages', ids: ['4'] },
    ]);
  });

  it('are carried along where the system can', async () => {
    const backend = makeFive({ carries: ['messages'] }, { stored });

    const list = await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ filter: search, order }));

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3']);
    expect(backend.calls).toHaveLength(1);
  });

  it('are none where the system has none', async () => {
    const backend = makeFive({ hasMessages: false }, { stored });

    const list = await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ filter: search, order }));

    expect(list).toMatchObject({ rows: [], reports: [{ outcome: 'COMPLETE' }] });
  });
});

function withMessage({ ticket }: Stored): Stored {
  return makeStored(ticket, { messages: [makeMessage({ text: 'Hum' })] });
}
