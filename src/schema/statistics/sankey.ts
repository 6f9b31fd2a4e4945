import type { Statistics } from '../../federation/statistics/statistics.js';
import { isPublic } from '../access.js';
import { builder } from '../builder.js';
import { about } from '../cost/weights.js';
import { createMergedLoad, loadCategoryLabel, loadSubcategoryLabel, type CategorySource } from '../category.js';
import { loadCategories, toCategoryCounts, toPairCounts } from './category-counts.js';

type Stage = 'category' | 'subcategory';

interface SankeyNodeSource extends CategorySource {
  readonly stage: Stage;
}

interface SankeyLinkSource {
  readonly source: string;
  readonly target: string;
  readonly value: number;
}

interface SankeySource {
  readonly nodes: readonly SankeyNodeSource[];
  readonly links: readonly SankeyLinkSource[];
}

const SankeyNode = builder.objectRef<SankeyNodeSource>('SankeyNode').implement({
  ...isPublic,
  description: 'A category or a subcategory.',
  fields: (t) => ({
    id: t.id({
      description: 'The stage and the value, `category:CHARGER`: a value that is both is two nodes.',
      resolve: ({ stage, value }) => toNodeId(stage, value),
    }),
    label: t.string({
      description: 'As people read it.',
      asks: (_args, { estimate }) => estimate.addCategories(),
      resolve: (node, _args, context) =>
        node.stage === 'category' ? loadCategoryLabel(node, context) : loadSubcategoryLabel(node, context),
    }),
    value: t.exposeString('value', { description: 'The value as filters take it.' }),
  }),
});

const SankeyLink = builder.objectRef<SankeyLinkSource>('SankeyLink').implement({
  ...isPublic,
  description: 'Tickets that have a category and a subcategory.',
  fields: (t) => ({
    source: t.exposeID('source', { description: 'Node of the category.' }),
    target: t.exposeID('target', { description: 'Node of the subcategory.' }),
    value: t.exposeInt('value', { description: 'Tickets of both.' }),
  }),
});

export const Sankey = builder.objectRef<SankeySource>('Sankey').implement({
  ...isPublic,
  description:
    'Human-verified category to subcategory, of the tickets that have a human-verified category. Acyclic: ids carry their stage.',
  fields: (t) => ({
    nodes: t.field({
      ...about(100),
      type: [SankeyNode],
      description: 'Categories, the most frequent first, also those without a link; then subcategories.',
      resolve: ({ nodes }) => [...nodes],
    }),
    links: t.field({
      ...about(200),
      type: [SankeyLink],
      description: 'The most frequent first. A ticket without a subcategory adds to none.',
      resolve: ({ links }) => [...links],
    }),
  }),
});

export async function loadSankey(statistics: Statistics): Promise<SankeySource> {
  const { pairs } = await loadCategories(statistics);
  const load = createMergedLoad();
  const linked = toPairCounts(pairs);
  const subcategories = new Set(linked.map(({ subcategory }) => subcategory));
  return {
    nodes: [
      ...toCategoryCounts(pairs).map(([value]) => ({ stage: 'category', value, load }) as const),
      ...[...subcategories].map((value) => ({ stage: 'subcategory', value, load }) as const),
    ],
    links: linked.map(({ category, subcategory, count }) => ({
      source: toNodeId('category', category),
      target: toNodeId('subcategory', subcategory),
      value: count,
    })),
  };
}

function toNodeId(stage: Stage, value: string): string {
  return `${stage}:${value}`;
}
