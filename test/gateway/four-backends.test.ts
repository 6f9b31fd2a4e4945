import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createFour, type Four } from '../visibility/four.js';
import { askFor } from './ask.js';

const COUNT = 12;
const LIST = `{ tickets(first: 100) { nodes { backend { key } } totalCount { value precision }
  backends { backend { key } outcome upstreamRequests error { code message } } } }`;

interface ListAnswer {
  readonly tickets: {
    readonly nodes: readonly { readonly backend: { readonly key: string } }[];
    readonly totalCount: { readonly value: number; readonly precision: string };
    readonly backends: readonly { readonly backend: { readonly key: string }; readonly outcome: string }[];
  };
}

describe('four backends', () => {
  let four: Four;
  let staff: string;
  beforeAll(async () => {
    four = await createFour(5, COUNT, { connection: { breakMs: 100, staleMs: 0 } });
    staff = await four.world.token({ scope: 'support:read access_all_areas' });
  });
  afterEach(() => {
    for (const simulator of simulators()) simulator.heal();
  });
  afterAll(() => four.world.close());

  const simulators = () => {
    const { evEnergy, moov, sirportly } = four.world.together;
    return [evEnergy, moov, sirportly];
  };
  const list = async (token = staff) => (await askFor<ListAnswer, object>(four.world.gateway, LIST, { token })).tickets;
  const keysOf = ({ nodes }: ListAnswer['tickets']) => [...new Set(nodes.map(({ backend }) => backend.key))].toSorted();

  it('are one page', async () => {
    const page = await list();

    expect(keysOf(page)).toEqual(['desk', 'ev', 'moov', 'sirportly']);
    expect(page.totalCount).toEqual({ value: four.tickets().length, precision: 'EXACT' });
    expect(page.backends.map(({ outcome }) => outcome)).toEqual(['COMPLETE', 'COMPLETE', 'COMPLETE', 'COMPLETE']);
  });

  it.each(['evEnergy', 'moov', 'sirportly'] as const)(
    'go on without %s: refusing, cut off, or silent',
    async (down) => {
      const simulator = four.world.together[down];
      const outcomes = [];
      for (const fault of [{ status: 503 }, 'reset'] as const) {
        const heal = simulator.fail({ match: () => true, with: fault });
        outcomes.push(await list());
        heal();
        await expect
          .poll(async () => (await list()).backends.every(({ outcome }) => outcome === 'COMPLETE'))
          .toBe(true);
      }

      const downKey = down === 'evEnergy' ? 'ev' : down;
      for (const page of outcomes) {
        expect(keysOf(page)).toEqual(['desk', 'ev', 'moov', 'sirportly'].filter((key) => key !== downKey));
        expect(page.totalCount.precision).toBe('AT_LEAST');
        expect(page.backends.filter(({ outcome }) => outcome !== 'COMPLETE')).toMatchObject([
          { backend: { key: downKey }, outcome: 'FAILED', error: { code: 'UNAVAILABLE' } },
        ]);
      }
    },
  );

  it('skip an account that the caller may not see, and a backend without any', async () => {
    const { moov, moovAccounts } = four.world.together;
    const [own] = moovAccounts;
    const user = await four.world.token({ user: own?.userId ?? null });
    const nobody = await four.world.token({ user: 'user-of-nowhere' });
    moov.requests.clear();

    const mine = await list(user);
    const asked = moov.requests.entries.map(({ path }) => path.split('/')[2]);
    moov.requests.clear();
    const nothing = await list(nobody);

    expect(new Set(asked)).toEqual(new Set([own?.accountId]));
    expect(mine.backends.map(({ outcome }) => outcome)).not.toContain('FAILED');
    expect(nothing.backends).toContainEqual(
      expect.objectContaining({ backend: { key: 'moov' }, outcome: 'SKIPPED', upstreamRequests: 0 }),
    );
    expect(moov.requests.entries).toEqual([]);
    expect(nothing.nodes).toEqual([]);
  });

  it('share what many callers ask at once', async () => {
    const organizations = four.world.together.evEnergy.data.organizations.map(({ id }) => id);
    const tokens = await Promise.all(organizations.map((organization) => four.world.token({ organization })));
    await list();
    for (const simulator of simulators()) simulator.requests.clear();

    await Promise.all([...tokens, ...tokens, ...tokens].map((token) => list(token)));

    const { sirportly } = four.world.together;
    expect(new Set(sirportly.requests.entries.map(({ path }) => path))).toEqual(new Set(['/api/v2/tickets/all']));
    expect(sirportly.requests.entries.length).toBeLessThan(tokens.length * 3);
  });
});

describe('a backend that never answers', () => {
  it.each(['moov', 'sirportly'] as const)('costs its own tickets, by the deadline: %s', async (silent) => {
    const deadlineMs = 800;
    const { world } = await createFour(6, 6, { limits: { deadlineMs } });
    const token = await world.token({ scope: 'support:read access_all_areas' });
    await askFor(world.gateway, LIST, { token });
    world.together[silent].fail({ match: () => true, with: 'hang' });
    const startedAt = performance.now();

    const { tickets } = await askFor<ListAnswer, object>(world.gateway, LIST, { token });
    const tookMs = performance.now() - startedAt;
    await world.close();

    expect(tickets.backends.filter(({ outcome }) => outcome !== 'COMPLETE')).toMatchObject([
      { backend: { key: silent }, outcome: 'FAILED', error: { code: 'TIMEOUT' } },
    ]);
    expect(new Set(tickets.nodes.map(({ backend }) => backend.key)).size).toBe(3);
    expect(tookMs).toBeGreaterThanOrEqual(deadlineMs - 50);
    expect(tookMs).toBeLessThan(deadlineMs + 1000);
  });
});
