import type { Literal } from './syntax.js';

type TimeLiteral = Extract<Literal, { readonly kind: 'ago' | 'now' }>;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const fixedUnitsMs = { minute: minuteMs, hour: hourMs, day: dayMs, week: 7 * dayMs };

/** Milliseconds since 1970. Months and years are those of the calendar, in UTC. */
export function toInstantMs(literal: TimeLiteral, nowMs: number): number {
  if (literal.kind === 'now') return nowMs;
  const { amount, unit } = literal;
  if (unit === 'month') return monthsBefore(nowMs, amount);
  return unit === 'year' ? monthsBefore(nowMs, 12 * amount) : nowMs - amount * fixedUnitsMs[unit];
}

/** A month before 31 March is the last day of February. */
function monthsBefore(nowMs: number, months: number): number {
  const date = new Date(nowMs);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, lastDay));
}
