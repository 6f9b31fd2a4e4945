import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../../src/federation/session.js';
import { ProviderError } from '../../src/provider/provider-error.js';
import { collectGarbage } from '../collect-garbage.js';
import { hangFrom } from './faults.js';
import { DECLARES_NOTHING, EVERY_ORDER, makeStored, type LoggedCall } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';
import { createWorld, namesOf, NOTHING, STAFF, toQuestion } from './world.js';

const DEADLINE_MS = 100;
const order = { field: 'CREATED_AT', direction: 'ASC' } as const;
const ref = { backend: 'a', nativeId: '1' };

function makeBackend(key: string, hanging?: LoggedCall['method'], from = 1): ScriptedBackend {
  const stored = ['1', '2', '3'].map((nativeId) => makeStored({ backend: key, nativeId }));
  return createScriptedBackend({
    key,
    stored,
    users: new Map(),
    categories: [],
    capabilities: {
      ...DECLARES_NOTHING,
      maxPageSize: 2,
      maxBatchSize: 1,
      orders: EVERY_ORDER,
      updatableFields: ['humanVerifiedCategory'],
    },
    ...(hanging && { before: hangFrom(hanging, from) }),
  });
}

function ask(...backends: ScriptedBackend[]): Session {
  return createWorld(backends, { deadlineMs: DEADLINE_MS }).ask();
}

/** The answer, provided that it comes before the deadline and a tenth of a second are over. */
async function inTime<T>(answer: Promise<T>): Promise<Awaited<T> | 'late'> {
  return Promise.race([answer, wait(DEADLINE_MS + 100, 'late' as const)]);
}

describe('a backend that hangs', () => {
  it('is reported at the deadline, and the others answer', async () => {
    const list = await inTime(
      ask(makeBackend('a', 'listTickets'), makeBackend('b')).listTickets(toQuestion({ order })),
    );

    expect(list).toMatchObject({
      rows: [{ ticket: { backend: 'b', nativeId: '1' } }, { ticket: { nativeId: '2' } }, { ticket: { nativeId: '3' } }],
      reports: [
        { outcome: 'FAILED', error: { code: 'TIMEOUT', message: 'a did not answer before the deadline.' } },
        { outcome: 'COMPLETE' },
      ],
    });
  });

  it('on its second page leaves the first', async () => {
    const list = await inTime(ask(makeBackend('a', 'listTickets', 2)).listTickets(toQuestion({ order })));

    expect(list).toMatchObject({ reports: [{ outcome: 'PARTIAL', error: { code: 'TIMEOUT' } }] });
    expect(list === 'late' ? [] : namesOf(list)).toEqual(['a/1', 'a/2']);
  });

  it('leaves a count unknown', async () => {
    const counting = createScriptedBackend({ key: 'a', aggregates: true, before: hangFrom('aggregate', 1) });

    const list = await inTime(ask(counting).listTickets(toQuestion({ count: true })));

    expect(list).toMatchObject({ total: { value: 0, precision: 'UNKNOWN' } });
  });

  it.each(['aggregate', 'listTickets'] as const)('costs statistics its part: %s', async (method) => {
    const aggregates = method === 'aggregate';
    const hanging = createScriptedBackend({ key: 'a', aggregates, before: hangFrom(method, 1) });
    const statistics = ask(hanging, makeBackend('b')).openStatistics([]);

    const measured = await inTime(statistics.load({ measure: 'total' }));

    expect(measured).toMatchObject({
      whole: { total: 3 },
      reports: [
        { outcome: 'FAILED', error: { code: 'TIMEOUT', message: 'a did not answer before the deadline.' } },
        { outcome: 'COMPLETE' },
      ],
    });
  });

  it('leaves statistics what was read before', async () => {
    const measured = await inTime(
      ask(makeBackend('a', 'listTickets', 2))
        .openStatistics([])
        .load({ measure: 'total' }),
    );

    expect(measured).toMatchObject({
      whole: { total: 2 },
      reports: [{ outcome: 'PARTIAL', reason: 'The time was up in the middle of the scan. Tickets counted: 2.' }],
    });
  });

  it.each([
    ['a ticket', 'getTickets', (session: Session): Promise<unknown> => session.loadTicket(ref, NOTHING)],
    ['a message', 'listMessages', (session: Session): Promise<unknown> => session.loadMessage(ref, 'm')],
    ['the categories', 'listCategories', (session: Session): Promise<unknown> => session.loadCategories('a')],
  ] as const)('keeps nobody waiting for %s', async (_name, method, load) => {
    const answer = inTime(load(ask(makeBackend('a', method))));

    await expect(answer).rejects.toEqual(new ProviderError('TIMEOUT', 'a did not answer before the deadline.'));
  });

  it('keeps nobody waiting for a user', async () => {
    const answer = inTime(ask(makeBackend('a', 'getUsers')).loadUser('u'));

    const message = 'a did not answer in time who a user is.';
    await expect(answer).rejects.toEqual(new ProviderError('TIMEOUT', message, { backend: 'a' }));
  });

  it.each([
    ['before the write', 'getTickets', false],
    ['at the write', 'updateTicket', true],
  ] as const)('%s leaves its outcome known or not', async (_name, method, outcomeUnknown) => {
    const changes = { humanVerifiedCategory: 'BILLING' };
    const session = ask(makeBackend('a', method));

    const update = await inTime(session.updateTicket({ ref, changes, expectedVersion: null }));

    expect(update).toMatchObject({ outcome: 'FAILED', error: { code: 'TIMEOUT', outcomeUnknown } });
  });
});

describe('the deadline', () => {
  it('outlives a garbage collection', async () => {
    const answer = ask(makeBackend('a', 'listTickets')).listTickets(toQuestion());
    await wait(10);
    collectGarbage();

    expect(await inTime(answer)).toMatchObject({ reports: [{ error: { code: 'TIMEOUT' } }] });
  });

  it.each([
    ['at once', 0, undefined],
    ['later', 10, undefined],
    ['for a reason of its own', 10, new Error('read ECONNRESET')],
  ])('is over when the caller goes %s', async (_name, afterMs, reason) => {
    const caller = new AbortController();
    const world = createWorld([makeBackend('a', 'listTickets')]);
    if (afterMs === 0) caller.abort(reason);
    const answer = world.openSession(STAFF, caller.signal).listTickets(toQuestion());
    if (afterMs > 0) setTimeout(() => caller.abort(reason), afterMs);

    expect(await inTime(answer)).toMatchObject({ reports: [{ outcome: 'FAILED', error: { code: 'TIMEOUT' } }] });
  });
});

describe('a request that has its answer', () => {
  it.each([
    ['still', (session: Session) => void setTimeout(() => session.close(), 10)],
    ['from then on', (session: Session) => session.close()],
  ])('waits for nothing that is read for it %s', async (_name, close) => {
    const session = createWorld([makeBackend('a', 'listTickets')]).ask();
    close(session);

    expect(await inTime(session.listTickets(toQuestion()))).toMatchObject({ reports: [{ outcome: 'FAILED' }] });
  });
});

describe('many calls at once', () => {
  const warnings: string[] = [];
  const note = ({ name }: Error) => void warnings.push(name);
  beforeEach(() => void process.on('warning', note));
  afterEach(() => void process.off('warning', note));

  it('are no leak to warn of', async () => {
    const session = ask(makeBackend('a'));
    const ids = Array.from({ length: 30 }, (_, index) => `${index}`);

    await Promise.all(ids.map((nativeId) => session.loadTicket({ backend: 'a', nativeId }, NOTHING)));
    await wait(0);

    expect(warnings).toEqual([]);
  });
});
