import { describe, expect, it } from 'vitest';
import { onAbort } from '../../src/provider/cancel-signal.js';
import { KINDS } from './abortings.js';

const REASON = new Error('Nobody wants it.');

describe.each(KINDS)('a signal of $kind', ({ create }) => {
  it('tells all who listen, once', () => {
    const { signal, abort } = create();
    const told: string[] = [];
    for (const name of ['one', 'two', 'three']) onAbort(signal, () => told.push(name));

    abort(REASON);
    abort(new Error('Again.'));

    expect(told).toEqual(['one', 'two', 'three']);
    expect([signal.aborted, signal.reason]).toEqual([true, REASON]);
    expect(() => signal.throwIfAborted()).toThrow(REASON);
  });

  it.each([0, 1, 2])('tells nobody who has taken it back: listener %i', (gone) => {
    const { signal, abort } = create();
    const told: number[] = [];
    const takeBack = [0, 1, 2].map((each) => onAbort(signal, () => told.push(each)));

    takeBack[gone]?.();
    abort(REASON);

    expect(told).toEqual([0, 1, 2].filter((each) => each !== gone));
  });

  it('tells who came in the place of one who has gone, whatever is taken back again', () => {
    const { signal, abort } = create();
    const told: string[] = [];
    const takeBack = onAbort(signal, () => told.push('one'));
    takeBack();
    onAbort(signal, () => told.push('two'));
    takeBack();

    abort(REASON);

    expect(told).toEqual(['two']);
  });

  it('tells nobody whom another takes back meanwhile', () => {
    const { signal, abort } = create();
    const told: string[] = [];
    onAbort(signal, () => {
      told.push('one');
      takeBack();
    });
    const takeBack = onAbort(signal, () => told.push('two'));

    abort(REASON);

    expect(told).toEqual(['one']);
  });

  it('tells nobody who comes too late', () => {
    const { signal, abort } = create();
    const told: string[] = [];
    abort(REASON);

    onAbort(signal, () => told.push('late'));

    expect(told).toEqual([]);
    expect(signal.aborted).toBe(true);
  });
});
