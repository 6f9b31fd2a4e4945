import { describe, expect, it } from 'vitest';
import { createPointBuckets } from '../../../src/operation/cost/point-buckets.js';

describe('buckets of points', () => {
  const create = (options = {}) => {
    let now = 0;
    const buckets = createPointBuckets({ pointsPerMinute: 60_000, pointsAtOnce: 5000, now: () => now, ...options });
    return { ...buckets, wait: (ms: number) => (now += ms) };
  };

  it('are full at first, and say how long it takes until there is enough', () => {
    const { take, wait } = create();

    expect(take('a', 4000)).toBe(0);
    expect(take('a', 3000)).toBe(2000);
    wait(1999);
    expect(take('a', 3000)).toBeCloseTo(1, 6);
    wait(1);
    expect(take('a', 3000)).toBe(0);
    expect(take('a', 1)).toBe(1);
  });

  it('hold no more than they may, however long nobody asks', () => {
    const { left, take, wait } = create();
    take('a', 5000);

    wait(3_600_000);

    expect(left('a')).toBe(5000);
  });

  it('are each caller’s own', () => {
    const { take } = create();
    take('a', 5000);

    expect(take('a', 1)).toBeGreaterThan(0);
    expect(take('b', 5000)).toBe(0);
  });

  it('give a query that costs more than they hold for all that they hold', () => {
    const { take, wait } = create();

    expect(take('a', 1_000_000)).toBe(0);
    wait(2500);
    expect(take('a', 1_000_000)).toBe(2500);
  });

  it('count what a request has paid before, which it pays again when it comes again', () => {
    const { left, take, wait } = create();
    take('a', 1001);
    take('a', 300);

    expect(take('a', 4000, 300)).toBe(301);
    wait(301);
    expect(take('a', 300)).toBe(0);
    expect(take('a', 4000, 300)).toBe(0);
    expect(left('a')).toBe(0);
  });

  it('are without a bound where that is configured', () => {
    const { take, left } = create({ pointsPerMinute: 0 });

    expect(take('a', 1_000_000)).toBe(0);
    expect(left('a')).toBe(Number.POSITIVE_INFINITY);
  });
});
