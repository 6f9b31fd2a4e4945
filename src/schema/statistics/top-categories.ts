import type { Statistics } from '../../federation/statistics/statistics.js';
import { isPublic } from '../access.js';
import { builder } from '../builder.js';
import { Category, createMergedLoad, Subcategory, type CategorySource } from '../category.js';
import { counted } from '../cost/weights.js';
import { badUserInput } from '../errors.js';
import { SHARE } from './bucket.js';
import { loadCategories, toCategoryCounts, toPairCounts } from './category-counts.js';

export const MAX_LIMIT = 100;

interface CategoryBucketSource {
  readonly category: CategorySource;
  readonly count: number;
  readonly share: number;
}

interface SubcategoryBucketSource extends CategoryBucketSource {
  readonly subcategory: CategorySource;
}

interface TopCategoriesSource {
  readonly categories: readonly CategoryBucketSource[];
  readonly subcategories: readonly SubcategoryBucketSource[];
}

const CategoryBucket = builder.objectRef<CategoryBucketSource>('CategoryBucket').implement({
  ...isPublic,
  description: 'Tickets of one category.',
  fields: (t) => ({
    category: t.expose('category', { type: Category, description: 'The category.' }),
    count: t.exposeInt('count', { description: 'Tickets of this category.' }),
    share: t.exposeFloat('share', { description: SHARE }),
  }),
});

const SubcategoryBucket = builder.objectRef<SubcategoryBucketSource>('SubcategoryBucket').implement({
  ...isPublic,
  description: 'Tickets of one category and subcategory.',
  fields: (t) => ({
    category: t.expose('category', { type: Category, description: 'The category.' }),
    subcategory: t.expose('subcategory', { type: Subcategory, description: 'The subcategory.' }),
    count: t.exposeInt('count', { description: 'Tickets of both.' }),
    share: t.exposeFloat('share', { description: SHARE }),
  }),
});

export const TopCategories = builder.objectRef<TopCategoriesSource>('TopCategories').implement({
  ...isPublic,
  description: 'The most frequent human-verified categories. Tickets without one count in the shares alone.',
  fields: (t) => ({
    categories: t.field({
      ...counted,
      type: [CategoryBucket],
      description: 'By category, the most frequent first.',
      resolve: ({ categories }) => [...categories],
    }),
    subcategories: t.field({
      ...counted,
      type: [SubcategoryBucket],
      description: 'By category and subcategory, the most frequent first.',
      resolve: ({ subcategories }) => [...subcategories],
    }),
  }),
});

/** What is known of this category alone, where it is known: another may have the same subcategory by another label. */
function withinCategory(category: string, load: CategorySource['load']): CategorySource['load'] {
  return async (context) => {
    const categories = await load(context);
    const own = categories.filter(({ value }) => value === category);
    return own.length > 0 ? own : categories;
  };
}

/** @throws GraphQLError BAD_USER_INPUT for a limit outside 1 to 100 */
export async function loadTopCategories(statistics: Statistics, limit: number): Promise<TopCategoriesSource> {
  if (limit < 1 || limit > MAX_LIMIT) throw badUserInput('limit', `must be 1 to ${MAX_LIMIT}, not ${limit}`);
  const { pairs, total } = await loadCategories(statistics);
  const load = createMergedLoad();
  return {
    categories: toCategoryCounts(pairs)
      .slice(0, limit)
      .map(([value, count]) => ({ category: { value, load }, count, share: count / total })),
    subcategories: toPairCounts(pairs)
      .slice(0, limit)
      .map(({ category, subcategory, count }) => ({
        category: { value: category, load },
        subcategory: { value: subcategory, load: withinCategory(category, load) },
        count,
        share: count / total,
      })),
  };
}
