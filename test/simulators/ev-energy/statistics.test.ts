import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvEnergyData, type EvEnergyTicket } from '../../../src/simulators/ev-energy/index.js';
import { startSimulator, type Caller, type Started } from './start.js';

const data = createEvEnergyData({ tickets: 350, seed: 17 });
const { tickets } = data;
let started: Started;
let caller: Caller;

beforeAll(async () => {
  started = await startSimulator({ data });
  caller = await started.connect(started.simulator.credentials.allAreas);
});

afterAll(() => started.simulator.close());

interface Entry {
  readonly [member: string]: unknown;
  readonly count: number;
  readonly percentage: number;
}

const countWhere = (isWanted: (ticket: EvEnergyTicket) => boolean): number => tickets.filter(isWanted).length;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe('categories', () => {
  it('lists 8 categories and 100 subcategories with labels', async () => {
    const body = await caller.get<Record<string, { value: string; label: string }[]>>('/support_tickets/categories/');

    expect(Object.keys(body)).toEqual(['categories', 'subcategories']);
    expect(body['categories']).toHaveLength(8);
    expect(body['categories']).toContainEqual({ value: 'USABILITY_UX', label: 'Usability/UX' });
    expect(new Set(body['subcategories']?.map(({ value }) => value)).size).toBe(100);
    expect(body['subcategories']).toContainEqual({ value: 'APP_CRASH_FREEZE', label: 'App crash / freeze' });
    expect(body['subcategories']).toContainEqual({ value: 'LOGIN_CREDENTIALS', label: 'Login Credentials' });
  });
});

describe('sankey', () => {
  it('links labels of human-verified pairs, and adds up', async () => {
    const { nodes, links } = await caller.get<{
      nodes: { id: string; label: string }[];
      links: { source: string; target: string; value: number }[];
    }>('/support-ticket-stats/sankey');

    const nodeIds = new Set(nodes.map(({ id }) => id));
    const offline = countWhere(
      (ticket) => ticket.humanVerifiedCategory === 'CHARGER' && ticket.humanVerifiedSubcategory === 'OFFLINE',
    );
    expect(nodeIds.size).toBe(nodes.length);
    expect(nodes).toContainEqual({ id: 'category:Charging Session', label: 'Charging Session' });
    expect(links.filter(({ source, target }) => !nodeIds.has(source) || !nodeIds.has(target))).toEqual([]);
    expect(links).toContainEqual({ source: 'category:Charger', target: 'subcategory:Offline', value: offline });
    expect(sum(links.map(({ value }) => value))).toBe(
      countWhere((ticket) => ticket.humanVerifiedCategory !== null && ticket.humanVerifiedSubcategory !== null),
    );
  });
});

describe('volume', () => {
  it.each(['day', 'week', 'month'])('counts every ticket once, by %s', async (groupBy) => {
    const { time_series: series } = await caller.get<{ time_series: { date: string; count: number }[] }>(
      `/support-ticket-stats/volume?group_by=${groupBy}`,
    );

    const dates = series.map(({ date }) => date);
    const isPeriodStart = (date: string): boolean => {
      if (groupBy === 'week') return new Date(`${date}T00:00:00Z`).getUTCDay() === 1;
      return groupBy === 'day' || date.endsWith('-01');
    };
    expect(sum(series.map(({ count }) => count))).toBe(tickets.length);
    expect(dates).toEqual([...new Set(dates)].toSorted());
    expect(dates.every(isPeriodStart)).toBe(true);
  });

  it('counts by day unless told otherwise', async () => {
    const path = '/support-ticket-stats/volume';

    expect(await caller.get(path)).toEqual(await caller.get(`${path}?group_by=day`));
  });

  it('refuses another grouping', async () => {
    const { status, body } = await caller.send('/support-ticket-stats/volume?group_by=constructor');

    expect(status).toBe(400);
    expect(body).toMatchObject({ field_errors: { group_by: ['"constructor" is not a valid choice.'] } });
  });
});

describe('resolution', () => {
  it('gives a fraction, and hours between creation and resolution', async () => {
    const hours = tickets
      .filter(({ resolvedAtMicros }) => resolvedAtMicros !== null)
      .map((ticket) => ((ticket.resolvedAtMicros ?? 0) - ticket.createdAtMicros) / 3_600_000_000)
      .toSorted((left, right) => left - right);
    const middle = hours.length / 2;
    const around = [hours[Math.ceil(middle) - 1] ?? 0, hours[Math.floor(middle)] ?? 0];

    const body = await caller.get<Record<string, number>>('/support-ticket-stats/resolution');

    expect(body).toEqual({
      resolution_rate: hours.length / tickets.length,
      avg_resolution_time_hours: expect.closeTo(sum(hours) / hours.length, 9),
      median_resolution_time_hours: expect.closeTo(sum(around) / 2, 9),
      total_resolved: hours.length,
      total_unresolved: tickets.length - hours.length,
    });
  });

  it('is zero and null where there are no tickets', async () => {
    const empty = await startSimulator({ data: { ...data, tickets: [] } });
    const visitor = await empty.connect(empty.simulator.credentials.allAreas);

    const resolution = await visitor.get('/support-ticket-stats/resolution');
    const status = await visitor.get('/support-ticket-stats/status');
    await empty.simulator.close();

    expect(resolution).toEqual({
      resolution_rate: 0,
      avg_resolution_time_hours: null,
      median_resolution_time_hours: null,
      total_resolved: 0,
      total_unresolved: 0,
    });
    expect(status).toEqual({ breakdown: [] });
  });
});

describe.each(['status', 'priority', 'source'] as const)('%s', (field) => {
  it('counts each value, as a share of all tickets', async () => {
    const { breakdown } = await caller.get<{ breakdown: Entry[] }>(`/support-ticket-stats/${field}`);

    const nulls = countWhere((ticket) => ticket[field] === null);
    const wrong = breakdown.filter(
      ({ count, percentage, [field]: value }) =>
        count !== countWhere((ticket) => ticket[field] === value) || percentage !== count / tickets.length,
    );
    expect(wrong).toEqual([]);
    expect(sum(breakdown.map(({ count }) => count))).toBe(tickets.length - nulls);
    expect(sum(breakdown.map(({ percentage }) => percentage))).toBeLessThan(1);
  });
});

describe('top categories', () => {
  it('lists enum values by count, largest first, shares rounded to two decimals', async () => {
    const { categories, subcategories } = await caller.get<Record<string, Entry[]>>(
      '/support-ticket-stats/top-categories?limit=1000',
    );

    const chargers = countWhere(({ humanVerifiedCategory }) => humanVerifiedCategory === 'CHARGER');
    const counts = categories?.map(({ count }) => count) ?? [];
    expect(counts).toEqual(counts.toSorted((left, right) => right - left));
    expect(categories).toContainEqual({
      category: 'CHARGER',
      count: chargers,
      percentage: Math.round((chargers / tickets.length) * 100) / 100,
    });
    expect(sum(counts)).toBe(countWhere(({ humanVerifiedCategory }) => humanVerifiedCategory !== null));
    expect(sum(subcategories?.map(({ count }) => count) ?? [])).toBe(
      countWhere(({ humanVerifiedSubcategory }) => humanVerifiedSubcategory !== null),
    );
  });

  it('cuts each list at the limit, 10 by default', async () => {
    const path = '/support-ticket-stats/top-categories';
    const byDefault = await caller.get<Record<string, Entry[]>>(path);
    const limited = await caller.get<Record<string, Entry[]>>(`${path}?limit=2`);

    expect(byDefault['subcategories']).toHaveLength(10);
    expect(limited['categories']).toEqual(byDefault['categories']?.slice(0, 2));
    expect(limited['subcategories']).toEqual(byDefault['subcategories']?.slice(0, 2));
  });

  it.each(['0', '-1', 'many'])('refuses limit=%s', async (limit) => {
    const { status } = await caller.send(`/support-ticket-stats/top-categories?limit=${limit}`);

    expect(status).toBe(400);
  });
});
