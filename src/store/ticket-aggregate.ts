import { NOTHING_COUNTED, type Aggregate, type Durations } from '../provider/aggregate.js';
import { valueOfBucket } from '../provider/durations.js';
import type { AggregateRow } from './sql/ticket-aggregate.js';

/** Puts the figures of one statement together. */
export function toAggregate(rows: readonly AggregateRow[]): Aggregate {
  const of = (figure: AggregateRow['figure']) => rows.filter((row) => row.figure === figure);
  const byValue = (figure: AggregateRow['figure']) => new Map(of(figure).map(({ first, amount }) => [first, amount]));
  const [total] = of('total');
  const [resolution] = of('resolution');
  return {
    total: total?.amount ?? 0,
    days: toDays(of('days')),
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

function toDays(rows: readonly AggregateRow[]): Aggregate['days'] {
  const days = new Map<string, Map<number, number>>();
  for (const { first: timeZone, number: day, amount } of rows) {
    if (timeZone === null || day === null) continue;
    const counts = days.get(timeZone) ?? new Map<number, number>();
    days.set(timeZone, counts.set(day, amount));
  }
  return days;
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
