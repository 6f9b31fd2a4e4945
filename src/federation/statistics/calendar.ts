import type { DayNumber } from '../../provider/aggregate.js';
import { isPredicate, type TicketFilter } from '../../ticket/filter.js';

const DAY_MS = 86_400_000;

/**
 * The date in a time zone at an instant, in milliseconds since 1970. Days are those of the calendar there, from midnight
 * to midnight, however long they are.
 */
export type Calendar = (epochMs: number) => DayNumber;

/** @param timeZone as `parseTimeZone` gives it */
export function createCalendar(timeZone: string): Calendar {
  if (timeZone === 'UTC') return (epochMs) => Math.floor(epochMs / DAY_MS);
  const format = createFormat(timeZone);
  return (epochMs) => {
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
    const numberOf = (part: Intl.DateTimeFormatPartTypes) => Number(parts.get(part));
    // There is no year 0 in this calendar: it is 1 BC.
    const year = parts.get('era')?.startsWith('B') ? 1 - numberOf('year') : numberOf('year');
    return toDayNumber(year, numberOf('month'), numberOf('day'));
  };
}

/** Names of the IANA time zone database that are no area and location; other short names, such as PST, are not in it. */
const SHORT_NAMES: ReadonlySet<string> = new Set(
  (
    'cst6cdt cuba egypt eire est est5edt gb gb-eire gmt gmt+0 gmt-0 gmt0 greenwich hongkong hst iceland iran israel ' +
    'jamaica japan kwajalein libya mst mst7mdt navajo nz nz-chat poland portugal prc pst8pdt roc rok singapore turkey ' +
    'uct universal utc w-su zulu'
  ).split(' '),
);

/**
 * What the database itself takes these for, since its release 2024b. To PostgreSQL they are fixed offsets.
 * @see https://data.iana.org/time-zones/tzdb/backward
 */
const LINKS: ReadonlyMap<string, string> = new Map([
  ['cet', 'Europe/Brussels'],
  ['eet', 'Europe/Athens'],
  ['met', 'Europe/Brussels'],
  ['wet', 'Europe/Lisbon'],
]);

/**
 * What Intl calls the zone of a name of the IANA time zone database, `Europe/London` or `UTC`, in any case: PostgreSQL
 * reads that alike. Null for anything else. Offsets such as `+01:00` are none: they know no daylight-saving time.
 */
export function parseTimeZone(name: string): string | null {
  const link = LINKS.get(name.toLowerCase());
  if (link !== undefined) return link;
  if (!SHORT_NAMES.has(name.toLowerCase()) && !/^[a-z_]+\/[a-z_]/i.test(name)) return null;
  try {
    // The database need not know every other name that Intl knows.
    return createFormat(name).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function createFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    era: 'short',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
}

/** @param month 1 to 12 */
export function toDayNumber(year: number, month: number, day: number): DayNumber {
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS;
}

/** The year, the month from 1 and the day of the month. */
export function toDate(day: DayNumber): { readonly year: number; readonly month: number; readonly day: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** First and last day; null where nothing bounds it. */
export interface DayRange {
  readonly first: DayNumber | null;
  readonly last: DayNumber | null;
}

/** The days on which tickets that pass a filter can have been created, as far as its own `createdAt` says. */
export function toDayRange(filter: TicketFilter, calendar: Calendar): DayRange {
  let [first, last] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const condition of filter) {
    if (!isPredicate(condition) || condition.field !== 'createdAt' || condition.operator === 'isNull') continue;
    const epochMs = Date.parse(String(condition.value));
    // Instants are whole milliseconds, so what is after one is at least one later.
    if (condition.operator === 'gte') first = Math.max(first, epochMs);
    if (condition.operator === 'gt') first = Math.max(first, epochMs + 1);
    if (condition.operator === 'lte') last = Math.min(last, epochMs);
    if (condition.operator === 'lt') last = Math.min(last, epochMs - 1);
  }
  return {
    first: Number.isFinite(first) ? calendar(first) : null,
    last: Number.isFinite(last) ? calendar(last) : null,
  };
}
