import type { DayNumber } from '../../provider/aggregate.js';
import { sumCounts } from '../../provider/sum-counts.js';
import { toDate, toDayNumber, type DayRange } from './calendar.js';

/** A day, a week from Monday as in ISO 8601, or a month of the calendar. */
export type Interval = 'DAY' | 'WEEK' | 'MONTH';

export interface VolumePoint {
  /** The first day of the interval. */
  readonly date: DayNumber;
  /** Tickets created in it. */
  readonly count: number;
}

/** Where the intervals of a chart begin: first and last. */
export interface Span {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/**
 * The intervals from the first to the last day of the range; a side that the range leaves open is as far as there are
 * tickets. Null when there is nothing to begin or to end at.
 */
export function toSpan(days: Iterable<DayNumber>, interval: Interval, range: DayRange): Span | null {
  const known = [...days].toSorted((a, b) => a - b);
  const first = least(range.first, known[0] ?? null);
  const last = greatest(range.last, known.at(-1) ?? null);
  if (first === null || last === null || first > last) return null;
  return { first: toStart(first, interval), last: toStart(last, interval) };
}

/** How many intervals there are from the first to the last of a span. */
export function countIntervals({ first, last }: Span, interval: Interval): number {
  switch (interval) {
    case 'DAY':
      return last - first + 1;
    case 'WEEK':
      return (last - first) / 7 + 1;
    case 'MONTH':
      return toMonthIndex(last) - toMonthIndex(first) + 1;
  }
}

/** Tickets by interval in order of time, those without tickets too. */
export function toVolume(days: ReadonlyMap<DayNumber, number>, interval: Interval, span: Span): VolumePoint[] {
  const counts = sumCounts([[...days].map(([day, count]) => [toStart(day, interval), count] as const)]);
  const points: VolumePoint[] = [];
  for (let date = span.first; date <= span.last; date = toNextStart(date, interval)) {
    points.push({ date, count: counts.get(date) ?? 0 });
  }
  return points;
}

function toStart(day: DayNumber, interval: Interval): DayNumber {
  switch (interval) {
    case 'DAY':
      return day;
    case 'WEEK':
      // Day 0 was a Thursday.
      return day - ((((day + 3) % 7) + 7) % 7);
    case 'MONTH': {
      const { year, month } = toDate(day);
      return toDayNumber(year, month, 1);
    }
  }
}

function toNextStart(start: DayNumber, interval: Interval): DayNumber {
  if (interval === 'DAY') return start + 1;
  if (interval === 'WEEK') return start + 7;
  const { year, month } = toDate(start);
  return toDayNumber(year, month + 1, 1);
}

function toMonthIndex(day: DayNumber): number {
  const { year, month } = toDate(day);
  return year * 12 + month;
}

function least(a: DayNumber | null, b: DayNumber | null): DayNumber | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function greatest(a: DayNumber | null, b: DayNumber | null): DayNumber | null {
  return a === null || b === null ? (a ?? b) : Math.max(a, b);
}
