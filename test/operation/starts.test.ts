import { afterEach, describe, expect, it } from 'vitest';
import { createStarts, type Starts } from '../../src/operation/starts.js';

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

/** A clock that goes on as it is told to. */
let nowMs = 0;

/** Takes so long in every turn of the event loop, by that clock, until it is told to stop. */
function keepBusy(ms = 3): () => void {
  let isOver = false;
  const work = () => {
    nowMs += ms;
    if (!isOver) setImmediate(work);
  };
  work();
  return () => {
    isOver = true;
  };
}

const MINUTE_MS = 60_000;
/** Turns of a busy event loop after which nothing counts as soon done. */
const LONG = 12;
const made: Starts[] = [];

/** @param waits is given the time of each who has waited */
function start(deadlineMs = MINUTE_MS, waits: number[] = []): Starts {
  const onWaited = (waitedMs: number) => void waits.push(waitedMs);
  const starts = createStarts({ deadlineMs, onWaited, now: () => nowMs });
  made.push(starts);
  return starts;
}

const by = (caller: string) => ({ caller, signal: new AbortController().signal });

describe('the start of an operation', () => {
  let stop = () => {};
  afterEach(() => {
    stop();
    // Who stands in line keeps the event loop turning.
    for (const starts of made.splice(0)) starts.expire();
  });

  it('is at once for a few, in the same breath', () => {
    const { begun, work } = createWork();
    const starts = start();

    void starts.run(by('ann'), work('a'));
    void starts.run(by('ann'), work('b'));

    expect(begun).toEqual(['a', 'b']);
    expect(starts.longestWaitMs()).toBe(0);
  });

  it('is soon for all while the event loop has nothing else to do', async () => {
    const { begun, work } = createWork();
    const starts = createStarts({ deadlineMs: MINUTE_MS, onWaited: () => {} });
    const names = Array.from({ length: 50 }, (_, at) => `${at}`);

    for (const name of names) void starts.run(by(name), work(name));
    await expect.poll(() => begun.length, { timeout: 10_000 }).toBe(50);

    expect(begun).toEqual(names);
    expect(starts.longestWaitMs()).toBe(0);
  });

  it('waits for the end of another one while the event loop is busy, in the order of coming', async () => {
    const { begun, work, end } = createWork();
    const waits: number[] = [];
    const starts = start(MINUTE_MS, waits);
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
    expect(waits).toHaveLength(2);
    expect(waits[0]).toBeGreaterThan(waitedMs);
    expect(then).toEqual(['a', 'b', 'c']);
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('comes to more at once while each is done in few milliseconds, whatever keeps the event loop busy', async () => {
    const mostOf = async (turnsEach: number) => {
      const starts = start();
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
    stop();
    stop = keepBusy(9);
    expect(await mostOf(1)).toBe(2);
  });

  it('is sooner for callers who have nothing under way', async () => {
    const { begun, work, end } = createWork();
    const starts = start();
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
    const starts = start();
    stop = keepBusy();
    const fail = () => aTurn().then(() => Promise.reject(new Error('It failed.')));
    const reasons = Promise.allSettled([1, 2, 3].map((name) => starts.run(by(`${name}`), fail)));
    void starts.run(by('last'), work('last'));

    await reasons;
    await turns(5);

    expect(begun).toEqual(['last']);
  });

  it('is not for the whole line because of a few turns without anything to read', async () => {
    const { begun, work } = createWork();
    const starts = start();
    stop = keepBusy(0.01);
    for (let name = 0; name < 20; name += 1) void starts.run(by(`${name}`), work(`${name}`));

    await turns(50);
    const early = begun.length;
    await turns(100);

    expect(early).toBe(2);
    expect(begun.length).toBe(3);
  });

  it('is for fewer again when the event loop is busy, also where nobody stood in line meanwhile', async () => {
    const { begun, work, end } = createWork();
    const starts = start();
    const all = (prefix: string) => Array.from({ length: 50 }, (_, at) => `${prefix}${at}`);
    const stopIdling = keepBusy(0.01);
    for (const name of all('a')) void starts.run(by(name), work(name));
    while (begun.length < 50) await turns(100);
    stopIdling();
    for (const name of all('a')) end(name);
    await turns(2);
    stop = keepBusy();

    for (let round = 0; round < 60; round += 1) {
      const name = `alone${round}`;
      const answer = starts.run(by(name), work(name));
      await turns(LONG);
      end(name);
      await answer;
    }
    const before = begun.length;
    for (const name of all('b')) void starts.run(by(name), work(name));
    await turns(LONG);

    expect(begun.length - before).toBeLessThan(5);
  });

  it('is for one more where nobody has begun for a while, whatever is under way', async () => {
    const { begun, work } = createWork();
    const starts = start();
    stop = keepBusy();
    for (const name of ['a', 'b', 'c', 'd']) void starts.run(by(name), work(name));

    await turns(30);
    const before = [...begun];
    await turns(10);

    expect(before).toEqual(['a', 'b']);
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('is for who has waited for half of the time, whoever else has nothing under way', async () => {
    const { begun, work } = createWork();
    const starts = start(300);
    stop = keepBusy();
    for (const name of ['a1', 'a2', 'a3']) void starts.run(by('ann'), work(name));
    for (const name of ['b', 'c', 'd']) void starts.run(by(name), work(name));

    while (begun.length < 4) await aTurn();

    expect(begun).toEqual(['a1', 'a2', 'b', 'a3']);
  });

  it('is for all whose time is over', async () => {
    const { begun, work } = createWork();
    const starts = start(30);
    const names = Array.from({ length: 20 }, (_, at) => `${at}`);
    for (const name of names) void starts.run(by(name), work(name));

    nowMs += 40;
    await turns(2);

    expect(begun).toEqual(names);
  });

  it('is at once for who has gone, in line or before, and for all when time is ended', async () => {
    const { begun, work } = createWork();
    const starts = start();
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
