import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import type { TicketFilter } from '../../src/ticket/filter.js';
import { failAlways, failAt } from './faults.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored, type Script } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { createWorld, namesOf, NOTHING, NOW, toQuestion } from './world.js';

const UNAVAILABLE = new ProviderError('UNAVAILABLE', 'GET /tickets: 503.', { retryAfterMs: 1000 });
const BUG = new TypeError('Cannot read properties of undefined.');
const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
const search: TicketFilter = [{ field: 'search', operator: 'words', value: { words: ['hum'], messages: 'ALL' } }];

/** Four tickets, two a page. */
function makeFour(key: string, script: Partial<Script> = {}) {
  const stored = ['1', '2', '3', '4'].map((nativeId) => makeStored({ backend: key, nativeId, subject: 'A hum' }));
  return createScriptedBackend({ key, stored, capabilities: { ...DECLARES_NOTHING, maxPageSize: 2 }, ...script });
}

describe('a backend that fails', () => {
  it('is reported, and the others answer', async () => {
    const failing = makeFour('a', { before: failAlways(UNAVAILABLE) });

    const list = await createWorld([failing, makeFour('b')])
      .ask()
      .listTickets(toQuestion({ order }));

    expect(namesOf(list)).toEqual(['b/1', 'b/2', 'b/3', 'b/4']);
    const report = { latencyMs: expect.any(Number), pushed: [], evaluatedHere: [] };
    expect(list.reports).toEqual([
      {
        ...report,
        backend: failing,
        outcome: 'FAILED',
        reason: 'The backend did not answer this question.',
        error: UNAVAILABLE,
        asOf: null,
        upstreamRequests: 1,
      },
      expect.objectContaining({ outcome: 'COMPLETE', reason: null, error: null, asOf: NOW, upstreamRequests: 2 }),
    ]);
  });

  it.each([
    ['no order, so the others go on', {}, ['a/1', 'a/2', 'b/1', 'b/2', 'b/3', 'b/4'], false],
    ['the order, so the others wait for the next page', EVERY_ORDER, ['a/1', 'a/2'], true],
  ])('on its second page is reported, giving %s', async (_name, orders, listed, hasMore) => {
    const capabilities = { ...DECLARES_NOTHING, maxPageSize: 2, orders };
    const failing = makeFour('a', { capabilities, before: failAt('listTickets', 2, UNAVAILABLE) });

    const list = await createWorld([failing, makeFour('b')])
      .ask()
      .listTickets(toQuestion({ order }));

    expect(namesOf(list)).toEqual(listed);
    expect(list.hasMore).toBe(hasMore);
    expect(list.reports).toMatchObject([
      { outcome: 'PARTIAL', reason: 'The backend failed in the middle of the scan.', error: UNAVAILABLE, asOf: NOW },
      { outcome: 'COMPLETE' },
    ]);
  });

  it('at the messages of its first page is reported as one that gave nothing', async () => {
    const failing = makeFour('a', { before: failAt('listMessages', 1, UNAVAILABLE) });

    const list = await createWorld([failing, makeFour('b')])
      .ask()
      .listTickets(toQuestion({ order, filter: search }));

    expect(namesOf(list)).toEqual(['b/1', 'b/2', 'b/3', 'b/4']);
    expect(list.reports).toMatchObject([
      { outcome: 'FAILED', error: UNAVAILABLE, asOf: null },
      { outcome: 'COMPLETE', evaluatedHere: ['search.words'] },
    ]);
  });

  it('for one conversation of its second page keeps what was judged before', async () => {
    const failing = makeFour('a', { badSlots: new Map([['4', UNAVAILABLE]]) });

    const list = await createWorld([failing])
      .ask()
      .listTickets(toQuestion({ order, filter: search }));

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3']);
    expect(list.reports).toMatchObject([{ outcome: 'PARTIAL', error: UNAVAILABLE }]);
  });
});

describe('a ticket that a list cannot give', () => {
  const ask = () => createWorld([makeFour('a', { unlistable: new Map([['2', UNAVAILABLE]]) })]).ask();
  const leftOut = 'Some tickets, or their conversations, could not be read and are left out.';

  it('is missing alone, and the report says so', async () => {
    const list = await ask().listTickets(toQuestion({ order, count: true }));

    expect(namesOf(list)).toEqual(['a/1', 'a/3', 'a/4']);
    expect(list.total).toEqual({ value: 3, precision: 'AT_LEAST' });
    expect(list.reports).toMatchObject([{ outcome: 'PARTIAL', reason: leftOut, error: UNAVAILABLE }]);
  });

  it('is missing in a search, and in figures', async () => {
    const session = ask();

    const [list, figures] = await Promise.all([
      session.listTickets(toQuestion({ order, filter: search })),
      session.openStatistics([]).load({ measure: 'total' }),
    ]);

    expect(namesOf(list)).toEqual(['a/1', 'a/3', 'a/4']);
    expect(list.reports).toMatchObject([{ outcome: 'PARTIAL', reason: leftOut, error: UNAVAILABLE }]);
    expect(figures.whole.total).toBe(3);
    expect(figures.reports).toMatchObject([{ outcome: 'PARTIAL', error: UNAVAILABLE }]);
  });
});

describe('a bug in a provider', () => {
  const ask = (before: Script['before'], script: Partial<Script> = {}) => {
    const users = new Map();
    const capabilities = { ...DECLARES_NOTHING, maxPageSize: 2, orders: EVERY_ORDER };
    const updatable = { ...capabilities, updatableFields: ['humanVerifiedCategory'] as const };
    const backend = makeFour('a', { users, categories: [], capabilities: updatable, before, ...script });
    return createWorld([backend, makeFour('b')]).ask();
  };
  const ref = { backend: 'a', nativeId: '1' };
  const [stored] = makeFour('a').stored;

  it.each([1, 2])('is thrown on by a list, on page %i', async (page) => {
    const listing = ask(failAt('listTickets', page, BUG)).listTickets(toQuestion({ order }));

    await expect(listing).rejects.toBe(BUG);
  });

  it('is thrown on by a search', async () => {
    const listing = ask(failAt('listMessages', 1, BUG)).listTickets(toQuestion({ filter: search }));

    await expect(listing).rejects.toBe(BUG);
  });

  it('is thrown on by a backend’s own count', async () => {
    const session = ask(failAt('aggregate', 1, BUG), { aggregates: true });

    await expect(session.listTickets(toQuestion({ count: true }))).rejects.toBe(BUG);
  });

  it('is thrown on by a count that reads further than the list', async () => {
    const session = ask(failAt('listTickets', 3, BUG));

    await expect(session.listTickets(toQuestion({ order, size: 1, count: true }))).rejects.toBe(BUG);
  });

  it('is thrown on by every loader', async () => {
    await expect(ask(failAt('getTickets', 1, BUG)).loadTicket(ref, NOTHING)).rejects.toBe(BUG);
    await expect(ask(failAt('getUsers', 1, BUG)).loadUser('u')).rejects.toBe(BUG);
    await expect(ask(failAt('listCategories', 1, BUG)).loadCategories('a')).rejects.toBe(BUG);
    await expect(ask(failAt('listMessages', 1, BUG)).loadMessage(ref, 'm')).rejects.toBe(BUG);
    await expect(stored && ask(failAt('listMessages', 1, BUG)).loadMessages(stored.ticket)).rejects.toBe(BUG);
  });

  it('is thrown on by a write', async () => {
    const session = ask(failAt('updateTicket', 1, BUG));
    const changes = { humanVerifiedCategory: 'BILLING' };

    await expect(session.updateTicket({ ref, changes, expectedVersion: null })).rejects.toBe(BUG);
  });
});
