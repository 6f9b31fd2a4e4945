import { byCountDescending, countBy } from './counting.js';
import type { Call, Endpoint } from './endpoint.js';
import type { EvEnergyTicket } from './model.js';
import { validationFailed } from './problems.js';
import { jsonReply } from '../http/reply.js';
import { categories, categoryLabel, subcategories, subcategoryLabel } from './taxonomy.js';

const defaultLimit = 10;

/** `GET /support_tickets/categories` */
export const listCategories: Endpoint = () => jsonReply({ categories, subcategories });

/** `GET /support-ticket-stats/sankey`: ids are made of labels, and human-verified categories counted. */
export const getSankey: Endpoint = ({ store, visibility }) => {
  const tickets = store.tickets(visibility);
  const pairs = countPairs(tickets);
  const usedCategories = countBy(tickets, (ticket) => ticket.humanVerifiedCategory);
  const usedSubcategories = new Set(pairs.map(({ subcategory }) => subcategory));
  return jsonReply({
    nodes: [
      ...[...usedCategories.keys()].toSorted().map(toCategoryNode),
      ...[...usedSubcategories].toSorted().map(toSubcategoryNode),
    ],
    links: pairs.map(({ category, subcategory, count }) => ({
      source: toCategoryNode(category).id,
      target: toSubcategoryNode(subcategory).id,
      value: count,
    })),
  });
};

/** `GET /support-ticket-stats/top-categories`: the most frequent, each list cut at `limit`. */
export const getTopCategories: Endpoint = (call) => {
  const limit = parseLimit(call);
  const tickets = call.store.tickets(call.visibility);
  const share = (count: number): number => Math.round((count / tickets.length) * 100) / 100;
  const categoryCounts = countBy(tickets, (ticket) => ticket.humanVerifiedCategory);
  return jsonReply({
    categories: byCountDescending(categoryCounts)
      .slice(0, limit)
      .map(([category, count]) => ({ category, count, percentage: share(count) })),
    subcategories: countPairs(tickets)
      .slice(0, limit)
      .map(({ subcategory, category, count }) => ({ subcategory, category, count, percentage: share(count) })),
  });
};

interface PairCount {
  readonly category: string;
  readonly subcategory: string;
  readonly count: number;
}

/** Human-verified pairs that are set on both sides, most frequent first. */
function countPairs(tickets: readonly EvEnergyTicket[]): readonly PairCount[] {
  const counts = countBy(tickets, ({ humanVerifiedCategory: category, humanVerifiedSubcategory: subcategory }) =>
    category === null || subcategory === null ? null : `${category}/${subcategory}`,
  );
  return byCountDescending(counts).map(([pair, count]) => {
    const [category = '', subcategory = ''] = pair.split('/');
    return { category, subcategory, count };
  });
}

function parseLimit({ query }: Call): number {
  const value = query.get('limit') ?? String(defaultLimit);
  if (/^\d{1,9}$/.test(value) && Number(value) >= 1) return Number(value);
  const message = 'A whole number of at least 1 is required.';
  throw validationFailed('support-ticket-top-categories', { limit: [message] });
}

function toCategoryNode(value: string): { id: string; label: string } {
  const label = categoryLabel(value);
  return { id: `category:${label}`, label };
}

function toSubcategoryNode(value: string): { id: string; label: string } {
  const label = subcategoryLabel(value);
  return { id: `subcategory:${label}`, label };
}
