/** The value below which a part of the values lies. @param part 0 to 1 */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? Number.NaN;
}

/** Runs so many of them, at most `width` at a time. */
export async function times<T>(count: number, width: number, run: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  async function work(): Promise<void> {
    while (next < count) {
      const index = next;
      next += 1;
      results[index] = await run(index);
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, count) }, work));
  return results;
}

/** Says what a long run measured. */
export function print(line: string): void {
  process.stdout.write(`  ${line}\n`);
}
