import { z } from 'zod';
import { ProviderError } from '../../provider/provider-error.js';
import { instant } from '../../provider/fields.js';
import type { Place } from './moving-list.js';

/** How far the tickets of one contact, or of everybody, have been read. */
export interface Source {
  /** Null: everybody's tickets. */
  readonly contact: string | null;
  /** Null: not begun. */
  readonly place: Place | null;
}

const cursorJson = z
  .array(
    z.strictObject({
      contact: z.string().nullable(),
      place: z
        .strictObject({
          page: z.int().positive(),
          total: z.int().nonnegative(),
          since: instant.nullable(),
          last: z.strictObject({ at: instant, references: z.array(z.string()) }).nullable(),
        })
        .nullable(),
    }),
  )
  .min(1);

/** Null when nothing is left to read. */
export function toCursor(sources: readonly Source[]): string | null {
  return sources.length === 0 ? null : JSON.stringify(sources);
}

/** @throws ProviderError when it is no cursor of ours */
export function parseCursor(cursor: string): readonly Source[] {
  const { data } = z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch (error) {
        context.issues.push({ code: 'custom', input: text, message: String(error) });
        return z.NEVER;
      }
    })
    .pipe(cursorJson)
    .safeParse(cursor);
  if (!data) throw new ProviderError('BAD_RESPONSE', '/tickets/all: the cursor is none of this list. Start again.');
  return data;
}
