import { z } from 'zod';
import { refuseTwice } from '../../provider/options.js';
import { toLabel, type Category, type Subcategory } from '../../ticket/category.js';

const MOST_CATEGORIES = 200;

const text = z.string().regex(/^(?=.*[\p{L}\p{N}])(?!\s)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]{1,200}(?<!\s)$/u, {
  error: 'must be a text of 1 to 200 characters in one line, with a letter or a digit, and no space around it',
});

const subcategory = z
  .strictObject({
    value: text.describe(
      `A subcategory, ${MOST_CATEGORIES} at most of each category. The same may stand in several, with the same label.`,
    ),
    label: text.optional().describe('What to show for it; default: the value in readable form.'),
  })
  .transform(withLabel);

const category = z
  .strictObject({
    value: text.describe(
      `What tickets can be classified as, in the order to show, ${MOST_CATEGORIES} at most. A ticket keeps a value that is taken off the list; without a list, categories can only be cleared.`,
    ),
    label: text.optional().describe('What to show for it; default: the value in readable form.'),
    subcategories: z.array(subcategory).max(MOST_CATEGORIES, toTooMany()).superRefine(refuseTwice('value')).default([]),
  })
  .transform(({ subcategories, ...rest }): Category => ({ ...withLabel(rest), subcategories }));

/** The tickets of a local backend are in the gateway's own store, so there is little to configure. */
export const localOptions = z.strictObject({
  categories: z
    .array(category)
    .max(MOST_CATEGORIES, toTooMany())
    .superRefine(refuseTwice('value'))
    .superRefine(refuseTwoLabels)
    .optional(),
});

export type LocalOptions = z.output<typeof localOptions>;

function withLabel({ value, label = toLabel(value) }: { value: string; label?: string | undefined }): Subcategory {
  return { value, label };
}

function toTooMany(): string {
  return `must be a list of at most ${MOST_CATEGORIES}`;
}

/** What is shown for a subcategory is looked up by its value. */
function refuseTwoLabels(categories: readonly Category[], context: z.RefinementCtx): void {
  const labelOf = new Map<string, string>();
  for (const [index, { subcategories }] of categories.entries()) {
    for (const [place, { value, label }] of subcategories.entries()) {
      const message = 'must be that of the same value in a category before it';
      const isOther = (labelOf.get(value) ?? label) !== label;
      if (isOther) context.addIssue({ code: 'custom', message, path: [index, 'subcategories', place, 'label'] });
      labelOf.set(value, labelOf.get(value) ?? label);
    }
  }
}
