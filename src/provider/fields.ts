import { z } from 'zod';
import { parseInstant, type Instant } from '../ticket/instant.js';

/** Text in an upstream's row that may be missing; anything but text counts as missing. */
export const optionalText = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : null));

/** A date and time with any offset; one that is not fails the row: a ticket at a wrong time would be worse than none. */
export const instant = z.string().transform((text, context): Instant => {
  const parsed = parseInstant(text);
  if (parsed !== null) return parsed;
  context.issues.push({ code: 'custom', input: text, message: 'is not a date and time' });
  return z.NEVER;
});

/** The same, where it may be missing. */
export const optionalInstant = instant.nullish().transform((value) => value ?? null);
