import { CATEGORY_FIELDS, type CategoryField, type TicketChanges } from '../../provider/writes.js';

/** Section 6.3 of the fact sheet: all that can be written. */
const NAMES: { readonly [field in CategoryField]: string } = {
  humanVerifiedCategory: 'human_verified_category',
  humanVerifiedSubcategory: 'human_verified_subcategory',
  aiGeneratedCategory: 'ai_generated_category',
  aiGeneratedSubcategory: 'ai_generated_subcategory',
};

/** The changes by their upstream names; null clears. */
export function toPatchBody(changes: TicketChanges): { readonly [name: string]: string | null } {
  const body: Record<string, string | null> = {};
  for (const field of CATEGORY_FIELDS) {
    const value = changes[field];
    if (value !== undefined) body[NAMES[field]] = value;
  }
  return body;
}

/** Our fields among upstream names. */
export function toFields(names: readonly string[]): CategoryField[] {
  return CATEGORY_FIELDS.filter((field) => names.includes(NAMES[field]));
}
