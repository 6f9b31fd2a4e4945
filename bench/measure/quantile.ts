/** A value of sorted ones that this part of them does not exceed. @param part 0 to 1 */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  const index = Math.max(Math.ceil(part * sorted.length) - 1, 0);
  return sorted[index] ?? Number.NaN;
}

/** The middle one; the mean of the middle two of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
