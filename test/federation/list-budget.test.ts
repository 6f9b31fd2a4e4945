import { describe, expect, it } from 'vitest';
import type { TicketList } from '../../src/federation/ticket-list.js';
import { toInstant } from '../../src/ticket/instant.js';
import { ORDER_DIRECTIONS } from '../../src/ticket/order.js';
import { createRandom, type Random } from '../../src/demo/random.js';
import { makeQuestion } from './random-question.js';
import { makeBackend } from './random-world.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';
import { walk } from './walk.js';
import { asUser, createWorld, namesOf, STAFF, toQuestion } from './world.js';

const SIZES = [1, 2, 7, 25, 100];
const SEEDS = Array.from({ length: 5 }, (_, index) => index);

describe('pages that small budgets end', () => {
  it.each([1, 2, 3])('lose and double nothing where the order is the upstream’s: budget %i', async (pagesPerScan) => {
    const endedEarly: TicketList[] = [];
    for (const [size, seed] of SIZES.flatMap((each) => SEEDS.map((another) => [each, another] as const))) {
      const random = createRandom(seed * 1000 + size * 10 + pagesPerScan);
      const backends = makeOrdered(random);
      const order = { field: 'CREATED_AT', direction: random.pick(ORDER_DIRECTIONS) } as const;
      const { viewer, answer, ...question } = makeQuestion(random, order);
      const world = createWorld(backends, { pagesPerScan });

      const forward = await walk(world, viewer, { ...question, size, direction: 'FORWARD' });
      const backward = await walk(world, viewer, { ...question, size, direction: 'BACKWARD' });

      const whole = answer(backends);
      expect(forward.names, `seed ${seed}, size ${size}`).toEqual(whole);
      expect(backward.names, `seed ${seed}, size ${size}`).toEqual(whole);
      const pages = [...forward.pages, ...backward.pages];
      endedEarly.push(...pages.filter(({ hasMore, rows }) => hasMore && rows.length < size));
    }

    expect(endedEarly.length).toBeGreaterThan(0);
    const reported = endedEarly.filter(({ reports }) => reports.some(({ outcome }) => outcome === 'PARTIAL'));
    expect(reported).toHaveLength(endedEarly.length);
  });
});

it('goes on from a visible ticket, so that where reading ended among hidden ones is told only if there is none', async () => {
  const stored = ['u', 'x', 'x', 'x', 'x', 'u'].map((userId, index) =>
    makeStored({ backend: 'a', nativeId: `${index + 1}`, owner: { userId, organizationId: null } }),
  );
  const capabilities = { ...DECLARES_NOTHING, orders: EVERY_ORDER, maxPageSize: 1 };
  const world = createWorld([createScriptedBackend({ key: 'a', stored, capabilities })], { pagesPerScan: 2 });
  const order = { field: 'CREATED_AT', direction: 'ASC' } as const;

  const { names, pages } = await walk(world, asUser('u'), { order, direction: 'FORWARD' });

  expect(names).toEqual(['a/1', 'a/6']);
  expect(pages.map(({ next }) => next?.nativeId)).toEqual(['1', '3', '5', '6']);
});

describe('tickets that come in nearer to each other than a backend keeps their order', () => {
  const capabilities = {
    ...DECLARES_NOTHING,
    orders: { CREATED_AT: { maxOutOfOrdernessMs: 3_600_000 } },
    maxPageSize: 3,
  };
  const filter = [{ field: 'priority', operator: 'eq', value: 'URGENT' }] as const;
  const fill = (backend: string) =>
    Array.from({ length: 40 }, (_, index) =>
      makeStored({
        backend,
        nativeId: `${100 + index}`,
        priority: index % 5 === 0 ? 'URGENT' : null,
        createdAt: toInstant(Date.parse('2026-03-02T09:00:00Z') + index * 1000),
      }),
    );
  const createDense = () => createScriptedBackend({ key: 'a', stored: fill('a'), capabilities });

  it.each(ORDER_DIRECTIONS)('are all listed where budgets end each page: %s', async (direction) => {
    const strict = createScriptedBackend({
      key: 'b',
      stored: fill('b'),
      capabilities: { ...DECLARES_NOTHING, orders: EVERY_ORDER },
    });
    const order = { field: 'CREATED_AT', direction } as const;
    const question = { filter, order, size: 3, direction: 'FORWARD' } as const;
    const whole = await createWorld([createDense(), strict])
      .ask()
      .listTickets(toQuestion({ ...question, size: 100 }));

    for (const pagesPerScan of [2, 3, 5]) {
      const { names, pages } = await walk(createWorld([createDense(), strict], { pagesPerScan }), STAFF, question);

      expect(names, `${pagesPerScan} pages`).toEqual(namesOf(whole));
      expect(pages.some(({ reports }) => reports[0]?.outcome === 'PARTIAL')).toBe(true);
    }
  });

  it('are counted as far as they were read', async () => {
    const session = createWorld([createDense()], { pagesPerScan: 4 }).ask();

    const { total } = await session.listTickets(toQuestion({ filter, count: true }));
    const { whole } = await session.openStatistics(filter).load({ measure: 'total' });

    // 12 of 40, from the newest on.
    expect([total, whole.total]).toEqual([{ value: 2, precision: 'AT_LEAST' }, 2]);
  });
});

/** Two strict backends with small pages, and a loose one whose pages hold more than its bound does. */
function makeOrdered(random: Random): ScriptedBackend[] {
  return [
    makeBackend(random, { key: 'b0', profile: 'strict', count: random.below(30), pageSize: 1 }),
    makeBackend(random, { key: 'b1', profile: 'strict', count: random.below(30), pageSize: 3 }),
    makeBackend(random, { key: 'b2', profile: 'loose', count: random.below(60), pageSize: 24 }),
  ];
}

describe('a page budget that ends a scan', () => {
  const stored = ['1', '2', '3', '4', '5', '6'].map((nativeId) =>
    makeStored({
      backend: 'a',
      nativeId,
      status: nativeId === '6' ? 'OPEN' : null,
      priority: nativeId < '3' ? 'URGENT' : null,
    }),
  );
  const filter = [{ field: 'status', operator: 'eq', value: 'OPEN' }] as const;
  const order = { field: 'CREATED_AT', direction: 'ASC' } as const;

  it('is told, with the place to go on from', async () => {
    const capabilities = { ...DECLARES_NOTHING, orders: EVERY_ORDER, maxPageSize: 2 };
    const backend = createScriptedBackend({ key: 'a', stored, capabilities });
    const { ask } = createWorld([backend], { pagesPerScan: 2 });

    const list = await ask().listTickets(toQuestion({ filter, order }));

    const { createdAt } = stored[3]?.ticket ?? {};
    expect(list).toMatchObject({
      rows: [],
      hasMore: true,
      next: { value: createdAt, backend: 'a', nativeId: '4' },
      reports: [
        {
          outcome: 'PARTIAL',
          reason: 'The page budget ended the scan.',
          error: null,
          upstreamRequests: 2,
        },
      ],
    });
  });

  it('goes on from where reading ended, also after a full page', async () => {
    const capabilities = { ...DECLARES_NOTHING, orders: EVERY_ORDER, maxPageSize: 2 };
    const backend = createScriptedBackend({ key: 'a', stored, capabilities });
    const { ask } = createWorld([backend], { pagesPerScan: 2 });
    const urgent = [{ field: 'priority', operator: 'eq', value: 'URGENT' }] as const;

    const list = await ask().listTickets(toQuestion({ filter: urgent, order, size: 2 }));

    expect(namesOf(list)).toEqual(['a/1', 'a/2']);
    expect(list).toMatchObject({ hasMore: true, next: { nativeId: '4' } });
  });

  it('ends the list of a backend that gives no order, and is told', async () => {
    const capabilities = { ...DECLARES_NOTHING, maxPageSize: 2 };
    const backend = createScriptedBackend({ key: 'a', stored, capabilities });
    const { ask } = createWorld([backend], { pagesPerScan: 2 });

    const list = await ask().listTickets(toQuestion({ order }));

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3', 'a/4']);
    expect(list).toMatchObject({ hasMore: false, reports: [{ outcome: 'PARTIAL' }] });
  });

  it('is not used up by small pages where everything must be read', async () => {
    const many = Array.from({ length: 250 }, (_, index) => makeStored({ backend: 'a', nativeId: `${1000 + index}` }));
    const backend = createScriptedBackend({ key: 'a', stored: many });
    const { ask } = createWorld([backend], { pagesPerScan: 3 });

    const list = await ask().listTickets(toQuestion({ order: { ...order, direction: 'DESC' }, size: 2 }));

    expect(namesOf(list)).toEqual(['a/1249', 'a/1248']);
    expect(list).toMatchObject({ hasMore: true, reports: [{ outcome: 'COMPLETE', upstreamRequests: 3 }] });
  });
});
