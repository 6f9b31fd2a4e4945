import { z } from 'zod';
import { invalid, type FieldMessages } from './refusal.js';

/** A text. Blank ones are left to the caller. */
export const text = z.string({
  error: ({ input }) => (input === undefined ? 'is required' : 'must be a string'),
});

/** A text with something in it. */
export const filledText = text.refine((value) => value.trim() !== '', 'must not be blank');

/** A text that may be left out; a blank one counts as left out. */
export const optionalText = text.transform((value) => (value.trim() === '' ? undefined : value)).optional();

/**
 * Reads the fields of a request.
 * @throws Refusal 422 with a message for each field at fault, in the shape of the request
 */
export function parseFields<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw invalid(toFieldMessages(result.error.issues));
}

function toFieldMessages(issues: readonly z.core.$ZodIssue[]): FieldMessages {
  const messages: Record<string, string | Readonly<Record<string, string>>> = {};
  for (const { path, message } of issues) {
    const [field, member] = path.map(String);
    if (field === undefined) continue;
    const present = messages[field];
    if (member === undefined) messages[field] = message;
    else messages[field] = { ...(typeof present === 'object' ? present : {}), [member]: message };
  }
  return messages;
}
