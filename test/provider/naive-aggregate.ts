import type { Aggregate, AggregateRequest, CategoryCount } from '../../src/provider/aggregate.js';
import type { Ticket } from '../../src/ticket/ticket.js';

/** The statistics of tickets, counted as plainly as can be; all of them but for days and durations that are not asked. */
export function aggregateNaively(
  tickets: readonly Ticket[],
  { measures, timeZones }: Omit<AggregateRequest, 'filter'>,
): Aggregate {
  const isAsked = (measure: AggregateRequest['measures'][number]) => measures.includes(measure);
  const lasting = tickets.filter(({ resolvedAt }) => resolvedAt !== null).map(toDuration);
  return {
    total: tickets.length,
    days: new Map(timeZones.map((timeZone) => [timeZone, count(toDays(tickets, timeZone))])),
    resolved: isAsked('resolution') ? lasting.length : 0,
    resolutionMs: isAsked('resolution') ? lasting.reduce((sum, duration) => sum + duration, 0) : 0,
    durations: { counts: count(isAsked('durations') ? lasting : []), exact: true },
    status: count(isAsked('status') ? tickets.map(({ status }) => status) : []),
    priority: count(isAsked('priority') ? tickets.map(({ priority }) => priority) : []),
    source: count(isAsked('source') ? tickets.map(({ source }) => source) : []),
    categories: isAsked('categories') ? countPairs(tickets) : [],
  };
}

function toDuration({ createdAt, resolvedAt }: Ticket): number {
  return new Date(resolvedAt ?? '').getTime() - new Date(createdAt).getTime();
}

/** As the Swedish write dates: 2026-03-02. */
function toDays(tickets: readonly Ticket[], timeZone: string): number[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone });
  return tickets.map(({ createdAt }) => Date.parse(format.format(new Date(createdAt))) / 86_400_000);
}

function countPairs(tickets: readonly Ticket[]): CategoryCount[] {
  const pairs: { category: string | null; subcategory: string | null; count: number }[] = [];
  for (const { humanVerifiedCategory: category, humanVerifiedSubcategory: subcategory } of tickets) {
    const pair = pairs.find((each) => each.category === category && each.subcategory === subcategory);
    if (pair) pair.count += 1;
    else pairs.push({ category, subcategory, count: 1 });
  }
  return pairs;
}

function count<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
