import { sql, type Kysely, type RawBuilder } from 'kysely';
import { PERCENTILES, type AggregateRequest, type Measure } from '../../provider/aggregate.js';
import { BUCKET_RATIO, MOST_EXACT_DURATIONS } from '../../provider/durations.js';
import type { Tables } from './tables.js';
import { toSql } from './ticket-condition.js';

/** One figure: how many tickets have something in common, and what that is. */
export interface AggregateRow {
  readonly figure: 'total' | Measure | 'bucket' | 'percentile';
  /** A value, a category, a time zone, or the sign of a bucket. */
  readonly first: string | null;
  /** A subcategory. */
  readonly second: string | null;
  /** A day, a duration or the sum of all, the number of a bucket, or the fraction of a percentile. */
  readonly number: number | null;
  /** How many tickets; for a percentile, milliseconds. */
  readonly amount: number;
}

/**
 * Everything that is asked of one backend's tickets in one statement: the filter is evaluated once, and each figure is
 * counted from what it keeps.
 */
export async function aggregateTickets(
  db: Kysely<Tables>,
  { backend, filter, measures, timeZones }: AggregateRequest & { readonly backend: string },
): Promise<readonly AggregateRow[]> {
  const figures = [TOTAL, ...measures.flatMap((measure) => FIGURES[measure]), ...timeZones.map(countDays)];
  const facets = measures.flatMap((measure) => FACETS[measure] ?? []);
  const { rows } = await sql<AggregateRow>`
    with kept as (
      select t.created_at, t.resolved_at, t.status, t.priority, t.source,
        t.human_verified_category as category, t.human_verified_subcategory as subcategory,
        (date_part('epoch', t.resolved_at - t.created_at) * 1000)::bigint as duration
      from tickets t where t.backend = ${backend} and ${toSql(filter)}
    ),
    facets as (
      select ${sql.join([...facets, sql`count(*) as tickets`])} from kept group by ${sql.join([...facets, sql`()`])}
    ),
    durations as (
      select duration, count(*) as tickets from kept where duration is not null group by duration
    ),
    size as (select count(*) > ${sql.lit(MOST_EXACT_DURATIONS)} as is_large from durations)
    ${sql.join(figures, sql` union all `)}`.execute(db);
  return rows;
}

type Sql = RawBuilder<unknown>;

/** The columns by which the facets are counted, all in one pass. */
const FACETS: { readonly [measure in Measure]?: readonly Sql[] } = {
  status: [sql`status`],
  priority: [sql`priority`],
  source: [sql`source`],
  categories: [sql`category`, sql`subcategory`],
};

const TOTAL = sql`
  select 'total' as figure, null::text as first, null::text as second, null::float8 as number,
    count(*)::float8 as amount
  from kept`;

const FIGURES: { readonly [measure in Measure]: readonly Sql[] } = {
  // One for each time zone: see `countDays`.
  days: [],
  resolution: [sql`select 'resolution', null, null, coalesce(sum(duration), 0), count(duration) from kept`],
  status: [sql`select 'status', status, null, null, sum(tickets) from facets group by status`],
  priority: [sql`select 'priority', priority, null, null, sum(tickets) from facets group by priority`],
  source: [sql`select 'source', source, null, null, sum(tickets) from facets group by source`],
  categories: [
    sql`select 'categories', category, subcategory, null, sum(tickets) from facets group by category, subcategory`,
  ],
  durations: [
    sql`select 'durations', null, null, duration, tickets from durations where not (select is_large from size)`,
    // As `roundDuration` has it.
    sql`
      select 'bucket', sign(duration)::text, null,
        case when duration <> 0 then ceil(ln(abs(duration)) / ln(${sql.lit(BUCKET_RATIO)}::float8)) end, sum(tickets)
      from durations where (select is_large from size) group by 2, 4`,
    sql`
      select 'percentile', null, null, percentile.fraction, percentile.value
      from (
        select percentile_cont(${toFloats(PERCENTILES)}) within group (order by duration) as values
        from kept where (select is_large from size)
      ) as percentiles,
      unnest(${toFloats(PERCENTILES)}, percentiles.values) as percentile (fraction, value)
      where percentile.value is not null`,
  ],
};

/** Days of the calendar of a time zone: how long they are is the database's to know. */
function countDays(timeZone: string): Sql {
  return sql`
    select 'days', ${timeZone}::text, null, day - date '1970-01-01', count(*)
    from (select date_trunc('day', created_at at time zone ${timeZone}::text)::date as day from kept) as days
    group by day`;
}

function toFloats(numbers: readonly number[]): Sql {
  return sql`array[${sql.join(numbers.map((number) => sql.lit(number)))}]::float8[]`;
}
