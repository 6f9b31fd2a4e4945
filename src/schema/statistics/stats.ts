import type { Measured, Statistics } from '../../federation/statistics/statistics.js';
import { toLabel } from '../../ticket/category.js';
import { guardedBy, requiresScope } from '../access.js';
import { BackendReport } from '../backend-report.js';
import { builder } from '../builder.js';
import { weighFilter } from '../cost/weigh-filter.js';
import { about, perBackend } from '../cost/weights.js';
import { TicketFilter } from '../ticket-filter.js';
import { readTicketFilter, toTicketFilter } from '../to-ticket-filter.js';
import { StatsBucket, toBuckets } from './bucket.js';
import { ResolutionStats } from './resolution.js';
import { loadSankey, Sankey } from './sankey.js';
import { loadTopCategories, MAX_LIMIT, TopCategories } from './top-categories.js';
import { loadVolume, MAX_INTERVALS, StatsInterval, VolumePoint } from './volume.js';

const DEFAULT_LIMIT = 10;
/** Of a pass over every backend. */
const PASS_POINTS = 100;
const LARGEST_FIRST = 'The largest first; tickets without a value are a bucket with the key null.';

const Stats = builder.objectRef<Statistics>('Stats').implement({
  ...guardedBy('support:read'),
  description:
    'Figures of exactly the tickets that the same token and filter list. Only what is selected is computed, in one pass over each backend, by itself where it can tell all that is selected, else by reading its tickets. `backends` says how complete and how old its part is: where it is PARTIAL or FAILED, every figure here lacks the rest.',
  fields: (t) => ({
    total: t.int({
      description: 'How many tickets were counted: all of them where `backends` are COMPLETE.',
      resolve: async (statistics) => (await statistics.load({ measure: 'total' })).whole.total,
    }),
    volume: t.field({
      ...about(MAX_INTERVALS),
      type: [VolumePoint],
      description:
        'Tickets by time of creation, at most 1000 intervals without gaps: from the bounds that the filter itself has for createdAt; on a side where it has none, from or to the last ticket there.',
      args: {
        interval: t.arg({ type: StatsInterval, required: true, defaultValue: 'DAY', description: 'How long each is.' }),
        timeZone: t.arg.string({
          required: true,
          defaultValue: 'UTC',
          description: 'Where days begin and end: a name of the IANA time zone database.',
        }),
      },
      resolve: (statistics, args) => loadVolume(statistics, args),
    }),
    resolution: t.field({
      type: ResolutionStats,
      description: 'How many are resolved, and how long that took.',
      resolve: (statistics) => statistics,
    }),
    byStatus: t.field({
      ...about(10),
      type: [StatsBucket],
      description: `By normalised status. ${LARGEST_FIRST}`,
      resolve: (statistics) => loadBuckets(statistics, 'status'),
    }),
    byPriority: t.field({
      ...about(10),
      type: [StatsBucket],
      description: `By normalised priority. ${LARGEST_FIRST}`,
      resolve: (statistics) => loadBuckets(statistics, 'priority'),
    }),
    bySource: t.field({
      ...about(10),
      type: [StatsBucket],
      description: `By normalised source. ${LARGEST_FIRST}`,
      resolve: (statistics) => loadBuckets(statistics, 'source'),
    }),
    byBackend: t.field({
      ...perBackend,
      type: [StatsBucket],
      description:
        'By backend, the largest first. The key is that of the backend; one that has no ticket, or did not answer, has no bucket: `backends` tells which.',
      resolve: async (statistics) => toBackendBuckets(await statistics.load({ measure: 'total' })),
    }),
    topCategories: t.field({
      type: TopCategories,
      description: 'The most frequent human-verified categories and subcategories.',
      complexity: ({ limit }) => ({ field: 1, multiplier: Math.min(Math.max(limit, 1), MAX_LIMIT) }),
      args: {
        limit: t.arg.int({
          required: true,
          defaultValue: DEFAULT_LIMIT,
          description: 'The most to give of each: 1 to 100.',
        }),
      },
      resolve: (statistics, { limit }) => loadTopCategories(statistics, limit),
    }),
    sankey: t.field({
      type: Sankey,
      description: 'From human-verified category to subcategory, as a Sankey diagram.',
      resolve: (statistics) => loadSankey(statistics),
    }),
    backends: t.field({
      ...perBackend,
      type: [BackendReport],
      description: 'What each backend contributed, in the order of the configuration.',
      resolve: async (statistics) => [...(await statistics.load({ measure: 'total' })).reports],
    }),
  }),
});

builder.queryField('stats', (t) =>
  t.field({
    ...requiresScope('support:read'),
    type: Stats,
    description: 'Figures about tickets of every backend, as far as the caller may see them.',
    complexity: ({ filter }) => ({ field: PASS_POINTS + weighFilter(filter), multiplier: 1 }),
    asks: ({ filter }, { estimate }) => estimate.addStatistics(toTicketFilter(filter)),
    args: { filter: t.arg({ type: TicketFilter, description: 'Which tickets; all of them unless told.' }) },
    resolve: (_root, { filter }, { session }) => session.openStatistics(readTicketFilter(filter, session.backends)),
  }),
);

async function loadBuckets(statistics: Statistics, measure: 'status' | 'priority' | 'source') {
  const { whole } = await statistics.load({ measure });
  return toBuckets(whole[measure], whole.total, (key) => (key === null ? `No known ${measure}` : toValueLabel(key)));
}

/** Words for an enum value; abbreviations stay as they are. */
function toValueLabel(value: string): string {
  return value === 'API' || value === 'SMS' ? value : toLabel(value);
}

function toBackendBuckets({ whole, parts }: Measured) {
  const names = new Map(parts.map(({ backend }) => [backend.key, backend.displayName]));
  const counts = parts.map(({ backend, aggregate }) => [backend.key, aggregate.total] as const);
  return toBuckets(counts, whole.total, (key) => names.get(key ?? '') ?? '');
}
