import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../src/provider/capabilities.js';
import type { RateLimit } from '../../src/provider/provider.js';
import { ONE_EACH } from '../../src/provider/request-costs.js';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';
import { createWorld, NOTHING, toQuestion } from './world.js';

function createBackend(key: string, rateLimit: RateLimit | null = null): ScriptedBackend {
  const stored = Array.from({ length: 12 }, (_, at) => makeStored({ backend: key, nativeId: String(at) }));
  const backend = createScriptedBackend({ key, stored, pageSize: 2 });
  return {
    ...backend,
    provider: { ...backend.provider, status: () => ({ health: 'HEALTHY', breakers: {}, rateLimit, pausedMs: 0 }) },
  };
}

const LIST = {
  filter: [],
  size: 100,
  order: { field: 'CREATED_AT', direction: 'DESC' },
  isContinued: false,
  expand: NOTHING,
  page: true,
  count: false,
} as const;

describe('what a request may take upstream', () => {
  it('is told before, and bounds the run', async () => {
    const world = createWorld([createBackend('a')], { pagesPerScan: 2 });
    const session = world.ask();
    const estimate = session.openEstimate();
    estimate.addList(LIST);

    session.budget.allow(estimate.read());
    const lists = await Promise.all(
      ['OPEN', 'NEW', 'CLOSED', 'PENDING', 'RESOLVED', 'ON_HOLD'].map((status) =>
        session.listTickets(toQuestion({ filter: [{ field: 'status', operator: 'eq', value: status }] })),
      ),
    );

    // Two pages, a tenth more, and two for repeats.
    expect(estimate.read()).toEqual(new Map([['a', { atLeast: 1, atMost: 5 }]]));
    expect(session.budget.made()).toEqual(new Map([['a', 5]]));
    expect(lists.map(({ reports }) => reports[0]?.error?.code)).toContain('RATE_LIMITED');
  });

  it('is, of a list that the backend filters and orders itself, what its page takes and one more', () => {
    const capabilities: Capabilities = {
      ...DECLARES_NOTHING,
      orders: EVERY_ORDER,
      maxPageSize: 2,
      filters: { status: { eq: 'exact' } },
    };
    const backend = createScriptedBackend({ key: 'a', capabilities });
    const tell = (field: 'status' | 'priority') => {
      const estimate = createWorld([backend], { pagesPerScan: 10 }).ask().openEstimate();
      const filter = [{ field, operator: 'eq', value: field === 'status' ? 'OPEN' : 'HIGH' }] as TicketFilter;
      estimate.addList({ ...LIST, size: 3, filter });
      return estimate.read().get('a')?.atMost;
    };

    // Three pages, or all that it may read; a tenth more, and two for repeats.
    expect([tell('status'), tell('priority')]).toEqual([6, 13]);
  });

  it('ends a scan that has begun as the pages that may be read do', async () => {
    const session = createWorld([createBackend('a')]).ask();
    session.budget.allow(new Map([['a', { atLeast: 1, atMost: 2 }]]));

    const { rows, reports } = await session.listTickets(toQuestion());

    expect(reports).toMatchObject([
      {
        outcome: 'PARTIAL',
        reason: 'The upstream requests of this query were used up in the middle of the scan.',
        error: null,
      },
    ]);
    expect(rows).toHaveLength(4);
  });

  it('is at least what the shortest way takes: a page without look-ups, and the total off it', () => {
    const list = () => ({ start: 0, page: 3, shortestPage: 1 });
    const capabilities = { ...DECLARES_NOTHING, requests: { ...ONE_EACH, list } };
    const estimate = createWorld([createScriptedBackend({ key: 'a', capabilities })])
      .ask()
      .openEstimate();

    estimate.addList({ ...LIST, count: true });

    expect(estimate.read().get('a')).toMatchObject({ atLeast: 1 });
  });

  it('leaves out a backend whose own quota does not suffice, and asks the others', async () => {
    const [poor, rich] = [createBackend('poor', { limit: 100, remaining: 0, resetAt: null }), createBackend('rich')];
    const session = createWorld([poor, rich]).ask();
    const estimate = session.openEstimate();
    estimate.addList(LIST);
    session.budget.allow(estimate.read());

    const { rows, reports } = await session.listTickets(toQuestion());

    expect(reports).toMatchObject([
      { outcome: 'FAILED', error: { code: 'RATE_LIMITED' }, upstreamRequests: 0 },
      { outcome: 'COMPLETE' },
    ]);
    expect(rows).toHaveLength(12);
    expect(session.budget.made().has('poor')).toBe(false);
  });

  it('reads no more conversations for a search than it may, and says that there is more', async () => {
    const stored = Array.from({ length: 12 }, (_, at) =>
      makeStored({ backend: 'a', nativeId: String(at), subject: `Word ${at}` }),
    );
    const backend = createScriptedBackend({ key: 'a', stored, pageSize: 5 });
    const search = { field: 'search', operator: 'words', value: { words: ['word'], messages: 'ALL' } } as const;
    const session = createWorld([backend], { conversationsPerScan: 7 }).ask();

    const { rows, reports } = await session.listTickets(toQuestion({ filter: [search] }));

    expect(rows).toHaveLength(7);
    expect(reports).toMatchObject([{ outcome: 'PARTIAL' }]);
    const read = backend.calls.flatMap((call) => (call.method === 'listMessages' ? call.ids : []));
    expect(read).toHaveLength(7);
  });
});
