import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { Capabilities } from '../../src/provider/capabilities.js';
import { failAlways, failAt } from './faults.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored, type Script } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { asUser, createWorld, namesOf, toQuestion } from './world.js';

const UNAVAILABLE = new ProviderError('UNAVAILABLE', 'GET /tickets: 503.');
const USERS_EXACTLY: Capabilities = { ...DECLARES_NOTHING, filters: { user: { eq: 'exact' } } };
const mine = asUser('u');

/** Five tickets, three of them of the user. */
function makeFive(key: string, script: Partial<Script> = {}) {
  const stored = ['u', 'x', 'u', 'x', 'u'].map((userId, index) =>
    makeStored({ backend: key, nativeId: `${index}`, owner: { userId, organizationId: null } }),
  );
  return createScriptedBackend({ key, stored, ...script });
}

describe('a total', () => {
  it('is not counted unless asked for', async () => {
    const backend = makeFive('a', { aggregates: true });

    const { total } = await createWorld([backend]).ask().listTickets(toQuestion());

    expect(total).toBeNull();
    expect(backend.calls.map(({ method }) => method)).toEqual(['listTickets']);
  });

  it('is the backend’s own count where the whole filter is the backend’s', async () => {
    const backend = makeFive('a', { aggregates: true, capabilities: USERS_EXACTLY });

    const { total } = await createWorld([backend])
      .ask(mine)
      .listTickets(toQuestion({ count: true, size: 1 }));

    expect(total).toEqual({ value: 3, precision: 'EXACT' });
    const filter = [{ field: 'user', operator: 'eq', value: 'u' }];
    expect(backend.calls.filter(({ method }) => method === 'aggregate')).toEqual([
      { method: 'aggregate', request: { filter, measures: [], timeZones: [] } },
    ]);
    expect(backend.calls).toHaveLength(2);
  });

  it('is counted without a page where none is wanted, and says when it could not be', async () => {
    const counting = makeFive('a', { aggregates: true });
    const failing = makeFive('b', { aggregates: true, before: failAlways(UNAVAILABLE) });

    const list = await createWorld([counting, failing])
      .ask()
      .listTickets(toQuestion({ page: false, count: true }));

    expect(list).toMatchObject({ rows: [], total: { value: 5, precision: 'AT_LEAST' }, hasMore: false, next: null });
    expect(list.reports.map(({ outcome }) => outcome)).toEqual(['COMPLETE', 'PARTIAL']);
    expect([counting, failing].flatMap(({ calls }) => calls.map(({ method }) => method))).toEqual([
      'aggregate',
      'aggregate',
    ]);
  });

  it('is read where the backend finds that it cannot count', async () => {
    const backend = makeFive('a', { aggregates: true, losesCount: true });

    const { total } = await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ count: true }));

    expect(total).toEqual({ value: 5, precision: 'EXACT' });
  });

  it.each(['inexact', undefined] as const)('is read where a filter is %s', async (support) => {
    const filters = support ? { user: { eq: support } } : {};
    const backend = makeFive('a', { aggregates: true, capabilities: { ...DECLARES_NOTHING, filters } });

    const { total } = await createWorld([backend])
      .ask(mine)
      .listTickets(toQuestion({ count: true }));

    expect(total).toEqual({ value: 3, precision: 'EXACT' });
    expect(backend.calls.filter(({ method }) => method === 'aggregate')).toEqual([]);
  });

  it('is a lower bound when the page budget ends the count', async () => {
    const capabilities = { ...DECLARES_NOTHING, orders: EVERY_ORDER, maxPageSize: 2 };
    const { ask } = createWorld([makeFive('a', { capabilities })], { pagesPerScan: 2 });

    const { total } = await ask().listTickets(toQuestion({ count: true, size: 1 }));

    expect(total).toEqual({ value: 4, precision: 'AT_LEAST' });
  });

  it('is a lower bound when the count breaks off', async () => {
    const capabilities = { ...DECLARES_NOTHING, orders: EVERY_ORDER, maxPageSize: 2 };
    const backend = makeFive('a', { capabilities, before: failAt('listTickets', 3, UNAVAILABLE) });

    const { total, reports } = await createWorld([backend])
      .ask()
      .listTickets(toQuestion({ count: true, size: 1 }));

    expect(total).toEqual({ value: 2, precision: 'AT_LEAST' });
    expect(reports).toMatchObject([{ outcome: 'PARTIAL', reason: 'The total could not be counted to the end.' }]);
  });

  it.each([true, false])('is unknown when no backend can tell (own count: %s)', async (aggregates) => {
    const before = failAlways(UNAVAILABLE);
    const backends = [makeFive('a', { before, aggregates }), makeFive('b', { before, aggregates })];

    const { total } = await createWorld(backends)
      .ask()
      .listTickets(toQuestion({ count: true }));

    expect(total).toEqual({ value: 0, precision: 'UNKNOWN' });
  });

  it('is a lower bound when one backend cannot tell', async () => {
    const failing = makeFive('b', { aggregates: true, before: failAt('aggregate', 1, UNAVAILABLE) });

    const { total } = await createWorld([makeFive('a'), failing])
      .ask()
      .listTickets(toQuestion({ count: true }));

    expect(total).toEqual({ value: 5, precision: 'AT_LEAST' });
  });

  it('is exactly 0 when every backend is ruled out', async () => {
    const { ask } = createWorld([makeFive('a', { organizationId: 'o' })]);
    const filter = [{ field: 'organization', operator: 'eq', value: 'p' }] as const;

    const { total } = await ask().listTickets(toQuestion({ filter, count: true }));

    expect(total).toEqual({ value: 0, precision: 'EXACT' });
  });

  it('counts only what the filter and the caller’s right let through', async () => {
    const backends = [
      makeFive('a'),
      makeFive('b', { aggregates: true, capabilities: USERS_EXACTLY }),
      makeFive('c', { capabilities: { ...USERS_EXACTLY, orders: EVERY_ORDER, maxPageSize: 1 } }),
    ];
    const filter = [{ field: 'backend', operator: 'in', value: ['b', 'c'] }] as const;

    const list = await createWorld(backends)
      .ask(mine)
      .listTickets(toQuestion({ filter, count: true }));

    expect(list.total).toEqual({ value: 6, precision: 'EXACT' });
    expect(namesOf(list)).toHaveLength(6);
  });
});

describe('the end of a page', () => {
  const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
  const [first, last] = [makeFive('a').stored[0]?.ticket, makeFive('a').stored[4]?.ticket];
  const placeOfFirst = { value: first?.createdAt, backend: 'a', nativeId: '0' };
  const placeOfLast = { value: last?.createdAt, backend: 'a', nativeId: '4' };

  it.each([
    { direction: 'FORWARD', size: 4, hasMore: true, next: { ...placeOfLast, nativeId: '3' } },
    { direction: 'FORWARD', size: 5, hasMore: false, next: placeOfLast },
    { direction: 'FORWARD', size: 6, hasMore: false, next: placeOfLast },
    { direction: 'BACKWARD', size: 4, hasMore: true, next: { ...placeOfFirst, nativeId: '1' } },
    { direction: 'BACKWARD', size: 5, hasMore: false, next: placeOfFirst },
  ] as const)('$direction by $size is told: more $hasMore', async ({ direction, size, hasMore, next }) => {
    for (const orders of [{}, EVERY_ORDER]) {
      const backend = makeFive('a', { capabilities: { ...DECLARES_NOTHING, orders } });

      const list = await createWorld([backend]).ask().listTickets(toQuestion({ order, direction, size }));

      expect({ hasMore: list.hasMore, next: list.next }).toEqual({ hasMore, next });
    }
  });

  it('is no place when there is nothing', async () => {
    const list = await createWorld([makeFive('a')])
      .ask(asUser('nobody'))
      .listTickets(toQuestion());

    expect(list).toMatchObject({ rows: [], hasMore: false, next: null });
  });
});
