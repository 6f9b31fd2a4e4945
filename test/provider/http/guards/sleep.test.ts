import { describe, expect, it } from 'vitest';
import { sleep } from '../../../../src/provider/http/guards/sleep.js';
import { CancelSignal } from '../../../../src/provider/cancel-signal.js';
import { reasonOf } from '../calls.js';

const MINUTE_MS = 60_000;

describe('a sleep', () => {
  it('takes its time', async () => {
    const before = performance.now();

    await sleep(20, new AbortController().signal);

    expect(performance.now() - before).toBeGreaterThanOrEqual(19);
  });

  it.each([
    ['a signal', new AbortController()],
    ['a cancellation', new CancelSignal()],
  ])('ends as soon as %s is aborted, and does not begin afterwards', async (_name, canceller) => {
    const signal = canceller instanceof CancelSignal ? canceller : canceller.signal;
    const under = reasonOf(sleep(MINUTE_MS, signal));

    canceller.abort('gone');
    const after = reasonOf(sleep(MINUTE_MS, signal));

    expect(await Promise.all([under, after])).toEqual(['gone', 'gone']);
  });
});
