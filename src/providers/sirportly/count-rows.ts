import { z } from 'zod';

/** Section 4 of the fact sheet. */
const answer = z.object({ results: z.array(z.tuple([z.int().nonnegative()], z.unknown())) });

export interface CountRow {
  readonly count: number;
  /** In the order of the columns asked for. */
  readonly values: readonly unknown[];
}

/** Null for an answer that is no count by that many columns. */
export function parseCounts(json: unknown, columns: number): readonly CountRow[] | null {
  const { data } = answer.safeParse(json);
  if (!data || data.results.some((row) => row.length !== columns + 1)) return null;
  return data.results.map(([count, ...values]) => ({ count, values }));
}
