import { NOTHING_COUNTED, type Aggregate, type Durations } from '../provider/aggregate.js';
import { valueOfBucket } from '../provider/durations.js';
import type { AggregateRow } from './sql/ticket-aggregate.js';

/** Puts the figures of one statement together. */
export function toAggregate(rows: readonly AggregateRow[], timeZones: readonly string[]): Aggregate {
  const of = (figure: AggregateRow['figure']) => rows.filter((row) => row.figure === figure);
  const byValue = (figure: AggregateRow['figure']) => new Map(of(figure).map(({ first, amount }) => [first, amount]));
  const [total] = of('total');
  const [resolution] = of('resolution');
  return {
    total: total?.amount ?? 0,
    days: toDays(of('days'), timeZones),
    resolved: resolution?.amount ?? 0,
    resolutionMs: resolution?.number ?? 0,
    durations: toDurations(of('durations'), of('bucket'), of('percentile')),
    status: byValue('status'),
    priority: byValue('priority'),
    source: byValue('source'),
    categories: of('categories').map(({ first, second, amount }) => ({
      category: first,
      subcategory: second,
      count: amount,
    })),
  };
}

function toDays(rows: readonly AggregateRow[], timeZones: readonly string[]): Aggregate['days'] {
  return new Map(
    timeZones.map((timeZone) => [
      timeZone,
      new Map(rows.filter(({ first }) => first === timeZone).map(({ number, amount }) => [number ?? 0, amount])),
    ]),
  );
}

function toDurations(
  exact: readonly AggregateRow[],
  buckets: readonly AggregateRow[],
  percentiles: readonly AggregateRow[],
): Durations {
  if (buckets.length === 0) {
    return { ...NOTHING_COUNTED.durations, counts: new Map(exact.map(({ number, amount }) => [number ?? 0, amount])) };
  }
  return {
    counts: new Map(buckets.map(({ first, number, amount }) => [toValue(Number(first), number), amount])),
    exact: false,
    percentiles: new Map(percentiles.map(({ number, amount }) => [number ?? 0, amount])),
  };
}

/** @param bucket null for what took no time at all */
function toValue(sign: number, bucket: number | null): number {
  return bucket === null ? 0 : sign * valueOfBucket(bucket);
}
