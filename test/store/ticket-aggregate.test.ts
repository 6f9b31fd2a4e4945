import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCalendar, parseTimeZone } from '../../src/federation/statistics/calendar.js';
import { MEASURES, type Measure } from '../../src/provider/aggregate.js';
import { MOST_EXACT_DURATIONS, roundDuration } from '../../src/provider/durations.js';
import { createStore, type Store } from '../../src/store/store.js';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { addMilliseconds, toInstant } from '../../src/ticket/instant.js';
import { matches } from '../../src/ticket/matches.js';
import type { Ticket } from '../../src/ticket/ticket.js';
import { randomFilter } from '../provider/filters.js';
import { aggregateNaively } from '../provider/naive-aggregate.js';
import { makeTicket } from '../ticket/tickets.js';
import { NEVER_ABORTED } from './stores.js';

// One of the texts that random filters look for.
const BACKEND = 'a';
/** Some of the names that are no area and location. */
const SHORT_NAMES = [
  'CET',
  'EET',
  'EST',
  'EST5EDT',
  'GB',
  'GMT',
  'HST',
  'Japan',
  'MET',
  'MST7MDT',
  'W-SU',
  'WET',
  'Zulu',
];
const TIME_ZONES = ['UTC', 'America/New_York', 'Australia/Lord_Howe'];

let store: Store;
const tickets = fc.sample(
  fc.record({
    status: fc.constantFrom(null, 'OPEN', 'NEW'),
    priority: fc.constantFrom(null, 'HIGH'),
    source: fc.constantFrom(null, 'EMAIL'),
    humanVerifiedCategory: fc.constantFrom(null, 'a', 'b', 'null', '"'),
    humanVerifiedSubcategory: fc.constantFrom(null, 'a', 'c'),
    createdAt: fc
      .date({ min: new Date('2026-01-01T00:00:00Z'), max: new Date('2026-04-30T00:00:00Z'), noInvalidDate: true })
      .map((date) => date.toISOString()),
    lastingMs: fc.constantFrom(null, 0, 1, -5000, 3_600_000, 100_000_000_000),
  }),
  { numRuns: 200, seed: 7 },
);
const stored: readonly Ticket[] = tickets.map(({ lastingMs, ...ticket }, index) =>
  makeTicket({
    ...(ticket as Partial<Ticket>),
    backend: BACKEND,
    nativeId: `t${index}`,
    resolvedAt: lastingMs === null ? null : addMilliseconds(ticket.createdAt, lastingMs),
  }),
);

beforeAll(async () => {
  store = await createStore({ dataDirectory: null });
  const elsewhere = makeTicket({ backend: 'b', nativeId: 't0', status: 'CLOSED' });
  await store.tickets.insert([...stored, elsewhere].map((ticket) => ({ ticket })));
});

afterAll(() => store.close());

function aggregate(filter: TicketFilter, measures: readonly Measure[], timeZones: readonly string[] = []) {
  return store.tickets.aggregate({ backend: BACKEND, filter, measures, timeZones }, NEVER_ABORTED);
}

const inOneOrder = <T extends { readonly categories: readonly unknown[] }>(figures: T) => ({
  ...figures,
  categories: new Set(figures.categories),
});

describe('statistics in SQL', () => {
  it('are those of the tickets that the filter keeps', async () => {
    await fc.assert(
      fc.asyncProperty(randomFilter, async (filter) => {
        const kept = stored.filter((ticket) => matches(filter, { ticket, provider: 'LOCAL', messages: [] }));

        const figures = await aggregate(filter, MEASURES, TIME_ZONES);

        expect(inOneOrder(figures)).toEqual(
          inOneOrder(aggregateNaively(kept, { measures: MEASURES, timeZones: TIME_ZONES })),
        );
      }),
      { numRuns: 20, seed: 1 },
    );
  });

  it.each<[readonly Measure[]]>([
    [[]],
    ...MEASURES.map((measure): [Measure[]] => [[measure]]),
    [['source', 'status', 'durations']],
  ])('measure %j alone as with the others', async (measures) => {
    const timeZones = measures.includes('days') ? ['Asia/Kathmandu'] : [];

    const figures = await aggregate([], measures, timeZones);

    expect(inOneOrder(figures)).toEqual(inOneOrder(aggregateNaively(stored, { measures, timeZones })));
  });

  it('have the days of the years that nobody thinks of', async () => {
    const years = ['0000-03-01T12:00:00.000Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'];
    const ancient = years.map((createdAt, index) => makeTicket({ backend: 'c', nativeId: `t${index}`, createdAt }));
    await store.tickets.insert(ancient.map((ticket) => ({ ticket })));

    const request = { backend: 'c', filter: [], measures: ['days'] as const, timeZones: ['UTC', 'Etc/GMT-14'] };
    const { days } = await store.tickets.aggregate(request, NEVER_ABORTED);

    const daysIn = (timeZone: string) => years.map((year) => createCalendar(timeZone)(Date.parse(year)));
    expect([...(days.get('UTC')?.keys() ?? [])].toSorted((a, b) => a - b)).toEqual(daysIn('UTC'));
    expect([...(days.get('Etc/GMT-14')?.keys() ?? [])].toSorted((a, b) => a - b)).toEqual(daysIn('Etc/GMT-14'));
  });

  it('know every time zone that the gateway knows, with the same days', async () => {
    const names = [...Intl.supportedValuesOf('timeZone'), ...SHORT_NAMES];
    const timeZones = names.flatMap((name) => parseTimeZone(name) ?? []);
    const some = stored.slice(0, 20);
    const filter: TicketFilter = [
      {
        or: some.map(({ createdAt }) => [
          { field: 'createdAt', operator: 'gte', value: createdAt },
          { field: 'createdAt', operator: 'lte', value: createdAt },
        ]),
      },
    ];

    const { days } = await aggregate(filter, ['days'], timeZones);

    const differing = timeZones.filter((timeZone) => {
      const toDay = createCalendar(timeZone);
      const known = new Set(some.map(({ createdAt }) => toDay(Date.parse(createdAt))));
      const counted = days.get(timeZone);
      return known.size !== counted?.size || [...known].some((day) => !counted.has(day));
    });
    expect(timeZones).toHaveLength(names.length);
    expect(differing).toEqual([]);
  });

  it('have the days of the gateway, whatever the database knows of time zones', async () => {
    // Where tzdata of 2025 and of 2026 differ: by then the one has clocks go back that the other leaves as they are.
    const instants = [
      '2000-10-10T01:30:00.000Z',
      '2026-09-24T23:30:00.000Z',
      '2026-11-15T06:30:00.000Z',
      '2026-11-15T07:30:00.000Z',
    ];
    const later = instants.map((createdAt, index) => makeTicket({ backend: 'd', nativeId: `t${index}`, createdAt }));
    await store.tickets.insert(later.map((ticket) => ({ ticket })));
    const timeZones = ['Africa/Casablanca', 'America/Edmonton', 'America/Recife', 'America/Vancouver'];

    const request = { backend: 'd', filter: [], measures: ['days'] as const, timeZones };
    const { days } = await store.tickets.aggregate(request, NEVER_ABORTED);

    expect(days).toEqual(aggregateNaively(later, request).days);
  });
});

describe('more durations than a table holds', () => {
  const count = MOST_EXACT_DURATIONS + 1;
  const durations = Array.from({ length: count }, (_, index) => (index - 100) * 9973);
  beforeAll(async () => {
    const start = Date.parse('2026-01-01T00:00:00Z');
    const many = durations.map((duration, index) =>
      makeTicket({
        backend: 'many',
        nativeId: `t${index}`,
        createdAt: toInstant(start),
        resolvedAt: toInstant(start + duration),
        priority: index === 0 ? 'LOW' : null,
      }),
    );
    await store.tickets.insert(many.map((ticket) => ({ ticket })));
  });

  const read = (filter: TicketFilter) =>
    store.tickets.aggregate(
      { backend: 'many', filter, measures: ['durations', 'resolution'], timeZones: [] },
      NEVER_ABORTED,
    );

  it('are rounded as the gateway rounds them, with the exact percentiles beside', async () => {
    const figures = await read([]);

    const rounded = new Map<string, number>();
    for (const duration of durations) {
      const key = roundDuration(duration).toPrecision(9);
      rounded.set(key, (rounded.get(key) ?? 0) + 1);
    }
    expect(figures.durations.exact).toBe(false);
    expect(new Map([...figures.durations.counts].map(([key, value]) => [key.toPrecision(9), value]))).toEqual(rounded);
    const sorted = durations.toSorted((a, b) => a - b);
    expect(figures.durations.percentiles).toEqual(
      new Map([
        [0.5, sorted[(count - 1) * 0.5]],
        [0.9, sorted[(count - 1) * 0.9]],
      ]),
    );
    expect([figures.resolved, figures.resolutionMs]).toEqual([count, durations.reduce((sum, each) => sum + each, 0)]);
  });

  it('are exact as soon as a filter leaves few enough', async () => {
    const figures = await read([{ field: 'priority', operator: 'isNull', value: true }]);

    expect(figures.durations).toEqual({ counts: new Map(durations.slice(1).map((each) => [each, 1])), exact: true });
  });
});
