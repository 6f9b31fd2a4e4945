import { sql, type Kysely, type RawBuilder } from 'kysely';
import { PERCENTILES, type AggregateRequest, type Measure } from '../../provider/aggregate.js';
import { BUCKET_RATIO, MOST_EXACT_DURATIONS } from '../../provider/durations.js';
import { OFFSETS_SINCE_MS, OFFSETS_UNTIL_MS, readOffsets, type ZoneOffsets } from '../../provider/zone-offsets.js';
import type { TicketFilter } from '../../ticket/filter.js';
import { toInstant } from '../../ticket/instant.js';
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
 * counted from what it keeps. What is kept is read as seldom as can be: a second reader, even one in a part that nobody
 * uses, makes PostgreSQL write all of it down first.
 */
export async function aggregateTickets(
  db: Kysely<Tables>,
  { backend, filter, measures, timeZones }: AggregateRequest & { readonly backend: string },
): Promise<readonly AggregateRow[]> {
  const facets = measures.flatMap((measure) => FACETS[measure] ?? []);
  const hasDurations = measures.includes('durations');
  const summed = hasDurations || measures.includes('resolution') ? RESOLUTION : [];
  const needsSummary = facets.length + summed.length > 0 || timeZones.length === 0;
  const zones = await readOffsets(timeZones);
  const parts = [
    keepTickets(backend, filter),
    ...(needsSummary ? [summarize(facets, summed)] : []),
    ...zones.map(countDays),
    ...(hasDurations ? [SIZE_UP] : []),
  ];
  const figures = [
    toTotal(needsSummary ? sql`summary` : daysTable(0)),
    ...measures.flatMap((measure) => FIGURES[measure]),
    ...timeZones.map(toDays),
  ];
  const { rows } = await sql<AggregateRow>`
    with ${sql.join(parts)} ${sql.join(figures, sql` union all `)}`.execute(db);
  return rows;
}

type Sql = RawBuilder<unknown>;

/** The columns by which tickets are counted, all of them in one pass. */
const FACETS: { readonly [measure in Measure]?: readonly Sql[] } = {
  status: [sql`status`],
  priority: [sql`priority`],
  source: [sql`source`],
  categories: [sql`category`, sql`subcategory`],
};

function keepTickets(backend: string, filter: TicketFilter): Sql {
  return sql`
    kept as (
      select t.created_at, t.status, t.priority, t.source,
        t.human_verified_category as category, t.human_verified_subcategory as subcategory,
        (date_part('epoch', t.resolved_at - t.created_at) * 1000)::bigint as duration
      from tickets t where t.backend = ${backend} and ${toSql(filter)}
    )`;
}

/** Left out where it is not asked for, since an index alone can count the rest. */
const RESOLUTION: readonly Sql[] = [sql`count(duration) as resolved`, sql`sum(duration) as resolution`];

function summarize(facets: readonly Sql[], summed: readonly Sql[]): Sql {
  return sql`
    summary as (
      select ${sql.join([...facets, sql`count(*) as tickets`, ...summed])}
      from kept group by ${sql.join([...facets, sql`()`])}
    )`;
}

function daysTable(index: number): Sql {
  return sql.ref(`days_${index}`);
}

/** Days of the gateway's calendar: by time zones of its own, the database could put a ticket on another day than others do. */
function countDays(zone: ZoneOffsets, index: number): Sql {
  return sql`
    ${daysTable(index)} as (
      select day - date '1970-01-01' as day, count(*) as tickets
      from (select (${localTime(zone)})::date as day from kept) as dated
      group by day
    )`;
}

/** Where the gateway does not know the offsets, in years that nobody thinks of, the database does. */
function localTime({ timeZone, changes, offsets }: ZoneOffsets): Sql {
  const own = sql`created_at at time zone ${timeZone}::text`;
  if (timeZone === 'UTC') return own;
  const since = sql`${changes.map(toInstant)}::timestamptz[]`;
  const offset = sql`(${offsets.map(String)}::int[])[width_bucket(created_at, ${since}) + 1]`;
  return sql`
    case when created_at >= ${toInstant(OFFSETS_SINCE_MS)}::timestamptz and created_at < ${toInstant(OFFSETS_UNTIL_MS)}::timestamptz
      then created_at at time zone 'UTC' + ${offset} * interval '1 second' else ${own} end`;
}

/** As many tickets can have no more different durations. */
const SIZE_UP = sql`
  size as (select coalesce(sum(resolved), 0) > ${sql.lit(MOST_EXACT_DURATIONS)} as is_large from summary)`;
const IS_LARGE = sql`(select is_large from size)`;

function toTotal(table: Sql): Sql {
  return sql`
    select 'total' as figure, null::text as first, null::text as second, null::float8 as number,
      coalesce(sum(tickets), 0)::float8 as amount
    from ${table}`;
}

function toDays(timeZone: string, index: number): Sql {
  return sql`select 'days', ${timeZone}::text, null, day, tickets from ${daysTable(index)}`;
}

const FIGURES: { readonly [measure in Measure]: readonly Sql[] } = {
  // One for each time zone: see `toDays`.
  days: [],
  resolution: [
    sql`select 'resolution', null, null, coalesce(sum(resolution), 0), coalesce(sum(resolved), 0) from summary`,
  ],
  status: [sql`select 'status', status, null, null, sum(tickets) from summary group by status`],
  priority: [sql`select 'priority', priority, null, null, sum(tickets) from summary group by priority`],
  source: [sql`select 'source', source, null, null, sum(tickets) from summary group by source`],
  categories: [
    sql`select 'categories', category, subcategory, null, sum(tickets) from summary group by category, subcategory`,
  ],
  durations: [
    sql`
      select 'durations', null, null, duration, count(*)
      from kept where duration is not null and not ${IS_LARGE} group by duration`,
    // As `roundDuration` has it.
    sql`
      select 'bucket', sign(duration)::text, null,
        case when duration <> 0 then ceil(ln(abs(duration)::float8) / ln(${sql.lit(BUCKET_RATIO)}::float8)) end, count(*)
      from kept where duration is not null and ${IS_LARGE} group by 2, 4`,
    sql`
      select 'percentile', null, null, percentile.fraction, percentile.value
      from (
        select percentile_cont(${toFloats(PERCENTILES)}) within group (order by duration) as values
        from kept where ${IS_LARGE}
      ) as percentiles,
      unnest(${toFloats(PERCENTILES)}, percentiles.values) as percentile (fraction, value)
      where percentile.value is not null`,
  ],
};

function toFloats(numbers: readonly number[]): Sql {
  return sql`array[${sql.join(numbers.map((number) => sql.lit(number)))}]::float8[]`;
}
