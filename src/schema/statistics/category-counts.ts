import type { Statistics } from '../../federation/statistics/statistics.js';
import type { CategoryCount } from '../../provider/aggregate.js';
import { sumCounts } from '../../provider/sum-counts.js';
import { compareText } from '../../ticket/order.js';

/** Tickets by human-verified category, the most frequent first; equal ones by value. Those without are left out. */
export function toCategoryCounts(pairs: readonly CategoryCount[]): (readonly [category: string, count: number])[] {
  const counted = pairs.flatMap(({ category, count }) => (category === null ? [] : [[category, count] as const]));
  return [...sumCounts([counted])].toSorted(([a, aCount], [b, bCount]) => bCount - aCount || compareText(a, b));
}

interface PairCount extends CategoryCount {
  readonly category: string;
  readonly subcategory: string;
}

/** Tickets by category and subcategory, the most frequent first; equal ones by value. Those without both are left out. */
export function toPairCounts(pairs: readonly CategoryCount[]): PairCount[] {
  return pairs
    .filter((pair): pair is PairCount => pair.category !== null && pair.subcategory !== null)
    .toSorted(
      (a, b) => b.count - a.count || compareText(a.category, b.category) || compareText(a.subcategory, b.subcategory),
    );
}

export async function loadCategories(statistics: Statistics) {
  const { whole } = await statistics.load({ measure: 'categories' });
  return { pairs: whole.categories, total: whole.total };
}
