import { z } from 'zod';
import { NOTHING_COUNTED, type Aggregate, type Measure } from '../../provider/aggregate.js';

const MS_PER_HOUR = 3_600_000;

/**
 * What of ev.energy's own statistics (section 9 of the fact sheet) means the same as ours: the total, and the figures of
 * resolution but for percentiles, from `/support-ticket-stats/resolution`. Only without a filter and for who sees all
 * areas, since no endpoint takes a filter; and only where the configuration says that they count just the tickets of the
 * list, since no document does (13, question 2). The others are never used:
 * - `volume`: which date stands for a period, in which time zone, is not stated (question 3);
 * - `status`, `priority`, `source`: tickets without a value are reported in a way that is not stated (question 3), and
 *   the wordings are not those of the tickets (9.4);
 * - `sankey`: nodes are labels, not values (9.1), and tickets without a subcategory are in no link;
 * - `top-categories`: which category it counts is not stated (question 2);
 * - the median of `resolution`: it cannot be merged with that of other backends, and there is no ninth decile.
 */
export const MEASURES: readonly Measure[] = ['resolution'];

/** Section 9.3 of the fact sheet. */
const answer = z
  .object({
    total_resolved: z.int().nonnegative(),
    total_unresolved: z.int().nonnegative(),
    avg_resolution_time_hours: z
      .number()
      .nullish()
      .transform((hours) => hours ?? null),
  })
  .refine(
    ({ total_resolved, avg_resolution_time_hours }) => total_resolved === 0 || avg_resolution_time_hours !== null,
  );

/** Hours become milliseconds; null for an answer that is none. */
export function parseResolution(body: unknown): Aggregate | null {
  const { data } = answer.safeParse(body);
  if (!data) return null;
  const { total_resolved: resolved, total_unresolved: unresolved, avg_resolution_time_hours: hours } = data;
  return {
    ...NOTHING_COUNTED,
    total: resolved + unresolved,
    resolved,
    resolutionMs: Math.round((hours ?? 0) * resolved * MS_PER_HOUR),
  };
}
