import { dateIn, daysBetween, startOf, type LocalDate } from './local-dates.js';
import { keptOf, type FilterJson, type PlainCaller } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';

export type Interval = 'DAY' | 'WEEK' | 'MONTH';

export interface StatisticsQuestion {
  readonly filter: FilterJson;
  readonly interval: Interval;
  readonly timeZone: string;
  /** Of the most frequent categories. */
  readonly limit: number;
}

/** The figures as a client reads them. */
export interface PlainStatistics {
  readonly total: number;
  readonly volume: readonly { readonly date: LocalDate; readonly count: number }[];
  readonly resolution: PlainResolution;
  readonly byStatus: readonly PlainBucket[];
  readonly byPriority: readonly PlainBucket[];
  readonly bySource: readonly PlainBucket[];
  readonly byBackend: readonly PlainBucket[];
  readonly topCategories: {
    readonly categories: readonly PlainCategoryBucket[];
    readonly subcategories: readonly (PlainCategoryBucket & { readonly subcategory: Value })[];
  };
  readonly sankey: {
    readonly nodes: readonly { readonly id: string; readonly value: string }[];
    readonly links: readonly { readonly source: string; readonly target: string; readonly value: number }[];
  };
}

export interface PlainResolution {
  readonly totalResolved: number;
  readonly totalUnresolved: number;
  readonly resolutionRate: number | null;
  readonly averageSeconds: number | null;
  readonly medianSeconds: number | null;
  readonly p90Seconds: number | null;
  readonly percentilesExact: boolean;
}

export interface PlainBucket {
  readonly key: string | null;
  readonly label: string;
  readonly count: number;
  readonly share: number;
}

interface Value {
  readonly value: string;
}

interface PlainCategoryBucket {
  readonly category: Value;
  readonly count: number;
  readonly share: number;
}

/** The figures that this caller must be given for this question: counted one ticket at a time. */
export function statisticsOf(
  tickets: readonly PlainTicket[],
  caller: PlainCaller,
  question: StatisticsQuestion,
): PlainStatistics {
  const kept = keptOf(tickets, caller, question.filter);
  const bucketsBy = (field: 'status' | 'priority' | 'source') =>
    bucketsOf(
      kept.map((ticket) => ticket[field]),
      (key) => (key === null ? `No known ${field}` : inWords(key)),
    );
  return {
    total: kept.length,
    volume: volumeOf(kept, question),
    resolution: resolutionOf(kept),
    byStatus: bucketsBy('status'),
    byPriority: bucketsBy('priority'),
    bySource: bucketsBy('source'),
    byBackend: bucketsOf(
      kept.map(({ backend }) => backend),
      (key) => key ?? '',
    ),
    topCategories: topCategoriesOf(kept, question.limit),
    sankey: sankeyOf(kept),
  };
}

function volumeOf(
  kept: readonly PlainTicket[],
  { filter, interval, timeZone }: StatisticsQuestion,
): PlainStatistics['volume'] {
  const dates = kept.map(({ createdAt }) => dateIn(timeZone, createdAt)).toSorted();
  const { first, last } = boundsOf(filter);
  const from = first === null ? dates.at(0) : dateIn(timeZone, first);
  const to = last === null ? dates.at(-1) : dateIn(timeZone, last);
  if (from === undefined || to === undefined) return [];
  const starts = new Set(daysBetween(from, to).map((day) => startOf(day, interval)));
  const counted = dates.map((date) => startOf(date, interval));
  return [...starts].map((date) => ({ date, count: counted.filter((start) => start === date).length }));
}

/** The first and the last millisecond that the filter itself allows; null where it allows all. */
function boundsOf(filter: FilterJson): { first: number | null; last: number | null } {
  const tests = createdAtTestsOf(filter);
  const timesOf = (operator: string) =>
    tests.filter(([name]) => name === operator).map(([, time]) => new Date(time).getTime());
  const lower = [...timesOf('gte'), ...timesOf('gt').map((time) => time + 1)];
  const upper = [...timesOf('lte'), ...timesOf('lt').map((time) => time - 1)];
  return {
    first: lower.length === 0 ? null : Math.max(...lower),
    last: upper.length === 0 ? null : Math.min(...upper),
  };
}

function createdAtTestsOf({ createdAt, and }: FilterJson): [operator: string, time: string][] {
  const inside = ((and ?? []) as FilterJson[]).flatMap(createdAtTestsOf);
  return [...Object.entries((createdAt ?? {}) as Record<string, string>), ...inside];
}

function resolutionOf(kept: readonly PlainTicket[]): PlainResolution {
  const durations = kept.flatMap(({ createdAt, resolvedAt }) => (resolvedAt === null ? [] : [resolvedAt - createdAt]));
  const seconds = durations.map((milliseconds) => milliseconds / 1000).toSorted((a, b) => a - b);
  return {
    totalResolved: seconds.length,
    totalUnresolved: kept.length - seconds.length,
    resolutionRate: kept.length === 0 ? null : seconds.length / kept.length,
    averageSeconds: seconds.length === 0 ? null : seconds.reduce((sum, each) => sum + each, 0) / seconds.length,
    medianSeconds: percentileOf(seconds, 0.5),
    p90Seconds: percentileOf(seconds, 0.9),
    percentilesExact: true,
  };
}

/** As SQL's percentile_cont. */
function percentileOf(sorted: readonly number[], fraction: number): number | null {
  const position = fraction * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (position % 1);
}

function bucketsOf(values: readonly (string | null)[], labelOf: (key: string | null) => string): PlainBucket[] {
  const buckets = [...new Set(values)].map((key) => {
    const count = values.filter((value) => value === key).length;
    return { key, label: labelOf(key), count, share: count / values.length };
  });
  return buckets.toSorted((a, b) => b.count - a.count || nullLast(a.key, b.key));
}

function nullLast(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return byText(a, b);
}

/** `ON_HOLD` → `On hold`. */
function inWords(key: string): string {
  if (key === 'API') return key;
  return `${key.slice(0, 1)}${key.slice(1).toLowerCase().replaceAll('_', ' ')}`;
}

function topCategoriesOf(kept: readonly PlainTicket[], limit: number): PlainStatistics['topCategories'] {
  const share = (count: number) => count / kept.length;
  return {
    categories: categoriesOf(kept)
      .slice(0, limit)
      .map(({ category, count }) => ({ category: { value: category }, count, share: share(count) })),
    subcategories: pairsOf(kept)
      .slice(0, limit)
      .map(({ category, subcategory, count }) => ({
        category: { value: category },
        subcategory: { value: subcategory },
        count,
        share: share(count),
      })),
  };
}

function sankeyOf(kept: readonly PlainTicket[]): PlainStatistics['sankey'] {
  const pairs = pairsOf(kept);
  const subcategories = new Set(pairs.map(({ subcategory }) => subcategory));
  return {
    nodes: [
      ...categoriesOf(kept).map(({ category }) => ({ id: `category:${category}`, value: category })),
      ...[...subcategories].map((value) => ({ id: `subcategory:${value}`, value })),
    ],
    links: pairs.map(({ category, subcategory, count }) => ({
      source: `category:${category}`,
      target: `subcategory:${subcategory}`,
      value: count,
    })),
  };
}

/** The most frequent first, equal ones by value. */
function categoriesOf(kept: readonly PlainTicket[]) {
  const values = kept.map(({ humanVerifiedCategory }) => humanVerifiedCategory).filter((value) => value !== null);
  return [...new Set(values)]
    .map((category) => ({ category, count: values.filter((value) => value === category).length }))
    .toSorted((a, b) => b.count - a.count || byText(a.category, b.category));
}

/** The same for tickets that have both. */
function pairsOf(kept: readonly PlainTicket[]) {
  return categoriesOf(kept)
    .flatMap(({ category }) => {
      const inside = kept.filter(({ humanVerifiedCategory }) => humanVerifiedCategory === category);
      const values = inside.map((ticket) => ticket.humanVerifiedSubcategory).filter((value) => value !== null);
      return [...new Set(values)].map((subcategory) => ({
        category,
        subcategory,
        count: values.filter((value) => value === subcategory).length,
      }));
    })
    .toSorted((a, b) => b.count - a.count || byText(a.category, b.category) || byText(a.subcategory, b.subcategory));
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
