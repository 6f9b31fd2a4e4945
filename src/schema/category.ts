import type { Session } from '../federation/session.js';
import { ProviderError } from '../provider/provider-error.js';
import { toLabel, type Category as CategoryData, type Subcategory as SubcategoryData } from '../ticket/category.js';
import { isPublic, requiresScope } from './access.js';
import { builder } from './builder.js';
import type { Context } from './context.js';
import { about } from './cost/weights.js';

/** A value on a ticket, whose label is looked up only when it is asked for. */
export interface CategorySource {
  readonly value: string;
  /** The categories that tell its label and its subcategories. */
  readonly load: (context: Context) => Promise<readonly CategoryData[]>;
}

export function toCategorySource(value: string | null, backend: string): CategorySource | null {
  return value === null ? null : { value, load: ({ session }) => session.loadCategories(backend) };
}

export const Subcategory = builder.objectRef<CategorySource>('Subcategory').implement({
  ...isPublic,
  description: 'A finer classification value with the label to show.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'As filters and mutations take it.' }),
    label: t.string({
      description: 'As people read it; made from the value where the backend does not know it.',
      asks: (_args, { estimate }) => estimate.addCategories(),
      resolve: (source, _args, context) => loadSubcategoryLabel(source, context),
    }),
  }),
});

export const Category = builder.objectRef<CategorySource>('Category').implement({
  ...isPublic,
  description: 'A classification value with the label to show, e.g. TELEMATICS_ISSUE, `Telematics issue`.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'As filters and mutations take it.' }),
    label: t.string({
      description: 'As people read it; made from the value where the backend does not know it.',
      asks: (_args, { estimate }) => estimate.addCategories(),
      resolve: (source, _args, context) => loadCategoryLabel(source, context),
    }),
    subcategories: t.field({
      ...about(100),
      asks: (_args, { estimate }) => estimate.addCategories(),
      type: [Subcategory],
      description:
        'What may go with it. A backend that ties no subcategory to a category offers all of its own with each.',
      resolve: async ({ value, load }, _args, context) => {
        const known = (await load(context)).filter((category) => category.value === value);
        return known.flatMap(({ subcategories }) => subcategories.map((subcategory) => ({ load, ...subcategory })));
      },
    }),
  }),
});

builder.queryField('categories', (t) =>
  t.field({
    ...requiresScope('support:read'),
    ...about(50),
    asks: (_args, { estimate }) => estimate.addCategories(),
    type: [Category],
    description: 'The categories of every backend that answers. The same value in two backends is one category.',
    resolve: async (_root, _args, context) => {
      const load = createMergedLoad();
      return (await load(context)).map(({ value }) => ({ value, load }));
    },
  }),
);

/** Looks labels up in the categories of every backend that answers, once however many labels are asked for. */
export function createMergedLoad(): CategorySource['load'] {
  let merged: Promise<readonly CategoryData[]> | null = null;
  return ({ session }) => {
    merged ??= loadFromEach(session).then((answers) => mergeCategories(answers.flat()));
    return merged;
  };
}

/** The label of a category, as people read it. */
export async function loadCategoryLabel({ value, load }: CategorySource, context: Context): Promise<string> {
  return toLabelOf(value, await loadOrNone(load, context));
}

/** The label of a subcategory, as people read it. */
export async function loadSubcategoryLabel({ value, load }: CategorySource, context: Context): Promise<string> {
  const categories = await loadOrNone(load, context);
  return toLabelOf(
    value,
    categories.flatMap(({ subcategories }) => subcategories),
  );
}

/** What the backends that answer have. @throws ProviderError when none of them does */
async function loadFromEach({ backends, loadCategories }: Session): Promise<(readonly CategoryData[])[]> {
  const answers = await Promise.allSettled(backends.map(({ key }) => loadCategories(key)));
  const found = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value);
  const failure = answers.find((answer) => answer.status === 'rejected');
  if (failure && found.length === 0) throw failure.reason as Error;
  return found;
}

/** A label is no reason to lose the value: without the backend's own it is made from the value. */
async function loadOrNone(load: CategorySource['load'], context: Context): Promise<readonly CategoryData[]> {
  try {
    return await load(context);
  } catch (error) {
    if (error instanceof ProviderError) return [];
    throw error;
  }
}

function toLabelOf(value: string, known: readonly SubcategoryData[]): string {
  return known.find((candidate) => candidate.value === value)?.label ?? toLabel(value);
}

function mergeCategories(categories: readonly CategoryData[]): CategoryData[] {
  const merged = new Map<string, CategoryData>();
  for (const category of categories) {
    const before = merged.get(category.value);
    const subcategories = [...(before?.subcategories ?? []), ...category.subcategories];
    merged.set(category.value, {
      ...category,
      label: before?.label ?? category.label,
      subcategories: unique(subcategories),
    });
  }
  return [...merged.values()];
}

function unique(subcategories: readonly SubcategoryData[]): SubcategoryData[] {
  const first = new Map<string, SubcategoryData>();
  for (const subcategory of subcategories) {
    if (!first.has(subcategory.value)) first.set(subcategory.value, subcategory);
  }
  return [...first.values()];
}
