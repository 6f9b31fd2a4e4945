import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../../src/auth/viewer.js';
import { createKeptAggregates } from '../../../src/federation/kept-aggregates.js';
import { NOTHING_COUNTED } from '../../../src/provider/aggregate.js';
import type { Capabilities } from '../../../src/provider/capabilities.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { TicketFilter } from '../../../src/ticket/filter.js';
import { failAt } from '../faults.js';
import { DECLARES_NOTHING, makeStored, type Script } from '../script.js';
import { createScriptedBackend, type ScriptedBackend } from '../scripted-provider.js';
import { asOrganization, asUser, createWorld, STAFF, type World } from '../world.js';

const KEPT_MS = 10_000;
const COUNTS: Capabilities = {
  ...DECLARES_NOTHING,
  filters: { user: { eq: 'exact' }, organization: { eq: 'exact' }, status: { eq: 'exact' } },
  measures: ['status'],
  updatableFields: ['status'],
};
const scan = { end: 'END', hasRead: true, error: null } as const;
const OPEN: TicketFilter = [{ field: 'status', operator: 'eq', value: 'OPEN' }];

function makeBackend(options: Partial<Script> = {}): ScriptedBackend {
  const stored = ['u', 'u', 'v'].map((userId, index) =>
    makeStored({
      backend: 'a',
      nativeId: String(index),
      owner: { userId, organizationId: 'o' },
      status: 'OPEN',
    }),
  );
  return createScriptedBackend({ key: 'a', aggregates: true, capabilities: COUNTS, stored, ...options });
}

function createKeeping(backend: ScriptedBackend) {
  const clock = { nowMs: Date.parse('2026-03-02T12:00:00Z') };
  const world = createWorld([backend], { statisticsKeptMs: KEPT_MS, clock: () => clock.nowMs });
  return { clock, world };
}

async function totalOf(world: World, viewer: Viewer = STAFF, filter: TicketFilter = []) {
  const { whole, reports } = await world.ask(viewer).openStatistics(filter).load({ measure: 'status' });
  return { total: whole.total, asOf: reports[0]?.asOf, upstreamRequests: reports[0]?.upstreamRequests };
}

const countCalls = ({ calls }: ScriptedBackend, method: string) =>
  calls.filter((call) => call.method === method).length;

describe('kept statistics', () => {
  it.each([
    ['serve', ['BAD_RESPONSE'], 1],
    ['do not serve', ['UNAVAILABLE'], 2],
    ['do not serve', ['BAD_RESPONSE', 'UNAVAILABLE'], 2],
  ] as const)('%s where tickets were left out for %j', async (_name, codes, times) => {
    const unlistable = new Map(codes.map((code, index) => [String(index), new ProviderError(code, 'A row of it.')]));
    const backend = makeBackend({ aggregates: false, unlistable, pageSize: 1 });
    const { world } = createKeeping(backend);

    const totals = [await totalOf(world), await totalOf(world)].map(({ total }) => total);

    expect(new Set(totals)).toEqual(new Set([backend.stored.length - codes.length]));
    expect(countCalls(backend, 'listTickets')).toBe(times * backend.stored.length);
  });

  it.each([
    ['its own', {}],
    ['read', { aggregates: false }],
  ] as const)('serve the same question for a while, %s figures of a backend alike', async (_name, options) => {
    const backend = makeBackend(options);
    const { clock, world } = createKeeping(backend);
    const first = await totalOf(world);
    backend.stored.push(makeStored({ backend: 'a', nativeId: 'new' }));

    clock.nowMs += KEPT_MS;
    const again = await totalOf(world);
    clock.nowMs += 1;
    const later = await totalOf(world);

    expect(first).toEqual({ total: 3, asOf: '2026-03-02T12:00:00.000Z', upstreamRequests: 1 });
    expect(again).toEqual({ total: 3, asOf: '2026-03-02T12:00:00.000Z', upstreamRequests: 0 });
    expect(later).toEqual({ total: 4, asOf: '2026-03-02T12:00:10.001Z', upstreamRequests: 1 });
  });

  it('are one’s own: another caller, filter or measure is another question', async () => {
    const backend = makeBackend();
    const { world } = createKeeping(backend);

    const totals = [
      await totalOf(world),
      await totalOf(world, asUser('u')),
      await totalOf(world, asUser('v')),
      await totalOf(world, asOrganization('o')),
      await totalOf(world, asOrganization('p')),
      await totalOf(world, STAFF, OPEN),
    ];
    await world.ask().openStatistics([]).load({ measure: 'total' });

    expect(totals.map(({ total }) => total)).toEqual([3, 2, 1, 3, 0, 3]);
    expect(countCalls(backend, 'aggregate')).toBe(7);
  });

  it('are kept from others even where the filter does not tell them apart', async () => {
    // A backend that is said to hold one organisation's tickets alone, and does not.
    const owners = [{ userId: 'u', organizationId: 'o' }];
    const lying = { ...makeBackend(), owners };
    lying.stored.push(makeStored({ backend: 'a', nativeId: 'x', owner: { userId: 'w', organizationId: 'elsewhere' } }));
    const reading = { ...lying, provider: { ...lying.provider, aggregate: undefined } } as unknown as ScriptedBackend;
    const { world } = createKeeping(reading);

    const totals = [];
    for (const viewer of [STAFF, asOrganization('o'), asUser('u'), STAFF]) totals.push(await totalOf(world, viewer));

    expect(totals.map(({ total }) => total)).toEqual([4, 3, 2, 4]);
  });

  it('are asked once by everybody who asks at the same time', async () => {
    const backend = makeBackend();
    const { world } = createKeeping(backend);

    const totals = await Promise.all(Array.from({ length: 20 }, () => totalOf(world)));

    expect(totals.map(({ total }) => total)).toEqual(Array.from({ length: 20 }, () => 3));
    expect(totals.map(({ upstreamRequests }) => upstreamRequests).toSorted()).toEqual([
      ...Array.from({ length: 19 }, () => 0),
      1,
    ]);
    expect(countCalls(backend, 'aggregate')).toBe(1);
  });

  it('do not fail for others because who began them has no requests left', async () => {
    const { world } = createKeeping(makeBackend());
    const poor = world.ask();
    poor.budget.allow(new Map());

    const [refused, ...totals] = await Promise.all([
      poor.openStatistics([]).load({ measure: 'status' }),
      totalOf(world),
      totalOf(world),
    ]);

    expect(refused.reports[0]?.error?.code).toBe('RATE_LIMITED');
    expect(totals.map(({ total }) => total)).toEqual([3, 3]);
  });

  it('go on for the others when one who waits hangs up', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const backend = makeBackend({ before: () => held });
    const { world } = createKeeping(backend);
    const caller = new AbortController();
    const leaving = world.openSession(STAFF, caller.signal).openStatistics([]).load({ measure: 'status' });
    const staying = totalOf(world);
    await new Promise(setImmediate);

    caller.abort();
    const left = await leaving;
    goOn();

    expect(left.reports[0]).toMatchObject({ outcome: 'FAILED' });
    expect(await staying).toMatchObject({ total: 3 });
    expect(countCalls(backend, 'aggregate')).toBe(1);
  });

  it('are as old as the question, however long the answer took', async () => {
    const backend = makeBackend({
      before: async () => {
        clock.nowMs += 4000;
      },
    });
    const { clock, world } = createKeeping(backend);

    const first = await totalOf(world);
    clock.nowMs += KEPT_MS - 4000;
    const again = await totalOf(world);
    clock.nowMs += 1;
    const later = await totalOf(world);

    expect([first.asOf, again.asOf]).toEqual(['2026-03-02T12:00:00.000Z', '2026-03-02T12:00:00.000Z']);
    expect(later.asOf).toBe('2026-03-02T12:00:10.001Z');
  });

  it.each([
    ['its own', {}],
    ['read', { aggregates: false }],
  ] as const)('are as old as what the backend joined to answer, %s figures alike, to all', async (_name, options) => {
    const backend = makeBackend({ ...options, joins: '2026-03-02T11:59:59.500Z' });
    const { world } = createKeeping(backend);

    const together = await Promise.all([totalOf(world), totalOf(world)]);
    const afterwards = await totalOf(world);

    const ages = [...together, afterwards].map(({ asOf }) => asOf);
    expect(ages).toEqual(ages.map(() => '2026-03-02T11:59:59.500Z'));
  });

  it('are told as read by the gateway where the backend could not tell them itself', async () => {
    const capabilities: Capabilities = { ...COUNTS, filters: {}, countable: { status: { eq: 'exact' } } };
    const { world } = createKeeping(makeBackend({ losesCount: true, capabilities }));
    const ask = async () => (await world.ask().openStatistics(OPEN).load({ measure: 'status' })).reports[0];

    const [first, again] = [await ask(), await ask()];

    expect([first?.upstreamRequests, again?.upstreamRequests]).toEqual([2, 0]);
    for (const report of [first, again]) expect(report).toMatchObject({ pushed: [], evaluatedHere: ['status.eq'] });
  });

  it('are not what the requests of one caller did not reach', async () => {
    const { world } = createKeeping(makeBackend({ aggregates: false, pageSize: 1 }));
    const poor = world.ask();
    poor.budget.allow(new Map([['a', { atLeast: 1, atMost: 2 }]]));

    const { whole, reports } = await poor.openStatistics([]).load({ measure: 'status' });
    const afterwards = await totalOf(world);

    expect([whole.total, reports[0]?.outcome, afterwards.total]).toEqual([2, 'PARTIAL', 3]);
  });

  it('take no more room than a few thousand answers, however long the questions are', () => {
    const kept = createKeptAggregates(KEPT_MS, () => 0).of('a');
    const aggregate = { ...NOTHING_COUNTED, total: 7 };
    const questions = Array.from({ length: 3000 }, (_, index) => `${index} ${'x'.repeat(10_000)}`);

    for (const question of questions)
      kept.set(question, { aggregate, scan, isItsOwn: true, asOf: '1970-01-01T00:00:00.000Z' });

    const found = questions.filter((question) => kept.get(question) !== undefined);
    expect(found).toEqual(questions.slice(-1000));
  });

  it('take no more room for large answers', () => {
    const kept = createKeptAggregates(KEPT_MS, () => 0).of('a');
    const counts = new Map(Array.from({ length: 10_000 }, (_, index) => [index, 1]));
    const aggregate = { ...NOTHING_COUNTED, durations: { counts, exact: true } };

    for (let index = 0; index < 50; index += 1)
      kept.set(String(index), { aggregate, scan, isItsOwn: true, asOf: '1970-01-01T00:00:00.000Z' });

    const found = Array.from({ length: 50 }, (_, index) => String(index)).filter((question) => kept.get(question));
    expect(found.length).toBeLessThan(11);
    expect(found).toContain('49');
  });

  it('are gone after a write that failed, which may have taken effect all the same', async () => {
    const lost = new ProviderError('TIMEOUT', 'The answer did not come.', { outcomeUnknown: true });
    const backend = makeBackend({
      update: () => {
        throw lost;
      },
    });
    const { world } = createKeeping(backend);
    await totalOf(world);
    const request = {
      ref: { backend: 'a', nativeId: '0' },
      changes: { status: 'CLOSED' as const },
      expectedVersion: null,
    };

    await world
      .ask()
      .updateTicket(request)
      .catch(() => null);

    expect(await totalOf(world)).toMatchObject({ upstreamRequests: 1 });
  });

  it('stay when a write was refused, here or by the backend', async () => {
    const refusals: Partial<Script>[] = [
      { update: () => ({ outcome: 'INVALID', issues: [] }) },
      { update: () => ({ outcome: 'NOT_FOUND' }) },
      {
        update: () => {
          throw new ProviderError('UNAVAILABLE', 'It could not be reached.');
        },
      },
    ];
    for (const refusal of refusals) {
      const { world } = createKeeping(makeBackend(refusal));
      await totalOf(world);

      for (const nativeId of ['0', 'missing']) {
        const ref = { backend: 'a', nativeId };
        await world.ask().updateTicket({ ref, changes: { status: 'CLOSED' }, expectedVersion: null });
        await world.ask().updateTicket({ ref, changes: { subject: 'x' }, expectedVersion: null });
      }

      expect(await totalOf(world)).toMatchObject({ upstreamRequests: 0 });
    }
  });

  it('are gone after a write', async () => {
    const backend = makeBackend();
    const { world } = createKeeping(backend);
    await totalOf(world, STAFF, OPEN);

    const update = await world.ask().updateTicket({
      ref: { backend: 'a', nativeId: '0' },
      changes: { status: 'CLOSED' },
      expectedVersion: null,
    });

    expect(update.outcome).toBe('UPDATED');
    expect(await totalOf(world, STAFF, OPEN)).toMatchObject({ total: 2, upstreamRequests: 1 });
  });

  it('are not kept when they were begun before a write', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const backend = makeBackend({
      before: async ({ method }, nth) => (method === 'aggregate' && nth === 1 ? held : undefined),
    });
    const { world } = createKeeping(backend);
    const early = totalOf(world);
    await world.ask().updateTicket({
      ref: { backend: 'a', nativeId: '0' },
      changes: { status: 'CLOSED' },
      expectedVersion: null,
    });
    backend.stored.push(makeStored({ backend: 'a', nativeId: 'new' }));
    const late = await totalOf(world);
    goOn();
    await early;

    expect([late.total, (await totalOf(world)).total]).toEqual([4, 4]);
    expect(countCalls(backend, 'aggregate')).toBe(2);
  });

  it('are kept as far as the page budget reached, and say so again', async () => {
    const capabilities = { ...DECLARES_NOTHING, maxPageSize: 2 };
    const backend = makeBackend({ aggregates: false, capabilities });
    const world = createWorld([backend], { statisticsKeptMs: KEPT_MS, pagesPerScan: 1 });

    const answers = [];
    for (let time = 0; time < 2; time += 1) {
      const { whole, reports } = await world.ask().openStatistics([]).load({ measure: 'status' });
      answers.push([whole.total, reports[0]?.outcome, reports[0]?.reason, reports[0]?.upstreamRequests]);
    }

    const reason = 'The page budget ended the scan. Tickets counted: 2.';
    expect(answers).toEqual([
      [2, 'PARTIAL', reason, 1],
      [2, 'PARTIAL', reason, 0],
    ]);
  });

  it('are not kept when the backend failed', async () => {
    const down = new ProviderError('UNAVAILABLE', 'It is down.');
    const capabilities = { ...DECLARES_NOTHING, maxPageSize: 2 };
    const failing = [
      makeBackend({ before: failAt('aggregate', 1, down) }),
      makeBackend({ aggregates: false, capabilities, before: failAt('listTickets', 2, down) }),
    ];
    for (const backend of failing) {
      const { world } = createKeeping(backend);
      const first = await totalOf(world);

      expect(first.total).toBeLessThan(3);
      expect((await totalOf(world)).total).toBe(3);
    }
  });
});
