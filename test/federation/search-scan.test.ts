import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../../src/demo/random.js';
import type { TicketList } from '../../src/federation/ticket-list.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import { toInstant } from '../../src/ticket/instant.js';
import { ORDER_DIRECTIONS } from '../../src/ticket/order.js';
import { failAt, hangFrom } from './faults.js';
import { idsOf } from './fifty-tickets.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored, type Script } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';
import { walk } from './walk.js';
import { asUser, createWorld, nameOf, namesOf, toQuestion } from './world.js';

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
        reason: 'Some tickets, or their conversations, could not be read and are left out.',
        error: { code: 'BAD_RESPONSE' },
      },
    ]);
  });

  it('leaves out a ticket that is gone when its conversation is asked for', async () => {
    const backend: ScriptedBackend = makeBackend({
      before: async ({ method }) => {
        if (method === 'listMessages' && backend.stored.length === IDS.length) backend.stored.pop();
      },
    });
    const { ask } = createWorld([backend]);
    const unanswered = { not: [{ field: 'messages', operator: 'some', value: [] }] } as const;

    const list = await ask().listTickets(toQuestion({ order, filter: [unanswered] }));

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3', 'a/4', 'a/5']);
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

  it.each([
    ['the upstream’s', ORDERED],
    ['ours', UNORDERED],
  ])('goes on from the place of the failure where the order is %s', async (_name, capabilities) => {
    const badSlots = new Map([['4', RATE_LIMITED]]);
    const { ask } = createWorld([makeBackend({ capabilities, badSlots })]);

    const first = await ask().listTickets(question);
    badSlots.clear();
    const second = await ask().listTickets({ ...question, from: first.next });

    expect(first).toMatchObject({ hasMore: true, next: { nativeId: '3' } });
    expect([...namesOf(first), ...namesOf(second)]).toEqual(IDS.map((id) => `a/${id}`));
    expect(second).toMatchObject({ hasMore: false, reports: [{ outcome: 'COMPLETE' }] });
  });

  it.each([
    ['gives the order', ORDERED],
    ['gives none, and is read to the end first', UNORDERED],
  ])('reads no more batches than it takes to fill the page, of a backend that %s', async (_name, capabilities) => {
    const backend = makeBackend({ capabilities, pageSize: 2 });
    const { ask } = createWorld([backend]);

    const list = await ask().listTickets({ ...question, size: 3 });

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3']);
    expect(list).toMatchObject({ hasMore: true, reports: [{ outcome: 'COMPLETE', reason: null }] });
    expect(idsOf(backend, 'listMessages')).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
  });

  it('does not tell of what fails behind the page', async () => {
    const unreadable = new ProviderError('BAD_RESPONSE', 'GET /messages: not JSON.');
    const badSlots = new Map([
      ['4', unreadable],
      ['6', RATE_LIMITED],
    ]);
    const capabilities = { ...ORDERED, maxBatchSize: 6 };
    const { ask } = createWorld([makeBackend({ capabilities, badSlots })]);

    const list = await ask().listTickets({ ...question, size: 2 });

    expect(list).toMatchObject({ hasMore: true, reports: [{ outcome: 'COMPLETE', reason: null, error: null }] });
    expect(namesOf(list)).toEqual(['a/1', 'a/2']);
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

  it('goes on without a ticket whose conversation fails for itself, and stops where all fail from there on', async () => {
    const unavailable = new ProviderError('UNAVAILABLE', 'GET /messages: 500.');
    const capabilities = { ...ORDERED, maxBatchSize: 6 };
    const ask = (ids: readonly string[]) =>
      createWorld([makeBackend({ capabilities, badSlots: new Map(ids.map((id) => [id, unavailable])) })])
        .ask()
        .listTickets(question);

    const [own, all] = [await ask(['2', '4']), await ask(['2', '4', '5', '6'])];

    expect([namesOf(own), own.hasMore]).toEqual([['a/1', 'a/3', 'a/5', 'a/6'], false]);
    expect([namesOf(all), all.hasMore, all.next]).toMatchObject([['a/1', 'a/3'], true, { nativeId: '3' }]);
    const reports = [...own.reports, ...all.reports].map(({ outcome, reason }) => [outcome, reason]);
    expect(reports).toEqual([
      ['PARTIAL', 'Some tickets, or their conversations, could not be read and are left out.'],
      ['PARTIAL', 'The backend failed in the middle of the scan.'],
    ]);
  });

  it('tells nothing of hidden tickets, whatever fails or runs out, and loses nothing on the way', async () => {
    const errors = (['RATE_LIMITED', 'UNAVAILABLE', 'TIMEOUT', 'BAD_RESPONSE'] as const).map(
      (code) => new ProviderError(code, `GET /messages: ${code}.`),
    );
    const outcomes = new Set<string>();
    for (let seed = 0; seed < 400; seed += 1) {
      const random = createRandom(seed);
      const stored = makeMany(random);
      const visible = stored.filter(({ ticket }) => ticket.owner.userId === 'u');
      const some = (part: number) =>
        visible.filter(() => random.below(part) === 0).map(({ ticket }) => ticket.nativeId);
      const script: Partial<Script> = {
        pageSize: 1 + random.below(6),
        capabilities: {
          ...UNORDERED,
          orders: random.pick([{}, EVERY_ORDER, { CREATED_AT: { maxOutOfOrdernessMs: 2000 } }]),
          maxBatchSize: 1 + random.below(5),
          carries: random.pick([[], ['messages']]),
        },
        bare: new Set(some(2)),
        badSlots: new Map(some(4).map((id) => [id, random.pick(errors)])),
      };
      const conversationsPerScan = 1 + random.below(30);
      const request = {
        ...question,
        order: { field: 'CREATED_AT', direction: random.pick(ORDER_DIRECTIONS) },
        size: 1 + random.below(12),
        count: true,
      } as const;
      const createOf = (tickets: Script['stored'], options: Partial<Script> = {}) =>
        createWorld([createScriptedBackend({ key: 'a', ...script, stored: [...tickets], ...options })], {
          conversationsPerScan,
        });

      const alone = await createOf(visible).ask(asUser('u')).listTickets(request);
      const beside = await createOf(stored).ask(asUser('u')).listTickets(request);
      const [only = ''] = some(4);
      const unreadable = new ProviderError('BAD_RESPONSE', 'GET /messages: not JSON.');
      const walked = createOf(stored, { badSlots: new Map([[only, unreadable]]) });
      const { names } = await walk(walked, asUser('u'), { ...request, count: false });

      expect(toTold(beside), `seed ${seed}`).toEqual(toTold(alone));
      const readable = visible.filter(({ ticket }) => ticket.nativeId !== only || isCarried(script, only));
      expect(names.toSorted(), `seed ${seed}`).toEqual(readable.map(nameOf).toSorted());
      for (const { outcome, error, reason } of alone.reports) outcomes.add(`${outcome} ${error?.code} ${reason}`);
    }

    expect(outcomes.size).toBeGreaterThan(6);
  });

  it('asks for a ticket once that is listed twice because another came in', async () => {
    const owner = { userId: 'somebody else', organizationId: null };
    const backend = makeBackend({
      pageSize: 2,
      capabilities: { ...UNORDERED, maxBatchSize: 6 },
      before: async ({ method }, nth) => {
        if (method !== 'listTickets' || nth !== 2) return;
        backend.stored.unshift(makeStored({ backend: 'a', nativeId: '0', owner }));
        // And one that is there twice.
        backend.stored.push(...backend.stored.slice(-1));
      },
    });
    const { ask } = createWorld([backend], { conversationsPerScan: 6 });

    const list = await ask(asUser('u')).listTickets(question);

    expect(namesOf(list)).toEqual(IDS.map((id) => `a/${id}`));
    expect(list.reports).toMatchObject([{ outcome: 'COMPLETE' }]);
    expect(idsOf(backend, 'listMessages')).toEqual([IDS]);
  });

  it('keeps its place where nothing of what is read makes sense', async () => {
    const unreadable = new ProviderError('BAD_RESPONSE', 'GET /messages: not JSON.');
    const { ask } = createWorld([
      makeBackend({ capabilities: ORDERED, before: failAt('listMessages', 2, unreadable) }),
    ]);

    const list = await ask().listTickets(question);

    expect([namesOf(list), list.hasMore, list.next]).toMatchObject([['a/1', 'a/2'], true, { nativeId: '2' }]);
    expect(list.reports).toMatchObject([{ outcome: 'PARTIAL', error: { code: 'BAD_RESPONSE' } }]);
  });

  it('tells an outage as one beside tickets that carried their conversations along', async () => {
    const unavailable = new ProviderError('UNAVAILABLE', 'GET /messages: 500.');
    const backend = makeBackend({
      capabilities: { ...ORDERED, carries: ['messages'], maxBatchSize: 6 },
      bare: new Set(['1', '2', '3', '4', '5']),
      before: failAt('listMessages', 1, unavailable),
    });

    const list = await createWorld([backend]).ask().listTickets(question);

    expect(list).toMatchObject({ rows: [], reports: [{ outcome: 'FAILED', error: { code: 'UNAVAILABLE' } }] });
  });

  it('of a backend that gives no order says that pages are missing, and judges no more than it needs', async () => {
    const backend = makeBackend({ pageSize: 2 });
    const { ask } = createWorld([backend], { pagesPerScan: 2 });

    const list = await ask().listTickets({ ...question, size: 1 });

    expect([namesOf(list), list.hasMore]).toEqual([['a/1'], true]);
    expect(list.reports).toMatchObject([{ outcome: 'PARTIAL', reason: 'The page budget ended the scan.' }]);
    expect(idsOf(backend, 'listMessages')).toEqual([['1', '2']]);
  });

  it.each([
    ['with an order', ORDERED, true],
    ['without one', UNORDERED, false],
  ])('judges what is listed before a slow list %s has taken all the time', async (_name, capabilities, hasMore) => {
    const owner = { userId: 'u', organizationId: null };
    const stored = Array.from({ length: 40 }, (_, index) =>
      makeStored({ backend: 'a', nativeId: `${100 + index}`, owner, subject: 'A word' }),
    );
    const backend = makeBackend({
      stored,
      capabilities: { ...capabilities, maxBatchSize: 25 },
      pageSize: 1,
      before: async ({ method }) => void (method === 'listTickets' && (await wait(50))),
    });

    const list = await createWorld([backend], { deadlineMs: 1000 }).ask().listTickets(question);

    expect(list.rows.length).toBeGreaterThan(0);
    expect(list.hasMore).toBe(hasMore);
    expect(list.reports).toMatchObject([{ outcome: 'PARTIAL', error: { code: 'TIMEOUT' } }]);
  });

  it.each([
    ['with an order', ORDERED, true],
    ['without one', UNORDERED, false],
  ])('judges what is listed before a list %s hangs', async (_name, capabilities, hasMore) => {
    const backend = makeBackend({
      capabilities: { ...capabilities, maxBatchSize: 25 },
      pageSize: 2,
      before: hangFrom('listTickets', 3),
    });

    const list = await createWorld([backend], { deadlineMs: 400 }).ask().listTickets(question);

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3', 'a/4']);
    expect(list.hasMore).toBe(hasMore);
    expect(list.reports).toMatchObject([
      { outcome: 'PARTIAL', reason: 'The time was up in the middle of the scan.', error: { code: 'TIMEOUT' } },
    ]);
  });

  it('asks for no page more once judging has taken the time for it', async () => {
    const owner = { userId: 'u', organizationId: null };
    const stored = IDS.map((nativeId, index) => {
      const createdAt = toInstant(Date.parse('2026-03-02T09:00:00Z') + index * 7_200_000);
      return makeStored({ backend: 'a', nativeId, owner, subject: 'A word', createdAt });
    });
    const backend = makeBackend({
      stored,
      capabilities: { ...UNORDERED, orders: { CREATED_AT: { maxOutOfOrdernessMs: 3_600_000 } } },
      pageSize: 1,
      before: async ({ method }, count) => void (method === 'listMessages' && count === 1 && (await wait(600))),
    });

    const list = await createWorld([backend], { deadlineMs: 1000 }).ask().listTickets(question);

    // Of the third, others may come right before it.
    expect(backend.calls.filter(({ method }) => method === 'listTickets')).toHaveLength(3);
    expect(namesOf(list).slice(0, 2)).toEqual(['a/1', 'a/2']);
    expect(list).toMatchObject({ hasMore: true, reports: [{ outcome: 'PARTIAL', error: { code: 'TIMEOUT' } }] });
  });

  it.each(ORDER_DIRECTIONS)(
    'gets on where all budgets are small and the order may be off by more: %s',
    async (direction) => {
      const owner = { userId: 'u', organizationId: null };
      const stored = Array.from({ length: 20 }, (_, index) =>
        makeStored({
          backend: 'a',
          nativeId: `${100 + index}`,
          owner,
          subject: 'A word',
          createdAt: toInstant(Date.parse('2026-03-02T09:00:00Z') + index * 1000),
        }),
      );
      const capabilities = { ...UNORDERED, maxPageSize: 3, orders: { CREATED_AT: { maxOutOfOrdernessMs: 3_600_000 } } };
      for (const [pagesPerScan, conversationsPerScan] of [
        [2, 1],
        [2, 4],
        [3, 2],
      ] as const) {
        const backend = makeBackend({ stored: [...stored], capabilities });
        const world = createWorld([backend], { pagesPerScan, conversationsPerScan });

        const { names } = await walk(world, asUser('u'), { ...question, size: 3, order: { ...order, direction } });

        expect(names.toSorted(), `${pagesPerScan} pages, ${conversationsPerScan} conversations`).toEqual(
          stored.map(nameOf),
        );
      }
    },
  );

  it('asks for no page more once it may read no more conversations', async () => {
    const backend = makeBackend({ capabilities: ORDERED, pageSize: 1 });
    const { ask } = createWorld([backend], { conversationsPerScan: 2 });

    const list = await ask().listTickets(question);

    expect(namesOf(list)).toEqual(['a/1', 'a/2']);
    expect(list.reports).toMatchObject([{ reason: 'The budget of conversations ended the scan.' }]);
    expect(backend.calls.filter(({ method }) => method === 'listTickets')).toHaveLength(3);
  });

  it('ends where the requests of the query do, with what it has judged', async () => {
    const session = createWorld([makeBackend({ capabilities: ORDERED })]).ask();
    session.budget.allow(new Map([['a', { atLeast: 1, atMost: 3 }]]));

    const list = await session.listTickets(question);

    expect(namesOf(list)).toEqual(['a/1', 'a/2', 'a/3', 'a/4']);
    expect(list.reports).toMatchObject([
      {
        outcome: 'PARTIAL',
        reason: 'The upstream requests of this query were used up in the middle of the scan.',
        error: null,
      },
    ]);
  });
});

function isCarried({ capabilities, bare }: Partial<Script>, id: string): boolean {
  return capabilities?.carries.includes('messages') === true && bare?.has(id) === false;
}

/** Tickets a second apart, about half of them somebody else’s. */
function makeMany(random: Random): Script['stored'] {
  return Array.from({ length: random.below(25) }, (_, index) =>
    makeStored({
      backend: 'a',
      nativeId: `${100 + index}`,
      subject: 'A word',
      owner: { userId: random.pick(['u', 'somebody else']), organizationId: null },
      createdAt: toInstant(Date.parse('2026-03-02T09:00:00Z') + index * 1000),
    }),
  );
}

/** All that an answer tells but for the time it took. */
function toTold(list: TicketList) {
  const { hasMore, next, total } = list;
  const reports = list.reports.map(({ outcome, reason, error, upstreamRequests }) => ({
    outcome,
    reason,
    code: error?.code,
    upstreamRequests,
  }));
  return { names: namesOf(list), hasMore, next, total, reports };
}
