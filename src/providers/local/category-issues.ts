import type { Category, Subcategory } from '../../ticket/category.js';
import { toSomeNames } from '../../ticket/some-names.js';
import type { Ticket } from '../../ticket/ticket.js';
import type { CategoryField, FieldIssue, TicketChanges } from '../../provider/writes.js';

const PAIRS = [
  ['humanVerifiedCategory', 'humanVerifiedSubcategory'],
  ['aiGeneratedCategory', 'aiGeneratedSubcategory'],
] as const;

/**
 * What is wrong with new categories of a ticket. Only what is written is checked: a subcategory against the category
 * that the ticket will have, or against all of them when it will have none. Clearing is always right.
 */
export function findCategoryIssues(
  changes: TicketChanges,
  ticket: Ticket,
  categories: readonly Category[],
): FieldIssue[] {
  const issues = PAIRS.flatMap(([categoryField, subcategoryField]) => {
    const category = changes[categoryField] === undefined ? ticket[categoryField] : changes[categoryField];
    const subcategories = subcategoriesOf(category, categories);
    return [
      findIssue(categoryField, changes, categories, 'category of this backend'),
      findIssue(subcategoryField, changes, subcategories, toNoun(category)),
    ];
  });
  return issues.filter((issue) => issue !== null);
}

function findIssue(
  field: CategoryField,
  changes: TicketChanges,
  allowed: readonly Subcategory[],
  noun: string,
): FieldIssue | null {
  const value = changes[field] ?? null;
  if (value === null || allowed.some((one) => one.value === value)) return null;
  return { path: [field], message: `is not a ${noun}; ${toRange(allowed)}` };
}

function subcategoriesOf(category: string | null, categories: readonly Category[]): readonly Subcategory[] {
  const tied = categories.filter(({ value }) => category === null || value === category);
  return tied.flatMap(({ subcategories }) => subcategories);
}

function toNoun(category: string | null): string {
  return category === null ? 'subcategory of this backend' : `subcategory of ${category}`;
}

function toRange(allowed: readonly Subcategory[]): string {
  const values = [...new Set(allowed.map(({ value }) => value))];
  return values.length === 0 ? 'there is none' : `it can be ${toSomeNames(values)}`;
}
