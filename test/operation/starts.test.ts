import { afterEach, describe, expect, it } from 'vitest';
import { createStarts } from '../../src/operation/starts.js';

const aTurn = () => new Promise((resolve) => setImmediate(resolve));

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await aTurn();
}

/** Work that lasts until it is told to end. */
function createWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

/** Keeps every turn of the event loop busy, until it is told to stop. */
function keepBusy(): () => void {
  let isOver = false;
  const work = () => {
    const until = performance.now() + 3;
    while (performance.now() < until);
    if (!isOver) setImmediate(work);
  };
  work();
  return () => {
    isOver = true;
  };
}

const MINUTE_MS = 60_000;
/** Turns of the event loop after which nothing counts as soon done. */
const LONG = 12;
const by = (caller: string) => ({ caller, signal: new AbortController().signal });

describe('the start of an operation', () => {
  let stop = () => {};
  afterEach(() => stop());

  it('is at once for a few, in the same breath', () => {
    const { begun, work } = createWork();
    const starts = createStarts(MINUTE_MS);

    void starts.run(by('ann'), work('a'));
    void starts.run(by('ann'), work('b'));

    expect(begun).toEqual(['a', 'b']);
    expect(starts.longestWaitMs()).toBe(0);
  });

  it('is soon for all while the event loop has nothing else to do', async () => {
    const { begun, work } = createWork();
    const starts = createStarts(MINUTE_MS);
    const names = Array.from({ length: 50 }, (_, at) => `${at}`);

    for (const name of names) void starts.run(by(name), work(name));
    await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(50);

    expect(begun).toEqual(names);
    expect(starts.longestWaitMs()).toBe(0);
  });

  it('waits for the end of another one while the event loop is busy, in the order of coming', async () => {
    const { begun, work, end } = createWork();
    const starts = createStarts(MINUTE_MS);
    stop = keepBusy();
    const answers = ['a', 'b', 'c', 'd'].map((name) => starts.run(by(name), work(name)));

    await turns(LONG);
    const atFirst = [...begun];
    const waitedMs = starts.longestWaitMs();
    end('b');
    await turns(LONG);
    const then = [...begun];
    end('a');
    end('c');
    await turns(LONG);
    end('d');

    expect(atFirst).toEqual(['a', 'b']);
    expect(waitedMs).toBeGreaterThan(0);
    expect(then).toEqual(['a', 'b', 'c']);
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('comes to more at once while each is soon done, whatever keeps the event loop busy', async () => {
    const mostOf = async (turnsEach: number) => {
      const starts = createStarts(MINUTE_MS);
      let [underWay, most] = [0, 0];
      const work = async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await turns(turnsEach);
        underWay -= 1;
      };
      await Promise.all(Array.from({ length: 40 }, (_, at) => starts.run(by(`${at}`), work)));
      return most;
    };
    stop = keepBusy();

    expect(await mostOf(2)).toBeGreaterThan(8);
    expect(await mostOf(20)).toBe(2);
  });

  it('is sooner for callers who have nothing under way', async () => {
    const { begun, work, end } = createWork();
    const starts = createStarts(MINUTE_MS);
    stop = keepBusy();
    for (const name of ['a1', 'a2', 'a3', 'a4']) void starts.run(by('ann'), work(name));
    for (const name of ['b1', 'b2']) void starts.run(by('bob'), work(name));

    for (const name of ['a1', 'b1', 'b2', 'a2', 'a3']) {
      await turns(LONG);
      end(name);
    }
    await turns(LONG);

    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2', 'a3', 'a4']);
  });

  it('is not held up by one that fails', async () => {
    const { begun, work } = createWork();
    const starts = createStarts(MINUTE_MS);
    stop = keepBusy();
    const fail = () => aTurn().then(() => Promise.reject(new Error('It failed.')));
    const reasons = Promise.allSettled([1, 2, 3].map((name) => starts.run(by(`${name}`), fail)));
    void starts.run(by('last'), work('last'));

    await reasons;
    await turns(5);

    expect(begun).toEqual(['last']);
  });

  it('is for who has waited for half of the time, though others are under way', async () => {
    const { begun, work } = createWork();
    const starts = createStarts(2000);
    stop = keepBusy();
    const cameAt = performance.now();
    for (const name of ['a', 'b', 'c']) void starts.run(by(name), work(name));

    await expect.poll(() => begun, { timeout: 10_000 }).toEqual(['a', 'b', 'c']);

    expect(performance.now() - cameAt).toBeGreaterThan(1000);
  });

  it('is for all whose time is over', async () => {
    const { begun, work } = createWork();
    const starts = createStarts(30);
    const names = Array.from({ length: 20 }, (_, at) => `${at}`);
    for (const name of names) void starts.run(by(name), work(name));

    const until = performance.now() + 40;
    while (performance.now() < until);
    await turns(2);

    expect(begun).toEqual(names);
  });

  it('is at once for who has gone, in line or before, and for all when time is ended', async () => {
    const { begun, work } = createWork();
    const starts = createStarts(MINUTE_MS);
    stop = keepBusy();
    const leaving = new AbortController();
    for (const name of ['a', 'b', 'c']) void starts.run(by(name), work(name));
    void starts.run({ caller: 'gone', signal: leaving.signal }, work('gone'));
    await turns(5);
    leaving.abort();
    await aTurn();
    void starts.run({ caller: 'gone', signal: leaving.signal }, work('gone before'));
    const afterLeaving = [...begun];
    starts.expire();
    await aTurn();
    void starts.run(by('late'), work('late'));

    expect(afterLeaving).toEqual(['a', 'b', 'gone', 'gone before']);
    expect(begun).toEqual([...afterLeaving, 'c', 'late']);
    expect(starts.longestWaitMs()).toBe(0);
  });
});
