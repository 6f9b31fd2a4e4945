import { z } from 'zod';
import { toLabel, type Category, type Subcategory } from '../../ticket/category.js';
import { optionalText } from '../../provider/fields.js';

const entry = z.object({ value: z.string().min(1), label: optionalText });
/** Section 6.6 of the fact sheet. */
const answer = z.object({ categories: z.array(z.unknown()), subcategories: z.array(z.unknown()) });

/**
 * The classification in the upstream's order; null when it is none. Nothing says which subcategory belongs to which
 * category, so each category offers them all.
 */
export function parseCategories(json: unknown): readonly Category[] | null {
  const { data } = answer.safeParse(json);
  if (!data) return null;
  const subcategories = toEntries(data.subcategories);
  return toEntries(data.categories).map(({ value, label }) => ({ value, label, subcategories }));
}

/** An entry that cannot be read, or that repeats a value, is left out. */
function toEntries(rows: readonly unknown[]): readonly Subcategory[] {
  const entries = new Map<string, Subcategory>();
  for (const row of rows) {
    const { data } = entry.safeParse(row);
    if (data && !entries.has(data.value)) entries.set(data.value, toEntry(data));
  }
  return [...entries.values()];
}

function toEntry({ value, label }: z.output<typeof entry>): Subcategory {
  return { value, label: label || toLabel(value) };
}
