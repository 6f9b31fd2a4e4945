/** Adds tables of counts up, key by key. */
export function sumCounts<K>(tables: readonly Iterable<readonly [K, number]>[]): Map<K, number> {
  const sums = new Map<K, number>();
  for (const table of tables) for (const [key, count] of table) sums.set(key, (sums.get(key) ?? 0) + count);
  return sums;
}
