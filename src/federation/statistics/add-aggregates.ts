import type { Aggregate, CategoryCount, DayNumber } from '../../provider/aggregate.js';
import { sumCounts } from '../../provider/sum-counts.js';
import { addDurations } from './durations.js';

/** The statistics of disjoint sets of tickets together. */
export function addAggregates(parts: readonly Aggregate[]): Aggregate {
  return {
    total: sum(parts.map(({ total }) => total)),
    days: addDays(parts.map(({ days }) => days)),
    resolved: sum(parts.map(({ resolved }) => resolved)),
    resolutionMs: sum(parts.map(({ resolutionMs }) => resolutionMs)),
    durations: addDurations(parts.map(({ durations }) => durations)),
    status: sumCounts(parts.map(({ status }) => status)),
    priority: sumCounts(parts.map(({ priority }) => priority)),
    source: sumCounts(parts.map(({ source }) => source)),
    categories: addCategories(parts.flatMap(({ categories }) => categories)),
  };
}

function addDays(parts: readonly Aggregate['days'][]): Map<string, Map<DayNumber, number>> {
  const timeZones = new Set(parts.flatMap((days) => [...days.keys()]));
  return new Map(
    [...timeZones].map((timeZone) => [timeZone, sumCounts(parts.map((days) => days.get(timeZone) ?? []))]),
  );
}

/** Adds up what stands for the same pair. */
export function addCategories(all: readonly CategoryCount[]): CategoryCount[] {
  const sums = new Map<string, CategoryCount>();
  for (const { category, subcategory, count } of all) {
    const key = JSON.stringify([category, subcategory]);
    sums.set(key, { category, subcategory, count: count + (sums.get(key)?.count ?? 0) });
  }
  return [...sums.values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
