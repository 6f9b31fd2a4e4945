import type { Interval } from './statistics.js';

const DAY_MS = 86_400_000;

/** A day as `2026-03-29`; such texts sort as the days do. */
export type LocalDate = string;

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the calendar on the wall says there: Sweden writes dates like ISO 8601. */
export function dateIn(timeZone: string, epochMs: number): LocalDate {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone });
  clocks.set(timeZone, clock);
  return clock.format(epochMs);
}

/** The first day of the interval that a day is in. */
export function startOf(date: LocalDate, interval: Interval): LocalDate {
  if (interval === 'MONTH') return date.replace(/\d\d$/, '01');
  if (interval === 'DAY') return date;
  let monday = date;
  while (new Date(monday).getUTCDay() !== 1) monday = addDays(monday, -1);
  return monday;
}

/** The first day of the interval after the one that starts on a day. */
export function nextStart(start: LocalDate, interval: Interval): LocalDate {
  let date = addDays(start, 1);
  while (startOf(date, interval) === start) date = addDays(date, 1);
  return date;
}

/** Every day from the first to the last, both included; none when the last comes before the first. */
export function daysBetween(first: LocalDate, last: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let date = first; date <= last; date = addDays(date, 1)) days.push(date);
  return days;
}

/** The first millisecond of a day there, found by halving. */
export function midnightIn(timeZone: string, date: LocalDate): number {
  let [before, after] = [Date.parse(date) - 2 * DAY_MS, Date.parse(date) + 2 * DAY_MS];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dateIn(timeZone, middle) < date) before = middle;
    else after = middle;
  }
  return after;
}

function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
