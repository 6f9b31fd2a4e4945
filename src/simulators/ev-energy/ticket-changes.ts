import type { EvEnergyTicketCategories } from './model.js';
import { validationFailed } from './problems.js';
import { categories, subcategoryValues } from './taxonomy.js';

const categoryValues = categories.map((category) => category.value);

const writable: readonly {
  readonly member: string;
  readonly field: keyof EvEnergyTicketCategories;
  readonly allowed: readonly string[];
}[] = [
  { member: 'human_verified_category', field: 'humanVerifiedCategory', allowed: categoryValues },
  {
    member: 'human_verified_subcategory',
    field: 'humanVerifiedSubcategory',
    allowed: subcategoryValues,
  },
  { member: 'ai_generated_category', field: 'aiGeneratedCategory', allowed: categoryValues },
  {
    member: 'ai_generated_subcategory',
    field: 'aiGeneratedSubcategory',
    allowed: subcategoryValues,
  },
];

/**
 * Reads the members a PATCH may change. Null clears, an absent member changes
 * nothing, and members that cannot be written are ignored.
 * @throws Problem 400 with `field_errors`; then nothing is to be changed
 */
export function parseCategoryChanges(members: ReadonlyMap<string, unknown>): Partial<EvEnergyTicketCategories> {
  const changes: Partial<EvEnergyTicketCategories> = {};
  const fieldErrors: Record<string, string[]> = {};
  for (const { member, field, allowed } of writable) {
    if (!members.has(member)) continue;
    const value = members.get(member);
    if (value === null || isAllowed(value, allowed)) changes[field] = value;
    else fieldErrors[member] = [`${JSON.stringify(value)} is not a valid choice.`];
  }
  if (Object.keys(fieldErrors).length > 0) {
    throw validationFailed('update-support-ticket', fieldErrors);
  }
  return changes;
}

function isAllowed(value: unknown, allowed: readonly string[]): value is string {
  return typeof value === 'string' && allowed.includes(value);
}
