import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertTickets } from '../../visibility/desk.js';
import { createFour, type Four } from '../../visibility/four.js';
import { ask, askFor, type Answer } from '../ask.js';

const COUNT = 40;

interface Bucket {
  readonly key: string | null;
  readonly label: string;
  readonly count: number;
}
interface Report {
  readonly backend: { readonly key: string };
  readonly outcome: string;
  readonly reason: string | null;
  readonly upstreamRequests: number;
}

describe('stats', () => {
  let four: Four;
  let staff: string;
  beforeAll(async () => {
    const connection = { readAttempts: 1, breakMs: 100 };
    four = await createFour(11, COUNT, { limits: { statisticsKeptMs: 0 }, connection });
    staff = await four.world.token({ scope: 'support:read access_all_areas' });
    await askFor(four.world.gateway, '{ stats { byPriority { count } } }', { token: staff }); // the upstream tokens
  });
  beforeEach(() => simulators().forEach(({ requests }) => requests.clear()));
  afterEach(() => simulators().forEach((simulator) => simulator.heal()));
  afterAll(() => four.world.close());

  const simulators = () => {
    const { evEnergy, moov, sirportly } = four.world.together;
    return [evEnergy, moov, sirportly];
  };
  /** What reached the upstreams: each path, queries left out. */
  const requests = () =>
    simulators().flatMap(({ requests: log }) => log.entries.map(({ path }) => path.replace(/\?.*/, '')));
  const statsOf = async <T>(fields: string, filter = '', token = staff): Promise<T> =>
    (await askFor<{ stats: T }, object>(four.world.gateway, `{ stats${filter} { ${fields} } }`, { token })).stats;

  const outcomes = async () =>
    (await statsOf<{ backends: readonly Report[] }>('total backends { outcome }')).backends.map(
      ({ outcome }) => outcome,
    );

  it('reads each backend once for everything that is selected, under any alias and through any fragment', async () => {
    const query = `query Dashboard($with: Boolean = true) {
      stats { ...Volume total byStatus { count } sankey { links { value } } ... @include(if: $with) { bySource { count } } }
    }
    fragment Volume on Stats {
      day: volume { count } week: volume(interval: WEEK, timeZone: "Europe/London") { count }
      resolution { totalResolved averageSeconds } median: resolution { medianSeconds }
    }`;

    const { data } = await ask(four.world.gateway, query, { token: staff });

    expect(data).toMatchObject({ stats: { total: 4 * COUNT } });
    const [tickets, accounts, all] = ['/v2/support_tickets', /^\/accounts\/.*\/tickets$/, '/api/v2/tickets/all'];
    const paths = requests();
    expect(paths.filter((path) => path === tickets)).toHaveLength(1);
    expect(paths.filter((path) => path === all)).toHaveLength(Math.ceil(COUNT / 30));
    expect(paths.filter((path) => accounts instanceof RegExp && accounts.test(path))).toHaveLength(
      four.world.together.moovAccounts.length,
    );
    expect(paths).toHaveLength(1 + Math.ceil(COUNT / 30) + four.world.together.moovAccounts.length);
  });

  it('lets Sirportly count where it can, without reading a ticket', async () => {
    const filter = '(filter: { backend: { eq: "sirportly" }, status: { in: [OPEN, CLOSED] } })';

    const counted = await statsOf<object>('total byStatus { key count } byPriority { key count }', filter);
    const paths = requests();
    const read = await statsOf<object>(
      'total byStatus { key count } byPriority { key count } volume { count }',
      filter,
    );

    expect(paths.toSorted()).toEqual(['/api/v2/tickets/all', '/api/v2/tickets/spql']);
    expect(read).toMatchObject(counted);
  });

  it('shares pages with a list in the same query', async () => {
    const query = `{ tickets(first: 5, filter: { backend: { eq: "ev" } }) { nodes { subject } }
      stats(filter: { backend: { eq: "ev" } }) { total sankey { links { value } } } }`;

    await askFor(four.world.gateway, query, { token: staff });

    expect(requests()).toEqual(['/v2/support_tickets']);
  });

  it('is for tokens that may read tickets', async () => {
    const token = await four.world.token({ scope: 'user:read access_all_areas' });

    const { data, errors } = await ask(four.world.gateway, '{ stats { total } }', { token });

    expect(data).toBeNull();
    expect(errors).toMatchObject([{ path: ['stats'], extensions: { code: 'FORBIDDEN' } }]);
    expect(requests()).toEqual([]);
  });

  it('has nothing to say about nothing', async () => {
    const token = await four.world.token({ user: 'nobody' });

    const stats = await statsOf<object>(
      `total volume { date } resolution { totalResolved totalUnresolved resolutionRate averageSeconds medianSeconds p90Seconds percentilesExact }
       byStatus { key } byBackend { key } topCategories { categories { count } subcategories { count } }
       sankey { nodes { id } links { value } }`,
      '',
      token,
    );

    expect(stats).toEqual({
      total: 0,
      volume: [],
      resolution: {
        totalResolved: 0,
        totalUnresolved: 0,
        resolutionRate: null,
        averageSeconds: null,
        medianSeconds: null,
        p90Seconds: null,
        percentilesExact: true,
      },
      byStatus: [],
      byBackend: [],
      topCategories: { categories: [], subcategories: [] },
      sankey: { nodes: [], links: [] },
    });
  });

  it('names values as people do, and those that no backend knows after themselves', async () => {
    const desk = four.tickets().find(({ backend }) => backend === 'desk');
    await askFor(
      four.world.gateway,
      `mutation M($id: ID!) { updateTicket(input: { id: $id, humanVerifiedCategory: "TARIFF", humanVerifiedSubcategory: "OFF_PEAK" }) { __typename } }`,
      {
        token: await four.world.token({ scope: 'support:read support:write access_all_areas' }),
        variables: { id: Buffer.from(`Ticket:desk:${desk?.id}`).toString('base64url') },
      },
    );
    const categories =
      'topCategories(limit: 100) { subcategories { category { label } subcategory { label } } } sankey { nodes { id label } }';
    const heal = four.world.simulator.fail({
      match: ({ path }) => path.includes('/categories'),
      with: { status: 500 },
    });

    const stats = await statsOf<{
      topCategories: { subcategories: readonly object[] };
      sankey: { nodes: readonly { id: string; label: string }[] };
      byStatus: readonly Bucket[];
      bySource: readonly Bucket[];
    }>(`${categories} byStatus { key label } bySource { key label }`);
    heal();

    expect(stats.topCategories.subcategories).toContainEqual({
      category: { label: 'Tariff' },
      subcategory: { label: 'Off-peak hours' },
    });
    expect(stats.sankey.nodes).toContainEqual({ id: 'category:CHARGING_SESSION', label: 'Charging session' });
    expect(stats.byStatus).toContainEqual({ key: 'ON_HOLD', label: 'On hold' });
    expect(stats.byStatus).toContainEqual({ key: null, label: 'No known status' });
    expect(stats.bySource).toContainEqual({ key: 'API', label: 'API' });
  });

  it.each(['evEnergy', 'moov', 'sirportly'] as const)('goes on without %s, and says so', async (down) => {
    four.world.together[down].fail({ match: () => true, with: { status: 503, body: 'secret' } });

    const stats = await statsOf<{ total: number; byBackend: readonly Bucket[]; backends: readonly Report[] }>(
      'total byStatus { count } volume { count } byBackend { key label count } backends { backend { key } outcome reason upstreamRequests error { code } }',
    );

    const key = down === 'evEnergy' ? 'ev' : down;
    expect(stats.total).toBe(3 * COUNT);
    expect(stats.byBackend.map((bucket) => bucket.key)).not.toContain(key);
    expect(stats.backends.filter(({ outcome }) => outcome === 'COMPLETE')).toHaveLength(3);
    expect(stats.backends.find(({ backend }) => backend.key === key)).toMatchObject({
      outcome: 'FAILED',
      reason: 'The backend did not answer this question.',
    });
    expect(JSON.stringify(stats)).not.toContain('secret');
    four.world.together[down].heal();
    await expect.poll(outcomes).toEqual(Array(4).fill('COMPLETE'));
  });

  it('fills a chart as far as the filter’s bounds reach', async () => {
    const { volume } = await statsOf<{ volume: readonly { date: string; count: number }[] }>(
      'volume(timeZone: "America/New_York") { date count }',
      '(filter: { and: [{ createdAt: { gte: "2010-11-06T04:00:00Z" } }], createdAt: { lt: "2010-11-09T05:00:00Z" } })',
    );

    expect(volume).toEqual(['2010-11-06', '2010-11-07', '2010-11-08'].map((date) => ({ date, count: 0 })));
  });
});

describe('bad input to stats', () => {
  let four: Four;
  let token: string;
  beforeAll(async () => {
    four = await createFour(12, 4);
    token = await four.world.token({ scope: 'support:read access_all_areas' });
    const [desk] = four.tickets();
    if (!desk) throw new Error('The desk is empty.');
    const ancient = { ...desk, id: `tick${'0'.repeat(26)}`, createdAt: Date.parse('1990-05-06T00:00:00Z') };
    await insertTickets(four.world, [{ ...ancient, user: null, organization: null }]);
  });
  afterAll(() => four.world.close());

  const TIME_ZONE = 'timeZone must be a time zone of the IANA database, such as "UTC" or "Europe/London".';
  const MEND = 'take longer ones, or bound filter.createdAt more closely.';

  it.each([
    ['{ stats { volume(timeZone: "Mars/Base") { date } } }', 'timeZone', TIME_ZONE],
    ['{ stats { volume(timeZone: "") { date } } }', 'timeZone', TIME_ZONE],
    ['{ stats { volume(timeZone: "+01:00") { date } } }', 'timeZone', TIME_ZONE],
    ['{ stats { topCategories(limit: 0) { categories { count } } } }', 'limit', 'limit must be 1 to 100, not 0.'],
    ['{ stats { topCategories(limit: 101) { categories { count } } } }', 'limit', 'limit must be 1 to 100, not 101.'],
    ['{ stats { topCategories(limit: -5) { categories { count } } } }', 'limit', 'limit must be 1 to 100, not -5.'],
    [
      '{ stats(filter: { createdAt: { gte: "1990-01-01T00:00:00Z", lt: "2026-01-01T00:00:00Z" } }) { volume { date } } }',
      'interval',
      `interval must give at most 1000 intervals; DAY gives 13149, from 1990-01-01 to 2025-12-31: ${MEND}`,
    ],
    [
      '{ stats(filter: { createdAt: { gte: "1900-01-01T00:00:00Z", lt: "2026-01-01T00:00:00Z" } }) { volume(interval: WEEK) { date } } }',
      'interval',
      `interval must give at most 1000 intervals; WEEK gives 6575, from 1900-01-01 to 2025-12-29: ${MEND}`,
    ],
    [
      '{ stats(filter: { createdAt: { gte: "1900-01-01T00:00:00Z", lt: "2026-01-01T00:00:00Z" } }) { volume(interval: MONTH) { date } } }',
      'interval',
      'interval must give at most 1000 intervals; MONTH gives 1512, from 1900-01-01 to 2025-12-01: bound filter.createdAt more closely.',
    ],
    [
      '{ stats(filter: { createdAt: { gte: "9999-12-30T00:00:00Z", lte: "9999-12-31T23:59:59Z" } }) { volume(timeZone: "Pacific/Kiritimati") { date } } }',
      'interval',
      'interval must begin in the years 0000 to 9999: bound filter.createdAt more closely.',
    ],
    [
      '{ stats(filter: { user: { eq: "nonsense" } }) { total } }',
      'filter.user.eq',
      'filter.user.eq is not an id of this gateway; pass ids on as some query gave them.',
    ],
    [
      '{ stats(filter: { status: null }) { total } }',
      'filter.status',
      'filter.status must not be null: leave it out, or use isNull where there is one.',
    ],
  ])('is told what is wrong: %s', async (query, argument, message) => {
    const answer = await ask(four.world.gateway, query, { token });

    expectRefused(answer, argument, message);
  });

  it('is a range of the tickets themselves that is too long', async () => {
    const query = '{ stats(filter: { createdAt: { gte: "2020-01-01T00:00:00Z" } }) { volume { date } } }';

    const { errors } = await ask(four.world.gateway, query, { token });

    expect(errors?.[0]?.message).toMatch(
      /^interval must give at most 1000 intervals; DAY gives \d{4}, from 2020-01-01 to 2026-/,
    );
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'interval' });
  });

  it('is no range that only tickets of others make', async () => {
    const query = '{ stats { volume { date } } }';
    const users = [...new Set(four.tickets().flatMap(({ user }) => user ?? []))];

    const everybody = await ask(four.world.gateway, query, { token });
    const theirs = [];
    for (const user of users) {
      theirs.push(await ask(four.world.gateway, query, { token: await four.world.token({ user }) }));
    }

    expect(everybody.errors?.[0]?.message).toContain('from 1990-05-06 to 2026-');
    expect(theirs.length).toBeGreaterThan(1);
    expect(theirs.map(({ errors }) => errors)).toEqual(theirs.map(() => undefined));
    expect(JSON.stringify(theirs.map(({ data }) => data))).not.toContain('1990');
  });

  it('is refused by the types where they know better', async () => {
    const answers = await Promise.all(
      [
        'volume(interval: HOUR) { date }',
        'volume(interval: null) { date }',
        'topCategories(limit: 1.5) { categories { count } }',
      ].map((field) => ask(four.world.gateway, `{ stats { ${field} } }`, { token })),
    );

    expect(answers.map(({ status, errors }) => [status, errors?.[0]?.extensions.code])).toEqual(
      answers.map(() => [400, 'BAD_USER_INPUT']),
    );
  });

  it('allows a thousand intervals, and the longest at a time', async () => {
    const filter = '(filter: { createdAt: { gte: "2023-10-06T00:00:00Z", lt: "2026-07-02T00:00:00Z" } })';

    const { data } = await ask<{ stats: Record<string, readonly { date: string }[]> }>(
      four.world.gateway,
      `{ stats${filter} { day: volume { date } month: volume(interval: MONTH) { date } } }`,
      { token },
    );

    expect([data?.stats['day']?.length, data?.stats['month']?.length]).toEqual([1000, 34]);
  });
});

function expectRefused({ data, errors }: Answer, argument: string, message: string): void {
  expect(data).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT', argument } });
}
