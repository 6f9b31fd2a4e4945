import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import { failAt, hangFrom } from './faults.js';
import { idsOf } from './fifty-tickets.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored, type Script } from './script.js';
import { createScriptedBackend } from './scripted-provider.js';
import { asUser, createWorld, namesOf, toQuestion } from './world.js';

const RATE_LIMITED = new ProviderError('RATE_LIMITED', 'GET /messages: not sent.');
const UNORDERED = { ...DECLARES_NOTHING, maxBatchSize: 2 };
const ORDERED = { ...UNORDERED, orders: EVERY_ORDER };
const IDS = ['1', '2', '3', '4', '5', '6'];

const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
const search = { field: 'search', operator: 'words', value: { words: ['word'], messages: 'ALL' } } as const;
const question = toQuestion({ order, filter: [search] });

/** A backend that cannot search, with a ticket for each id, all with the word and all of one user. */
function makeBackend(script: Partial<Script> = {}) {
  const owner = { userId: 'u', organizationId: null };
  const stored = IDS.map((nativeId) => makeStored({ backend: 'a', nativeId, owner, subject: `Word ${nativeId}` }));
  return createScriptedBackend({ key: 'a', stored, capabilities: UNORDERED, ...script });
}

describe('a search by conversations', () => {
  it.each([
    ['of a slot', { badSlots: new Map([['4', RATE_LIMITED]]) }, ['a/1', 'a/2', 'a/3']],
    ['of a batch', { before: failAt('listMessages', 2, RATE_LIMITED) }, ['a/1', 'a/2']],
  ] as const)('keeps what it has judged before a failure %s', async (_name, script, known) => {
    const { ask } = createWorld([makeBackend(script)]);

    const list = await ask().listTickets(question);

    expect(namesOf(list)).toEqual(known);
    expect(list.reports).toMatchObject([
      { outcome: 'PARTIAL', reason: 'The backend failed in the middle of the scan.', error: { code: 'RATE_LIMITED' } },
    ]);
  });

  it('goes on without a ticket whose conversation cannot be read, and says so', async () => {
    const unreadable = new ProviderError('BAD_RESPONSE', 'GET /messages: not JSON.');
    const { ask } = createWorld([makeBackend({ badSlots: new Map([['4', unreadable]]) })]);

    const list = await ask().listTickets({ ...question, count: true });

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3', 'a/5', 'a/6']);
    expect(list.total).toEqual({ value: 5, precision: 'AT_LEAST' });
    expect(list.reports).toMatchObject([
      {
        outcome: 'PARTIAL',
        reason: 'Tickets whose conversations could not be read are left out.',
        error: { code: 'BAD_RESPONSE' },
      },
    ]);
  });

  it('counts at least what it has judged', async () => {
    const { ask } = createWorld([makeBackend({ badSlots: new Map([['4', RATE_LIMITED]]) })]);

    const { total } = await ask().listTickets({ ...question, count: true });

    expect(total).toEqual({ value: 3, precision: 'AT_LEAST' });
  });

  it('keeps what it has judged when the time is up', async () => {
    const { ask } = createWorld([makeBackend({ before: hangFrom('listMessages', 3) })], { deadlineMs: 100 });

    const list = await ask().listTickets(question);

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3', 'a/4']);
    expect(list.reports).toMatchObject([
      { outcome: 'PARTIAL', reason: 'The time was up in the middle of the scan.', error: { code: 'TIMEOUT' } },
    ]);
  });

  it('goes on from the place of the failure where the order is the upstream’s', async () => {
    const badSlots = new Map([['4', RATE_LIMITED]]);
    const { ask } = createWorld([makeBackend({ capabilities: ORDERED, badSlots })]);

    const first = await ask().listTickets(question);
    badSlots.clear();
    const second = await ask().listTickets({ ...question, from: first.next });

    expect(first).toMatchObject({ hasMore: true, next: { nativeId: '3' } });
    expect([...namesOf(first), ...namesOf(second)]).toEqual(IDS.map((id) => `a/${id}`));
    expect(second).toMatchObject({ hasMore: false, reports: [{ outcome: 'COMPLETE' }] });
  });

  it('reads no more batches than it takes to fill the page', async () => {
    const backend = makeBackend({ capabilities: ORDERED });
    const { ask } = createWorld([backend]);

    const list = await ask().listTickets({ ...question, size: 3 });

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3']);
    expect(list).toMatchObject({ hasMore: true, reports: [{ outcome: 'COMPLETE', reason: null }] });
    expect(idsOf(backend, 'listMessages')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('says which of its budgets ended it', async () => {
    const backend = makeBackend({ pageSize: 3 });
    const lists = await Promise.all([
      createWorld([backend], { conversationsPerScan: 4 }).ask().listTickets(question),
      createWorld([backend], { pagesPerScan: 1 }).ask().listTickets(question),
    ]);

    expect(lists.map(({ rows, reports }) => [rows.length, reports[0]?.outcome, reports[0]?.reason])).toEqual([
      [4, 'PARTIAL', 'The budget of conversations ended the scan.'],
      [3, 'PARTIAL', 'The page budget ended the scan.'],
    ]);
  });

  it('fails alike with and without hidden tickets before the one that fails', async () => {
    const badSlots = new Map([['4', RATE_LIMITED]]);
    const owner = { userId: 'somebody else', organizationId: null };
    const reports = [true, false].map(async (withHidden) => {
      const backend = makeBackend({ badSlots });
      const hidden = ['1', '2', '3'].map((nativeId) => makeStored({ backend: 'a', nativeId, owner }));
      backend.stored.splice(0, 3, ...(withHidden ? hidden : []));
      const list = await createWorld([backend]).ask(asUser('u')).listTickets(question);
      return list.reports.map(({ outcome, reason, error }) => ({ outcome, reason, error }));
    });

    expect(await reports[0]).toEqual(await reports[1]);
    expect(await reports[0]).toMatchObject([{ outcome: 'FAILED', error: { code: 'RATE_LIMITED' } }]);
  });
});
