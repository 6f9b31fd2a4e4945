/** Counts items by key, leaving out those whose key is null. */
export function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K | null): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Keys with their counts, largest first; equal counts by key. */
export function byCountDescending(
  counts: ReadonlyMap<string, number>,
): readonly (readonly [key: string, count: number])[] {
  return [...counts].toSorted(
    ([leftKey, leftCount], [rightKey, rightCount]) => rightCount - leftCount || (leftKey < rightKey ? -1 : 1),
  );
}
