import { byCountDescending, countBy } from './counting.js';
import type { Endpoint } from './endpoint.js';
import type { EvEnergyTicket } from './model.js';
import { validationFailed } from './problems.js';
import { jsonReply } from '../http/reply.js';

const microsPerHour = 3_600_000_000;
const dayMs = 24 * 3_600_000;

/** The first day of the period a day falls in; both are midnights by UTC, in milliseconds. */
const firstDays = new Map<string, (dayStartMs: number) => number>([
  ['day', (dayStartMs) => dayStartMs],
  ['week', (dayStartMs) => dayStartMs - ((new Date(dayStartMs).getUTCDay() + 6) % 7) * dayMs],
  ['month', (dayStartMs) => dayStartMs - (new Date(dayStartMs).getUTCDate() - 1) * dayMs],
]);

/** `GET /support-ticket-stats/volume`: empty periods are left out. */
export const getVolume: Endpoint = ({ store, visibility, query }) => {
  const groupBy = query.get('group_by') ?? 'day';
  const firstDayOf = firstDays.get(groupBy);
  if (!firstDayOf) {
    const message = `"${groupBy}" is not a valid choice.`;
    throw validationFailed('support-ticket-volume', { group_by: [message] });
  }
  const counts = countBy(store.tickets(visibility), (ticket) => firstDayOf(dayStartMsOf(ticket)));
  const series = [...counts].toSorted(([leftMs], [rightMs]) => leftMs - rightMs);
  return jsonReply({ time_series: series.map(([dayStartMs, count]) => ({ date: toDate(dayStartMs), count })) });
};

/** `GET /support-ticket-stats/resolution` */
export const getResolution: Endpoint = ({ store, visibility }) => {
  const tickets = store.tickets(visibility);
  const hours = tickets.map(resolutionHours).filter((value) => value !== null);
  return jsonReply({
    resolution_rate: tickets.length === 0 ? 0 : hours.length / tickets.length,
    avg_resolution_time_hours: average(hours),
    median_resolution_time_hours: median(hours),
    total_resolved: hours.length,
    total_unresolved: tickets.length - hours.length,
  });
};

/**
 * `GET /support-ticket-stats/status`, `priority` and `source`. Tickets without
 * a value have no row, yet count in the total that percentages are shares of.
 */
export function createBreakdown(field: 'status' | 'priority' | 'source'): Endpoint {
  return ({ store, visibility }) => {
    const tickets = store.tickets(visibility);
    const rows = byCountDescending(countBy(tickets, (ticket) => ticket[field]));
    const breakdown = rows.map(([value, count]) => ({
      [field]: value,
      count,
      percentage: count / tickets.length,
    }));
    return jsonReply({ breakdown });
  };
}

function dayStartMsOf({ createdAtMicros }: EvEnergyTicket): number {
  return Math.floor(createdAtMicros / 1000 / dayMs) * dayMs;
}

function toDate(dayStartMs: number): string {
  return new Date(dayStartMs).toISOString().slice(0, 10);
}

function resolutionHours({ createdAtMicros, resolvedAtMicros }: EvEnergyTicket): number | null {
  return resolvedAtMicros === null ? null : (resolvedAtMicros - createdAtMicros) / microsPerHour;
}

function average(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return average(sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1));
}
