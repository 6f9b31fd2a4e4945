import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askFor } from '../ask.js';
import { createWorld, type World } from '../world.js';

const TICKETS = 250;
const STATS = `{ stats(filter: { backend: { eq: "ev" } }) {
  total
  day: volume { date count }
  week: volume(interval: WEEK) { date count }
  month: volume(interval: MONTH) { date count }
  resolution { totalResolved totalUnresolved resolutionRate averageSeconds medianSeconds percentilesExact }
  byStatus { key count share }
  byPriority { key count share }
  bySource { key count share }
  topCategories(limit: 7) {
    categories { category { value label } count share }
    subcategories { category { value } subcategory { value label } count share }
  }
  sankey { nodes { id label } links { source target value } }
  backends { backend { key } outcome }
} }`;

interface Bucket {
  readonly key: string | null;
  readonly count: number;
  readonly share: number;
}
interface Point {
  readonly date: string;
  readonly count: number;
}
interface Sankey {
  readonly nodes: readonly { readonly id: string; readonly label: string }[];
  readonly links: readonly { readonly source: string; readonly target: string; readonly value: number }[];
}
interface Labelled {
  readonly value: string;
  readonly label: string;
}
interface Stats {
  readonly total: number;
  readonly day: readonly Point[];
  readonly week: readonly Point[];
  readonly month: readonly Point[];
  readonly resolution: Readonly<Record<string, number>> & { readonly percentilesExact: boolean };
  readonly byStatus: readonly Bucket[];
  readonly byPriority: readonly Bucket[];
  readonly bySource: readonly Bucket[];
  readonly topCategories: {
    readonly categories: readonly { readonly category: Labelled; readonly count: number; readonly share: number }[];
    readonly subcategories: readonly {
      readonly category: { readonly value: string };
      readonly subcategory: Labelled;
      readonly count: number;
      readonly share: number;
    }[];
  };
  readonly sankey: Sankey;
  readonly backends: readonly { readonly backend: { readonly key: string }; readonly outcome: string }[];
}

/** What the helpdesk's wordings stand for in the gateway's terms. */
const MEANINGS: Readonly<Record<string, string>> = {
  'Waiting on Customer': 'PENDING',
  'Waiting on Third Party': 'ON_HOLD',
  Medium: 'NORMAL',
};

describe('for who sees everything of ev.energy', () => {
  let world: World;
  let stats: Stats;
  let upstream: <T>(path: string) => Promise<T>;
  beforeAll(async () => {
    world = await createWorld({ tickets: TICKETS });
    const token = await world.token({ scope: 'support:read access_all_areas' });
    ({ stats } = await askFor<{ stats: Stats }, object>(world.gateway, STATS, { token }));
    upstream = await connect(world);
  });
  afterAll(() => world.close());

  it('the figures are of all its tickets', () => {
    expect(stats.total).toBe(TICKETS);
    expect(stats.backends).toContainEqual({ backend: { key: 'ev' }, outcome: 'COMPLETE' });
  });

  it.each(['day', 'week', 'month'] as const)('volume by %s is its own, with the gaps filled', async (interval) => {
    const { time_series } = await upstream<{ time_series: readonly Point[] }>(
      `/support-ticket-stats/volume?group_by=${interval}`,
    );

    const ours = stats[interval];
    expect(ours.filter(({ count }) => count > 0)).toEqual(time_series);
    expect(ours.reduce((sum, { count }) => sum + count, 0)).toBe(TICKETS);
    expect(ours.map(({ date }) => date)).toEqual(ours.map(({ date }) => date).toSorted());
  });

  it('resolution is its own, in seconds instead of hours', async () => {
    const theirs = await upstream<Record<string, number>>('/support-ticket-stats/resolution');

    const { totalResolved, totalUnresolved, resolutionRate, averageSeconds, medianSeconds } = stats.resolution;
    expect([totalResolved, totalUnresolved]).toEqual([theirs['total_resolved'], theirs['total_unresolved']]);
    expect(resolutionRate).toBeCloseTo(theirs['resolution_rate'] ?? Number.NaN, 12);
    // Its times have microseconds, ours milliseconds.
    expect(averageSeconds).toBeCloseTo((theirs['avg_resolution_time_hours'] ?? Number.NaN) * 3600, 2);
    expect(medianSeconds).toBeCloseTo((theirs['median_resolution_time_hours'] ?? Number.NaN) * 3600, 2);
    expect(stats.resolution.percentilesExact).toBe(true);
  });

  it.each([
    ['status', 'byStatus'],
    ['priority', 'byPriority'],
    ['source', 'bySource'],
  ] as const)('%s is its own, in the gateway’s terms', async (name, field) => {
    const { breakdown } = await upstream<{ breakdown: readonly Record<string, string | number>[] }>(
      `/support-ticket-stats/${name}`,
    );

    const theirs = new Map<string, number>();
    const shares = new Map<string, number>();
    for (const { [name]: wording, count, percentage } of breakdown) {
      const key = MEANINGS[String(wording)] ?? String(wording).toUpperCase().replaceAll(' ', '_');
      theirs.set(key, (theirs.get(key) ?? 0) + Number(count));
      shares.set(key, (shares.get(key) ?? 0) + Number(percentage));
    }
    // A word of its own that stands for nothing here is no value here, as is none at all.
    const ours = new Map(stats[field].map(({ key, count }) => [key, count]));
    const unknown = [...theirs].filter(([key]) => !ours.has(key));
    const missing = TICKETS - [...theirs.values()].reduce((sum, count) => sum + count, 0);
    const without = unknown.reduce((sum, [, count]) => sum + count, missing);
    expect(unknown.map(([key]) => key)).toEqual(name === 'status' ? ['ESCALADO_–_NÍVEL_2'] : []);
    expect(Object.fromEntries(ours)).toEqual({
      ...Object.fromEntries([...theirs].filter(([key]) => ours.has(key))),
      ...(without > 0 && { null: without }),
    });
    expect(stats[field].reduce((sum, { count }) => sum + count, 0)).toBe(TICKETS);
    for (const { key, share } of stats[field]) {
      if (key !== null) expect(share).toBeCloseTo(shares.get(key) ?? Number.NaN, 12);
    }
  });

  it('the top categories are its own', async () => {
    const theirs = await upstream<Record<string, readonly Record<string, string | number>[]>>(
      '/support-ticket-stats/top-categories?limit=7',
    );

    const { categories, subcategories } = stats.topCategories;
    const round = (share: number) => Math.round(share * 100) / 100;
    expect(
      categories.map(({ category, count, share }) => ({
        category: category.value,
        count,
        percentage: round(share),
      })),
    ).toEqual(theirs['categories']);
    expect(
      subcategories.map(({ category, subcategory, count, share }) => ({
        subcategory: subcategory.value,
        category: category.value,
        count,
        percentage: round(share),
      })),
    ).toEqual(theirs['subcategories']);
  });

  it('the Sankey diagram is its own, by labels', async () => {
    const theirs = await upstream<Sankey>('/support-ticket-stats/sankey');

    expect(toLabels(stats.sankey)).toEqual(toLabels(theirs));
    expect(stats.sankey.nodes.map(({ label }) => label).toSorted()).toEqual(
      theirs.nodes.map(({ label }) => label).toSorted(),
    );
    expect(stats.sankey.nodes).toContainEqual({ id: 'category:CHARGING_SESSION', label: 'Charging Session' });
  });
});

describe('ev.energy’s own statistics', () => {
  const QUERY = `{ stats(filter: { backend: { eq: "ev" } }) {
    total resolution { totalResolved totalUnresolved averageSeconds } backends { outcome upstreamRequests } } }`;

  async function ask(statistics: 'tickets' | 'upstream') {
    const world = await createWorld({ tickets: 150, evEnergy: { statistics } });
    const token = await world.token({ scope: 'support:read access_all_areas' });
    const { stats: figures } = await askFor<{ stats: Stats }, object>(world.gateway, QUERY, { token });
    const paths = world.simulator.requests.entries.map(({ path }) => path.replace(/\?.*/, ''));
    await world.close();
    return { figures, paths: [...new Set(paths)] };
  }

  it('give the same figures of resolution, without a ticket read, where the configuration trusts them', async () => {
    const [read, trusted] = [await ask('tickets'), await ask('upstream')];

    expect(read.paths).toEqual(['/o/token/', '/v2/support_tickets']);
    expect(trusted.paths).toEqual(['/o/token/', '/v2/support-ticket-stats/resolution']);
    const { averageSeconds, ...resolution } = trusted.figures.resolution;
    expect(trusted.figures.total).toBe(150);
    expect(read.figures).toMatchObject({ total: 150, resolution });
    expect(averageSeconds).toBeCloseTo(read.figures.resolution['averageSeconds'] ?? Number.NaN, 2);
  });
});

/** Every link as three labels and numbers, in one order. */
function toLabels({ nodes, links }: Sankey): string[] {
  const labels = new Map(nodes.map(({ id, label }) => [id, label]));
  return links.map(({ source, target, value }) => `${labels.get(source)} > ${labels.get(target)}: ${value}`).toSorted();
}

/** Reads the upstream itself, with a token for all areas. */
async function connect({ simulator }: World) {
  const { baseUrl, tokenUrl, credentials } = simulator;
  const { clientId, clientSecret } = credentials.allAreas;
  const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  const answer = await request(tokenUrl, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'grant_type=client_credentials',
  });
  const { access_token } = (await answer.body.json()) as { access_token: string };
  return async <T>(path: string): Promise<T> => {
    const { body, statusCode } = await request(`${baseUrl}${path}`, {
      headers: { authorization: `Bearer ${access_token}` },
    });
    if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}.`);
    return (await body.json()) as T;
  };
}
