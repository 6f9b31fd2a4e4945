import { NOTHING_COUNTED, PERCENTILES, type Durations } from '../../provider/aggregate.js';
import { MOST_EXACT_DURATIONS, roundDuration } from '../../provider/durations.js';
import { sumCounts } from '../../provider/sum-counts.js';

/** The same table, rounded where it holds too many different durations; what was exact tells its percentiles first. */
export function limitDurations(durations: Durations): Durations {
  const { counts, exact } = durations;
  if (counts.size <= MOST_EXACT_DURATIONS) return durations;
  const rounded = [...counts].map(([duration, count]) => [roundDuration(duration), count] as const);
  const percentiles = new Map(PERCENTILES.map((fraction) => [fraction, percentileOf(durations, fraction) ?? 0]));
  return { counts: sumCounts([rounded]), exact: false, ...(exact && { percentiles }) };
}

/** One table of all. It is exact when every one is, and knows exact percentiles where only one has durations. */
export function addDurations(tables: readonly Durations[]): Durations {
  const filled = tables.filter(({ counts }) => counts.size > 0);
  if (filled.length <= 1) return filled[0] ?? NOTHING_COUNTED.durations;
  return { counts: sumCounts(filled.map(({ counts }) => counts)), exact: filled.every(({ exact }) => exact) };
}

/**
 * The duration that this share of all stays at or below, between two neighbours in proportion, as `percentile_cont` of
 * SQL has it. Milliseconds; null when there is none.
 * @param fraction 0 to 1
 */
export function percentileOf({ counts, percentiles }: Durations, fraction: number): number | null {
  const known = percentiles?.get(fraction);
  if (known !== undefined) return known;
  const sorted = [...counts].toSorted(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const rank = fraction * (total - 1);
  const [below, above] = [durationAt(sorted, Math.floor(rank)), durationAt(sorted, Math.ceil(rank))];
  return below + (above - below) * (rank - Math.floor(rank));
}

/** True when percentiles are not estimated. */
export function isExact({ exact, percentiles }: Durations): boolean {
  return exact || percentiles !== undefined;
}

/** @param rank from 0 */
function durationAt(sorted: readonly (readonly [number, number])[], rank: number): number {
  let passed = 0;
  for (const [duration, count] of sorted) {
    passed += count;
    if (passed > rank) return duration;
  }
  throw new RangeError(`There are only ${passed} durations, none at rank ${rank}.`);
}
