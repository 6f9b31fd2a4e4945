import {
  NOTHING_COUNTED,
  type Aggregate,
  type AggregateRequest,
  type CategoryCount,
} from '../../provider/aggregate.js';
import { sumCounts } from '../../provider/sum-counts.js';
import type { Ticket } from '../../ticket/ticket.js';
import { addCategories } from './add-aggregates.js';
import { createCalendar } from './calendar.js';
import { limitDurations } from './durations.js';

type Asked = Pick<AggregateRequest, 'measures' | 'timeZones'>;

/** Measures tickets that were read. */
export function tally(tickets: readonly Ticket[], { measures, timeZones }: Asked): Aggregate {
  const when = <T>(measure: Asked['measures'][number], value: () => T, otherwise: T): T =>
    measures.includes(measure) ? value() : otherwise;
  const durations = tickets.map(durationOf).filter((duration) => duration !== null);
  return {
    total: tickets.length,
    days: new Map(timeZones.map((timeZone) => [timeZone, countDays(tickets, timeZone)])),
    resolved: when('resolution', () => durations.length, 0),
    resolutionMs: when('resolution', () => durations.reduce((sum, duration) => sum + duration, 0), 0),
    durations: when(
      'durations',
      () => limitDurations({ counts: countBy(durations, (duration) => duration), exact: true }),
      NOTHING_COUNTED.durations,
    ),
    status: when('status', () => countBy(tickets, ({ status }) => status), NOTHING_COUNTED.status),
    priority: when('priority', () => countBy(tickets, ({ priority }) => priority), NOTHING_COUNTED.priority),
    source: when('source', () => countBy(tickets, ({ source }) => source), NOTHING_COUNTED.source),
    categories: when('categories', () => countCategories(tickets), []),
  };
}

function countDays(tickets: readonly Ticket[], timeZone: string): ReadonlyMap<number, number> {
  const toDay = createCalendar(timeZone);
  return countBy(tickets, ({ createdAt }) => toDay(Date.parse(createdAt)));
}

function durationOf({ createdAt, resolvedAt }: Ticket): number | null {
  return resolvedAt === null ? null : Date.parse(resolvedAt) - Date.parse(createdAt);
}

function countCategories(tickets: readonly Ticket[]): readonly CategoryCount[] {
  return addCategories(
    tickets.map(({ humanVerifiedCategory: category, humanVerifiedSubcategory: subcategory }) => ({
      category,
      subcategory,
      count: 1,
    })),
  );
}

function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, number> {
  return sumCounts([items.map((item) => [keyOf(item), 1])]);
}
