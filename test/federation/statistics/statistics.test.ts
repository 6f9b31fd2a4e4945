import { describe, expect, it } from 'vitest';
import { MEASURES } from '../../../src/provider/aggregate.js';
import type { Capabilities } from '../../../src/provider/capabilities.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import type { Measured, Statistics } from '../../../src/federation/statistics/statistics.js';
import type { TicketFilter } from '../../../src/ticket/filter.js';
import { failAlways, failAt } from '../faults.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored, type Script } from '../script.js';
import { createScriptedBackend } from '../scripted-provider.js';
import { asOrganization, asUser, createWorld, NOW } from '../world.js';

const UNAVAILABLE = new ProviderError('UNAVAILABLE', 'It is down.');
const COUNTS: Capabilities = {
  ...DECLARES_NOTHING,
  filters: { user: { eq: 'exact' }, organization: { eq: 'exact' }, status: { eq: 'exact' } },
  measures: MEASURES,
};
const OPEN: TicketFilter = [{ field: 'status', operator: 'eq', value: 'OPEN' }];

/** Five tickets: of u and v and nobody, two of them open. */
function makeBackend(options: Partial<Script> & Pick<Script, 'key'>) {
  const owners = ['u', 'u', 'v', 'v', null];
  const stored = owners.map((userId, index) =>
    makeStored({
      backend: options.key,
      nativeId: String(index),
      owner: { userId, organizationId: userId && `o-${userId}` },
      status: index < 2 ? 'OPEN' : null,
      createdAt: `2026-03-0${index + 1}T12:00:00.000Z`,
      resolvedAt: index === 4 ? `2026-03-0${index + 1}T12:00:10.000Z` : null,
      humanVerifiedCategory: index === 0 ? null : 'BILLING',
      humanVerifiedSubcategory: index > 2 ? 'INVOICE' : null,
    }),
  );
  return createScriptedBackend({ stored, ...options });
}

const everythingOf = (statistics: Statistics): Promise<Measured[]> =>
  Promise.all([
    statistics.load({ measure: 'total' }),
    statistics.load({ measure: 'days', timeZone: 'UTC' }),
    statistics.load({ measure: 'days', timeZone: 'Asia/Tokyo' }),
    ...MEASURES.filter((measure) => measure !== 'days').map((measure) => statistics.load({ measure })),
  ]);

describe('statistics', () => {
  it('measure all that is wanted at once in one pass over each backend', async () => {
    const [own, read] = [makeBackend({ key: 'a', aggregates: true, capabilities: COUNTS }), makeBackend({ key: 'b' })];
    const statistics = createWorld([own, read]).ask().openStatistics([]);

    const [measured, ...others] = await everythingOf(statistics);

    expect(new Set([measured, ...others]).size).toBe(1);
    expect(own.calls).toEqual([
      {
        method: 'aggregate',
        request: { filter: [], measures: ['days', ...MEASURES.slice(1)], timeZones: ['UTC', 'Asia/Tokyo'] },
      },
    ]);
    expect(read.calls.map(({ method }) => method)).toEqual(['listTickets']);
  });

  it('add the parts of all backends up', async () => {
    const backends = [makeBackend({ key: 'a', aggregates: true, capabilities: COUNTS }), makeBackend({ key: 'b' })];

    const [measured] = await everythingOf(createWorld(backends).ask().openStatistics([]));

    expect(measured?.whole).toEqual({
      total: 10,
      days: new Map([
        ['UTC', new Map([20_513, 20_514, 20_515, 20_516, 20_517].map((day) => [day, 2]))],
        ['Asia/Tokyo', new Map([20_513, 20_514, 20_515, 20_516, 20_517].map((day) => [day, 2]))],
      ]),
      resolved: 2,
      resolutionMs: 20_000,
      durations: { counts: new Map([[10_000, 2]]), exact: true },
      status: new Map([
        ['OPEN', 4],
        [null, 6],
      ]),
      priority: new Map([[null, 10]]),
      source: new Map([[null, 10]]),
      categories: [
        { category: null, subcategory: null, count: 2 },
        { category: 'BILLING', subcategory: null, count: 4 },
        { category: 'BILLING', subcategory: 'INVOICE', count: 4 },
      ],
    });
    expect(measured?.parts.map(({ backend, aggregate }) => [backend.key, aggregate.total])).toEqual([
      ['a', 5],
      ['b', 5],
    ]);
  });

  it('ask nobody for what nobody wants', async () => {
    const backend = makeBackend({ key: 'a', aggregates: true, capabilities: COUNTS });
    const statistics = createWorld([backend]).ask().openStatistics([]);
    await Promise.resolve();
    expect(backend.calls).toEqual([]);

    await statistics.load({ measure: 'total' });

    expect(backend.calls).toEqual([{ method: 'aggregate', request: { filter: [], measures: [], timeZones: [] } }]);
  });

  it.each<[string, Partial<Capabilities>, TicketFilter]>([
    ['a measure', { measures: ['status'] }, []],
    ['the filter', { measures: MEASURES }, [{ field: 'priority', operator: 'isNull', value: true }]],
    ['the filter exactly', { measures: MEASURES, countable: { status: { eq: 'inexact' } } }, OPEN],
  ])('read the tickets where a backend does not know %s', async (_name, capabilities, filter) => {
    const backend = makeBackend({ key: 'a', aggregates: true, capabilities: { ...COUNTS, ...capabilities } });

    const statistics = createWorld([backend]).ask().openStatistics(filter);
    const [{ whole }] = await Promise.all([
      statistics.load({ measure: 'status' }),
      statistics.load({ measure: 'categories' }),
    ]);

    expect(whole.total).toBe(filter === OPEN ? 2 : 5);
    expect(backend.calls.map(({ method }) => method)).toEqual(['listTickets']);
  });

  it('read the tickets where a backend finds that it cannot tell', async () => {
    const backend = makeBackend({ key: 'a', aggregates: true, losesCount: true, capabilities: COUNTS });

    const { whole, reports } = await createWorld([backend]).ask().openStatistics(OPEN).load({ measure: 'status' });

    expect(whole.status).toEqual(new Map([['OPEN', 2]]));
    expect(reports[0]).toMatchObject({ outcome: 'COMPLETE', upstreamRequests: 2 });
    expect(backend.calls.map(({ method }) => method)).toEqual(['aggregate', 'listTickets']);
  });

  it('count what the viewer may see, whoever counts', async () => {
    const own = makeBackend({ key: 'a', aggregates: true, capabilities: COUNTS });
    const world = createWorld([own, makeBackend({ key: 'b' }), makeBackend({ key: 'c', lies: true })]);

    const totals = [];
    for (const viewer of [asUser('u'), asOrganization('o-v'), asUser('w'), undefined]) {
      const { whole, parts } = await world.ask(viewer).openStatistics([]).load({ measure: 'categories' });
      totals.push([whole.total, ...parts.map(({ aggregate }) => aggregate.total)]);
    }

    expect(totals).toEqual([
      [6, 2, 2, 2],
      [6, 2, 2, 2],
      [0, 0, 0, 0],
      [15, 5, 5, 5],
    ]);
  });
});

describe('the report of a backend', () => {
  const reportsOf = async (statistics: Statistics) => (await statistics.load({ measure: 'categories' })).reports;

  it('says what was pushed and what was evaluated here', async () => {
    const capabilities = { ...DECLARES_NOTHING, filters: COUNTS.filters };
    const backends = [
      makeBackend({ key: 'a', aggregates: true, capabilities: COUNTS }),
      makeBackend({ key: 'b', capabilities }),
      makeBackend({ key: 'c' }),
    ];

    const reports = await reportsOf(createWorld(backends).ask(asUser('u')).openStatistics(OPEN));

    expect(reports.map(({ pushed, evaluatedHere }) => [pushed, evaluatedHere])).toEqual([
      [['status.eq'], []],
      [['status.eq'], []],
      [[], ['status.eq']],
    ]);
    expect(reports[0]).toMatchObject({ outcome: 'COMPLETE', asOf: NOW, upstreamRequests: 1, reason: null });
  });

  it('is SKIPPED where the filter rules the backend out', async () => {
    const backends = [makeBackend({ key: 'a' }), makeBackend({ key: 'b' })];
    const filter: TicketFilter = [{ field: 'backend', operator: 'eq', value: 'b' }];

    const { whole, reports } = await createWorld(backends).ask().openStatistics(filter).load({ measure: 'total' });

    expect(whole.total).toBe(5);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['SKIPPED', 'COMPLETE']);
    expect(backends[0]?.calls).toEqual([]);
  });

  it('is PARTIAL when the page budget ends the scan, with the number of tickets that count', async () => {
    const capabilities = { ...DECLARES_NOTHING, orders: EVERY_ORDER, maxPageSize: 2 };
    const world = createWorld([makeBackend({ key: 'a', capabilities })], { pagesPerScan: 2 });

    const everybody = await world.ask().openStatistics([]).load({ measure: 'total' });
    const mine = await world.ask(asUser('v')).openStatistics([]).load({ measure: 'total' });

    expect(everybody.whole.total).toBe(4);
    expect(everybody.reports[0]).toMatchObject({
      outcome: 'PARTIAL',
      reason: 'The page budget ended the scan. Tickets counted: 4.',
      asOf: NOW,
    });
    expect([mine.whole.total, mine.reports[0]?.reason]).toEqual([
      2,
      'The page budget ended the scan. Tickets counted: 2.',
    ]);
  });

  it('counts no ticket that came on a page and is hidden', async () => {
    const capabilities = { ...DECLARES_NOTHING, orders: EVERY_ORDER, maxPageSize: 2 };
    const reportOf = async (hidden: number) => {
      const backend = makeBackend({ key: 'a', capabilities });
      for (let index = 0; index < hidden; index += 1) {
        const owner = { userId: 'w', organizationId: null };
        backend.stored.push(
          makeStored({ backend: 'a', nativeId: `h${index}`, owner, createdAt: '2026-03-06T12:00:00.000Z' }),
        );
      }
      const world = createWorld([backend], { pagesPerScan: 3 });
      const { whole, reports } = await world.ask(asUser('v')).openStatistics([]).load({ measure: 'total' });
      return [whole.total, reports[0]?.outcome, reports[0]?.reason, reports[0]?.upstreamRequests];
    };

    expect(await reportOf(0)).toEqual([2, 'COMPLETE', null, 1]);
    expect(await reportOf(2)).toEqual([2, 'PARTIAL', 'The page budget ended the scan. Tickets counted: 2.', 1]);
    expect(await reportOf(40)).toEqual([0, 'PARTIAL', 'The page budget ended the scan. Tickets counted: 0.', 1]);
  });

  it.each([
    ['its own count', { aggregates: true, capabilities: COUNTS }],
    ['a list', {}],
  ] as const)('is FAILED when %s fails, and costs the others nothing', async (_name, options) => {
    const failing = makeBackend({ key: 'a', ...options, before: failAlways(UNAVAILABLE) });
    const statistics = createWorld([failing, makeBackend({ key: 'b' })])
      .ask()
      .openStatistics([]);

    const { whole, parts, reports } = await statistics.load({ measure: 'status' });

    expect([whole.total, parts.map(({ backend }) => backend.key)]).toEqual([5, ['b']]);
    expect(reports.map(({ outcome, error, asOf }) => [outcome, error, asOf])).toEqual([
      ['FAILED', UNAVAILABLE, null],
      ['COMPLETE', null, NOW],
    ]);
  });

  it('is PARTIAL when a backend fails in the middle', async () => {
    const capabilities = { ...DECLARES_NOTHING, maxPageSize: 2 };
    const backend = makeBackend({ key: 'a', capabilities, before: failAt('listTickets', 3, UNAVAILABLE) });

    const { whole, reports } = await createWorld([backend]).ask().openStatistics([]).load({ measure: 'status' });

    expect(whole.total).toBe(4);
    expect(reports[0]).toMatchObject({
      outcome: 'PARTIAL',
      error: UNAVAILABLE,
      reason: 'The backend failed in the middle of the scan. Tickets counted: 4.',
    });
  });

  it('is not made of a fault of our own', async () => {
    const bug = new TypeError('a bug');
    for (const options of [{}, { aggregates: true, capabilities: COUNTS }]) {
      const backend = makeBackend({ key: 'a', ...options, before: failAlways(bug) });

      const loading = createWorld([backend]).ask().openStatistics([]).load({ measure: 'status' });

      await expect(loading).rejects.toBe(bug);
    }
  });
});
