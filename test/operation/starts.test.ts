import { describe, expect, it } from 'vitest';
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

describe('the start of an operation', () => {
  it('is at once for a few, in the same breath', () => {
    const { begun, work } = createWork();
    const starts = createStarts();

    void starts.run(work('a'));
    void starts.run(work('b'));

    expect(begun).toEqual(['a', 'b']);
    expect(starts.longestWaitMs()).toBe(0);
  });

  it('is soon for all while the event loop has nothing else to do', async () => {
    const { begun, work } = createWork();
    const starts = createStarts();
    const names = Array.from({ length: 50 }, (_, at) => `${at}`);

    for (const name of names) void starts.run(work(name));
    await expect.poll(() => begun.length).toBe(50);

    expect(begun).toEqual(names);
    expect(starts.longestWaitMs()).toBe(0);
  });

  it('waits for the end of another one while the event loop is busy, in the order of coming', async () => {
    const { begun, work, end } = createWork();
    const starts = createStarts();
    const stop = keepBusy();
    const answers = ['a', 'b', 'c', 'd'].map((name) => starts.run(work(name)));

    await turns(5);
    const atFirst = [...begun];
    const waitedMs = starts.longestWaitMs();
    end('b');
    await turns(5);
    const then = [...begun];
    end('a');
    end('c');
    await turns(5);
    stop();
    end('d');

    expect(atFirst).toEqual(['a', 'b']);
    expect(waitedMs).toBeGreaterThan(0);
    expect(then).toEqual(['a', 'b', 'c']);
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is not held up by one that fails', async () => {
    const { begun, work } = createWork();
    const starts = createStarts();
    const stop = keepBusy();
    const failing = [1, 2, 3].map(() => starts.run(() => aTurn().then(() => Promise.reject(new Error('It failed.')))));
    const reasons = Promise.allSettled(failing);
    void starts.run(work('last'));

    await reasons;
    await turns(5);
    stop();

    expect(begun).toEqual(['last']);
  });

  it('comes after a while in any case', async () => {
    const { begun, work } = createWork();
    const starts = createStarts(200);
    const stop = keepBusy();
    for (const name of ['a', 'b', 'c']) void starts.run(work(name));

    await turns(5);
    const atFirst = [...begun];
    await expect.poll(() => begun, { timeout: 5000 }).toEqual(['a', 'b', 'c']);
    stop();

    expect(atFirst).toEqual(['a', 'b']);
  });
});
