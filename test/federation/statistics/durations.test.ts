import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDurations, isExact, limitDurations, percentileOf } from '../../../src/federation/statistics/durations.js';
import type { Durations } from '../../../src/provider/aggregate.js';
import { MOST_EXACT_DURATIONS, roundDuration } from '../../../src/provider/durations.js';

function tableOf(durations: readonly number[]): Durations {
  const counts = new Map<number, number>();
  for (const duration of durations) counts.set(duration, (counts.get(duration) ?? 0) + 1);
  return { counts, exact: true };
}

/** As `percentile_cont` is defined, over a plain list. */
function percentileOfList(durations: readonly number[], fraction: number): number {
  const sorted = durations.toSorted((a, b) => a - b);
  const place = fraction * (sorted.length - 1);
  const [below = Number.NaN, above = below] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place - Math.floor(place));
}

const MANY = Array.from({ length: MOST_EXACT_DURATIONS + 1 }, (_, index) => (index - 50) * 7919);

describe('a percentile', () => {
  it('is that of the list behind the table, however it was split', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 5000 }), { minLength: 1, maxLength: 60 }),
        fc.nat(60),
        fc.constantFrom(0, 0.5, 0.9, 1),
        (durations, cut, fraction) => {
          const parts = [durations.slice(0, cut), durations.slice(cut)].map(tableOf);

          const percentile = percentileOf(addDurations(parts), fraction);

          expect(percentile).toBeCloseTo(percentileOfList(durations, fraction), 9);
        },
      ),
      { numRuns: 300, seed: 4 },
    );
  });

  it('lies between two neighbours in proportion', () => {
    expect(percentileOf(tableOf([10, 20]), 0.5)).toBe(15);
    expect(percentileOf(tableOf([10, 20]), 0.9)).toBe(19);
    expect(percentileOf(tableOf([7]), 0.9)).toBe(7);
  });

  it('is nothing of nothing', () => {
    expect(percentileOf(addDurations([]), 0.5)).toBeNull();
  });
});

describe('a table of many durations', () => {
  it('is rounded to less than a tenth, and percentiles stay within half a percent', () => {
    const { percentiles: _exact, ...rounded } = limitDurations(tableOf(MANY));

    expect(isExact(rounded)).toBe(false);
    expect(rounded.counts.size).toBeLessThan(MOST_EXACT_DURATIONS / 10);
    expect([...rounded.counts.values()].reduce((sum, count) => sum + count, 0)).toBe(MANY.length);
    for (const fraction of [0, 0.001, 0.5, 0.9, 1]) {
      const exact = percentileOfList(MANY, fraction);
      const error = Math.abs((percentileOf(rounded, fraction) ?? Number.NaN) - exact);
      expect(error).toBeLessThanOrEqual(Math.abs(exact) * 0.005 + 1e-6);
    }
  });

  it('stays exact up to the limit', () => {
    const table = tableOf(MANY.slice(1));

    expect(limitDurations(table)).toEqual(table);
  });

  it('makes a sum rounded, which tables that are exact are not, however many', () => {
    const [half, rest] = [tableOf(MANY.slice(0, 6000)), tableOf(MANY.slice(6000))];

    expect(addDurations([half, rest])).toEqual(tableOf(MANY));
    expect(addDurations([limitDurations(tableOf(MANY)), tableOf([1])]).exact).toBe(false);
  });

  it('tells its exact percentiles before it is rounded', () => {
    const { percentiles } = limitDurations(tableOf(MANY));

    expect([...(percentiles ?? [])]).toEqual(
      [0.5, 0.9].map((fraction) => [fraction, percentileOfList(MANY, fraction)]),
    );
    expect(limitDurations({ ...tableOf(MANY), exact: false }).percentiles).toBeUndefined();
  });
});

describe('exact percentiles beside a rounded table', () => {
  const known: Durations = { counts: new Map([[100, 5]]), exact: false, percentiles: new Map([[0.5, 101]]) };

  it('are given while no other backend has durations', () => {
    const alone = addDurations([{ counts: new Map(), exact: true }, known]);

    expect([percentileOf(alone, 0.5), isExact(alone)]).toEqual([101, true]);
  });

  it('are of no use together with others', () => {
    const together = addDurations([known, tableOf([200])]);

    expect([percentileOf(together, 0.5), isExact(together)]).toEqual([100, false]);
  });
});

describe('a rounded duration', () => {
  it('is within half a percent, and itself when rounded again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (duration) => {
        const rounded = roundDuration(duration);

        expect(Math.abs(rounded - duration)).toBeLessThanOrEqual(Math.abs(duration) * 0.005 * (1 + 1e-9));
        expect(roundDuration(rounded)).toBeCloseTo(rounded, 6);
      }),
      { numRuns: 500, seed: 5 },
    );
    expect(roundDuration(0)).toBe(0);
  });
});
