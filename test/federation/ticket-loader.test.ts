import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../src/provider/provider-error.js';
import { failAt } from './faults.js';
import { FIFTY, idsOf, makeFifty } from './fifty-tickets.js';
import { DECLARES_NOTHING, makeStored } from './script.js';
import { createScriptedBackend, type ScriptedBackend } from './scripted-provider.js';
import { createWorld, EVERYTHING, NOTHING, toQuestion } from './world.js';

const UNAVAILABLE = new ProviderError('UNAVAILABLE', 'GET /tickets: 503.');
const THREE = [
  ['a', '1'],
  ['a', '2'],
  ['a', '3'],
] as const;

describe('tickets by id', () => {
  it.each([
    [1, 50],
    [20, 3],
    [25, 2],
    [100, 1],
  ])('are read together, %i at most, in %i calls', async (maxBatchSize, calls) => {
    const backend = makeFifty('a', { capabilities: { ...DECLARES_NOTHING, maxBatchSize } });
    const session = createWorld([backend]).ask();

    const load = (nativeId: string) => session.loadTicket({ backend: 'a', nativeId }, NOTHING);
    const tickets = await Promise.all([...FIFTY, ...FIFTY].map(load));
    await load('7');

    expect(tickets).toEqual([...backend.stored, ...backend.stored].map(({ ticket }) => ticket));
    const ids = idsOf(backend, 'getTickets');
    expect(ids).toHaveLength(calls);
    expect(ids.flat()).toEqual(FIFTY);
  });

  it('come each in the place of its id, from each backend by itself', async () => {
    const backends = [makeFifty('a'), makeFifty('b')];
    const session = createWorld(backends).ask();
    const refs = [
      { backend: 'b', nativeId: '2' },
      { backend: 'a', nativeId: '1' },
      { backend: 'unknown', nativeId: '1' },
      { backend: 'b', nativeId: 'absent' },
      { backend: 'b', nativeId: '1' },
    ];

    const tickets = await Promise.all(refs.map((each) => session.loadTicket(each, NOTHING)));

    const [a, b] = backends.map(({ stored }) => stored.map(({ ticket }) => ticket));
    expect(tickets).toEqual([b?.[2], a?.[1], null, null, b?.[1]]);
    expect(backends.map((backend) => idsOf(backend, 'getTickets'))).toEqual([[['1']], [['2', 'absent', '1']]]);
  });

  it.each([
    ['a/b', 'c', 'b/c'],
    ['ab', 'c', 'bc'],
    ['a b', 'c', 'b c'],
    ['', 'ab', 'b'],
    ['1 a', 'b', '1 ab'],
  ])('are not mistaken for each other: %o and %o beside a and %o', async (backend, nativeId, own) => {
    const stored = [makeStored({ backend: 'a', nativeId: own })];
    const session = createWorld([createScriptedBackend({ key: 'a', stored })]).ask();

    const tickets = await Promise.all([
      session.loadTicket({ backend, nativeId }, NOTHING),
      session.loadTicket({ backend: 'a', nativeId: own }, NOTHING),
    ]);

    expect(tickets).toEqual([null, stored[0]?.ticket]);
  });

  it('were read already when a list had them', async () => {
    const backend = makeFifty('a');
    const session = createWorld([backend]).ask();
    await session.listTickets(toQuestion());

    const ticket = await session.loadTicket({ backend: 'a', nativeId: '7' }, NOTHING);

    expect(ticket).toEqual(backend.stored[7]?.ticket);
    expect(idsOf(backend, 'getTickets')).toEqual([]);
  });

  it('are told to carry along what any of them is to', async () => {
    const backend = makeFifty('a');
    const session = createWorld([backend]).ask();

    await Promise.all([
      session.loadTicket({ backend: 'a', nativeId: '1' }, { user: true, messages: false }),
      session.loadTicket({ backend: 'a', nativeId: '2' }, { user: false, messages: true }),
    ]);

    expect(backend.calls).toEqual([{ method: 'getTickets', ids: ['1', '2'], expand: EVERYTHING }]);
  });
});

describe('what fails while reading by id', () => {
  const found = { status: 'fulfilled', value: true };
  const failed = { status: 'rejected', reason: UNAVAILABLE };

  it('is that slot, where a slot fails', async () => {
    const backend = makeFifty('a', { badSlots: new Map([['2', UNAVAILABLE]]) });

    const settled = await settle([backend], THREE);

    expect(settled).toEqual([found, failed, found]);
  });

  it('is that batch, where a batch fails', async () => {
    const capabilities = { ...DECLARES_NOTHING, maxBatchSize: 1 };
    const backend = makeFifty('a', { capabilities, before: failAt('getTickets', 2, UNAVAILABLE) });

    const settled = await settle([backend], THREE);

    expect(settled).toEqual([found, failed, found]);
  });

  it('is that backend, where a backend fails', async () => {
    const backends = [makeFifty('a', { before: failAt('getTickets', 1, UNAVAILABLE) }), makeFifty('b')];

    const settled = await settle(backends, [
      ['a', '1'],
      ['b', '1'],
    ]);

    expect(settled).toEqual([failed, found]);
  });
});

function settle(backends: readonly ScriptedBackend[], refs: readonly (readonly [backend: string, nativeId: string])[]) {
  const session = createWorld(backends).ask();
  return Promise.allSettled(
    refs.map(([backend, nativeId]) => session.loadTicket({ backend, nativeId }, NOTHING).then(Boolean)),
  );
}
