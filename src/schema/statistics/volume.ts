import { createCalendar, parseTimeZone, toDayRange } from '../../federation/statistics/calendar.js';
import type { Statistics } from '../../federation/statistics/statistics.js';
import {
  countIntervals,
  toSpan,
  toVolume,
  type Interval,
  type Span,
  type VolumePoint as VolumePointSource,
} from '../../federation/statistics/volume.js';
import { isPublic } from '../access.js';
import { builder } from '../builder.js';
import { badUserInput } from '../errors.js';

const DAY_MS = 86_400_000;
export const MAX_INTERVALS = 1000;
const DATE_LENGTH = 'YYYY-MM-DD'.length;

export const StatsInterval = builder.enumType('StatsInterval', {
  description: 'How long the intervals of a chart are.',
  values: {
    DAY: { description: 'From midnight to midnight.' },
    WEEK: { description: 'From Monday on, as in ISO 8601.' },
    MONTH: { description: 'From the first of the month on.' },
  } satisfies Record<Interval, { description: string }>,
});

export const VolumePoint = builder.objectRef<VolumePointSource>('VolumePoint').implement({
  ...isPublic,
  description: 'Tickets created in the interval that starts on date. Intervals without tickets are there with 0.',
  fields: (t) => ({
    date: t.field({
      type: 'Date',
      description: 'First day of the interval, in the time zone asked for.',
      resolve: ({ date }) => toIsoDate(date),
    }),
    count: t.exposeInt('count', { description: 'Tickets created in it.' }),
  }),
});

export interface VolumeArguments {
  readonly interval: Interval;
  readonly timeZone: string;
}

/** @throws GraphQLError BAD_USER_INPUT for an unknown time zone, and for more than 1 000 intervals */
export async function loadVolume(
  statistics: Statistics,
  { interval, timeZone: name }: VolumeArguments,
): Promise<VolumePointSource[]> {
  const timeZone = parseTimeZone(name);
  if (timeZone === null) {
    throw badUserInput('timeZone', 'must be a time zone of the IANA database, such as "UTC" or "Europe/London"');
  }
  const range = toDayRange(statistics.filter, createCalendar(timeZone));
  requireFew(toSpan([], interval, range), interval);
  const { whole } = await statistics.load({ measure: 'days', timeZone });
  const days = whole.days.get(timeZone) ?? new Map<number, number>();
  const span = toSpan(days.keys(), interval, range);
  requireFew(span, interval);
  return span ? toVolume(days, interval, span) : [];
}

function requireFew(span: Span | null, interval: Interval): void {
  if (span === null) return;
  const [first, last] = [toIsoDate(span.first), toIsoDate(span.last)];
  const mend = `${interval === 'MONTH' ? '' : 'take longer ones, or '}bound filter.createdAt more closely`;
  const count = countIntervals(span, interval);
  if (count > MAX_INTERVALS) {
    const given = `${interval} gives ${count}, from ${first} to ${last}`;
    throw badUserInput('interval', `must give at most ${MAX_INTERVALS} intervals; ${given}: ${mend}`);
  }
  if (first.length > DATE_LENGTH || last.length > DATE_LENGTH) {
    throw badUserInput('interval', 'must begin in the years 0000 to 9999: bound filter.createdAt more closely');
  }
}

/** `2026-03-02`; years beyond four digits come with a sign and are longer. */
function toIsoDate(day: number): string {
  return new Date(day * DAY_MS).toISOString().replace(/T.*/, '');
}
