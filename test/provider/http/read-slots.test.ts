import { describe, expect, it } from 'vitest';
import { readSlots } from '../../../src/provider/http/read-slots.js';
import { ProviderError } from '../../../src/provider/provider-error.js';
import { reasonOf } from './calls.js';

describe('readSlots', () => {
  it('answers each id in its slot, a repeated one with one read', async () => {
    const read: string[] = [];

    const slots = await readSlots(['a', 'missing', 'b', 'a'], 2, async (id) => {
      read.push(id);
      return id === 'missing' ? null : id.toUpperCase();
    });

    expect(slots).toEqual(['A', null, 'B', 'A']);
    expect(read).toEqual(['a', 'missing', 'b']);
  });

  it('has at most so many reads under way', async () => {
    let underWay = 0;
    const peaks: number[] = [];

    await readSlots(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 3, async (id) => {
      underWay += 1;
      peaks.push(underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return id;
    });

    expect(Math.max(...peaks)).toBe(3);
  });

  it('costs only its slot when one id fails', async () => {
    const failure = new ProviderError('UNAVAILABLE', 'It broke.');

    const slots = await readSlots(['a', 'bad', 'b'], 1, async (id) => {
      if (id === 'bad') throw failure;
      return id;
    });

    expect(slots).toEqual(['a', failure, 'b']);
  });

  it.each(['UNAUTHENTICATED', 'FORBIDDEN', 'RATE_LIMITED'] as const)('asks no further after %s', async (code) => {
    const failure = new ProviderError(code, 'It was refused.');
    const read: string[] = [];

    const slots = await readSlots(['a', 'bad', 'b', 'c'], 1, async (id) => {
      read.push(id);
      if (id === 'bad') throw failure;
      return id;
    });

    expect(slots).toEqual(['a', failure, failure, failure]);
    expect(read).toEqual(['a', 'bad']);
  });

  it('fails as a whole when the caller gave up', async () => {
    const reason = new Error('No longer wanted.');

    const thrown = await reasonOf(
      readSlots(['a'], 1, async () => {
        throw reason;
      }),
    );

    expect(thrown).toBe(reason);
  });
});
