import { PERCENTILES } from '../../provider/aggregate.js';
import { isExact, percentileOf } from '../../federation/statistics/durations.js';
import type { Statistics } from '../../federation/statistics/statistics.js';
import { isPublic } from '../access.js';
import { builder } from '../builder.js';

const [MEDIAN, P90] = PERCENTILES;

export const ResolutionStats = builder.objectRef<Statistics>('ResolutionStats').implement({
  ...isPublic,
  description: 'How many of the tickets counted are resolved, and how long that took: from createdAt to resolvedAt.',
  fields: (t) => ({
    totalResolved: t.int({
      description: 'Tickets with resolvedAt.',
      resolve: async (statistics) => (await loadResolution(statistics)).resolved,
    }),
    totalUnresolved: t.int({
      description: 'Tickets without it.',
      resolve: async (statistics) => {
        const { total, resolved } = await loadResolution(statistics);
        return total - resolved;
      },
    }),
    resolutionRate: t.float({
      nullable: true,
      description: 'The resolved ones as a share of all, 0 to 1; null when there is no ticket.',
      resolve: async (statistics) => {
        const { total, resolved } = await loadResolution(statistics);
        return total === 0 ? null : resolved / total;
      },
    }),
    averageSeconds: t.float({
      nullable: true,
      description: 'Arithmetic mean in seconds; null when none is resolved.',
      resolve: async (statistics) => {
        const { resolved, resolutionMs } = await loadResolution(statistics);
        return resolved === 0 ? null : resolutionMs / resolved / 1000;
      },
    }),
    medianSeconds: t.float({
      nullable: true,
      description: 'Half took no longer, in seconds; between two neighbours their mean. Null when none is resolved.',
      resolve: (statistics) => loadPercentile(statistics, MEDIAN),
    }),
    p90Seconds: t.float({
      nullable: true,
      description:
        'Nine of ten took no longer, in seconds; between two neighbours in proportion. Null when none is resolved.',
      resolve: (statistics) => loadPercentile(statistics, P90),
    }),
    percentilesExact: t.boolean({
      description:
        'False when so many tickets are resolved that durations were rounded, more than 10 000 in a backend: medianSeconds and p90Seconds are then at most half a percent of themselves away. It says nothing of tickets that were not counted.',
      resolve: async (statistics) => isExact(await loadDurations(statistics)),
    }),
  }),
});

async function loadResolution(statistics: Statistics) {
  return (await statistics.load({ measure: 'resolution' })).whole;
}

async function loadDurations(statistics: Statistics) {
  return (await statistics.load({ measure: 'durations' })).whole.durations;
}

/** In seconds. */
async function loadPercentile(statistics: Statistics, fraction: number): Promise<number | null> {
  const milliseconds = percentileOf(await loadDurations(statistics), fraction);
  return milliseconds === null ? null : milliseconds / 1000;
}
