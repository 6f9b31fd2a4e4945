import { describe, expect, it } from 'vitest';
import { createCalendar, parseTimeZone, toDayRange } from '../../../src/federation/statistics/calendar.js';
import { countIntervals, toSpan, toVolume, type Interval } from '../../../src/federation/statistics/volume.js';
import type { TicketFilter, TimePredicate } from '../../../src/ticket/filter.js';

const DAY_MS = 86_400_000;
const OPEN = { first: null, last: null };

const dayOf = (date: string): number => Date.parse(date) / DAY_MS;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

function localDate(instant: string, timeZone: string): string {
  return dateOf(createCalendar(timeZone)(Date.parse(instant)));
}

describe('the calendar of a time zone', () => {
  it.each([
    // London springs forward on 29 March 2026 at 01:00 UTC, and back on 25 October.
    ['2026-03-28T23:59:59.999Z', 'Europe/London', '2026-03-28'],
    ['2026-03-29T00:00:00.000Z', 'Europe/London', '2026-03-29'],
    ['2026-03-29T22:59:59.999Z', 'Europe/London', '2026-03-29'],
    ['2026-03-29T23:00:00.000Z', 'Europe/London', '2026-03-30'],
    ['2026-10-24T22:59:59.999Z', 'Europe/London', '2026-10-24'],
    ['2026-10-24T23:00:00.000Z', 'Europe/London', '2026-10-25'],
    ['2026-10-25T23:59:59.999Z', 'Europe/London', '2026-10-25'],
    // In São Paulo that midnight did not exist: the day began at one.
    ['2018-11-04T02:59:59.999Z', 'America/Sao_Paulo', '2018-11-03'],
    ['2018-11-04T03:00:00.000Z', 'America/Sao_Paulo', '2018-11-04'],
    // Samoa skipped 30 December 2011.
    ['2011-12-30T09:59:59.999Z', 'Pacific/Apia', '2011-12-29'],
    ['2011-12-30T10:00:00.000Z', 'Pacific/Apia', '2011-12-31'],
    ['2026-01-01T00:00:00.000Z', 'Asia/Kathmandu', '2026-01-01'],
    ['2026-12-31T18:15:00.000Z', 'Asia/Kathmandu', '2027-01-01'],
    ['2026-12-31T18:14:59.999Z', 'Asia/Kathmandu', '2026-12-31'],
    ['2026-06-30T23:30:00.000Z', 'UTC', '2026-06-30'],
    ['2026-06-30T23:30:00.000Z', 'etc/gmt-1', '2026-07-01'],
  ])('has %s in %s on %s', (instant, timeZone, date) => {
    expect(localDate(instant, timeZone)).toBe(date);
  });

  it('has no hole at the beginning of our era', () => {
    expect([
      createCalendar('Etc/GMT')(Date.parse('0000-03-01T12:00:00Z')),
      createCalendar('Etc/GMT')(Date.parse('0001-01-01T12:00:00Z')),
    ]).toEqual([dayOf('0000-03-01'), dayOf('0001-01-01')]);
  });

  it.each([
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['Europe/London', 'Europe/London'],
    ['europe/london', 'Europe/London'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
    // Names that a database need not know.
    ['US/Pacific', 'America/Los_Angeles'],
    ['US/Pacific-New', 'America/Los_Angeles'],
    ['Japan', 'Asia/Tokyo'],
    ['GB-Eire', 'Europe/London'],
  ])('is known of %s as %s', (name, zone) => {
    expect(parseTimeZone(name)).toBe(zone);
  });

  it('is known of names that are but links', () => {
    expect(['CET', 'eet', 'MET', 'WET'].map(parseTimeZone)).toEqual([
      'Europe/Brussels',
      'Europe/Athens',
      'Europe/Brussels',
      'Europe/Lisbon',
    ]);
  });

  it.each([
    '',
    ' ',
    'utc ',
    'Mars/Base',
    '+01:00',
    'UTC+1',
    'PST',
    'JST',
    'Europe',
    'Factory',
    "Europe/London'; --",
    '/',
  ])('is not known of %j', (name) => {
    expect(parseTimeZone(name)).toBeNull();
  });
});

describe('the days of a filter', () => {
  const bound = (operator: TimePredicate['operator'], value: string): TimePredicate => ({
    field: 'createdAt',
    operator,
    value,
  });

  it.each<[string, TicketFilter, [string | null, string | null]]>([
    ['no filter', [], [null, null]],
    ['a bound below', [bound('gte', '2026-03-02T00:00:00.000Z')], ['2026-03-02', null]],
    ['the last moment of the day before', [bound('gt', '2026-03-01T23:59:59.999Z')], ['2026-03-02', null]],
    ['a bound above', [bound('lte', '2026-03-02T00:00:00.000Z')], [null, '2026-03-02']],
    ['a midnight to stay before', [bound('lt', '2026-03-02T00:00:00.000Z')], [null, '2026-03-01']],
    [
      'the closest of several',
      [
        bound('gte', '2026-03-02T00:00:00.000Z'),
        bound('gt', '2026-03-05T00:00:00.000Z'),
        bound('lt', '2026-03-09T12:00:00.000Z'),
        bound('lte', '2026-03-20T00:00:00.000Z'),
      ],
      ['2026-03-05', '2026-03-09'],
    ],
    [
      'bounds of other fields, and bounds that need not hold',
      [
        { field: 'updatedAt', operator: 'gte', value: '2026-03-02T00:00:00.000Z' },
        { or: [[bound('gte', '2026-03-02T00:00:00.000Z')], []] },
        { not: [bound('lt', '2026-03-02T00:00:00.000Z')] },
      ],
      [null, null],
    ],
    ['the end of time', [bound('gt', '9999-12-31T23:59:59.999Z')], ['+010000-01-01', null]],
  ])('with %s', (_name, filter, [first, last]) => {
    expect(toDayRange(filter, createCalendar('UTC'))).toEqual({
      first: first && dayOf(first.length > 10 ? `${first}T00:00:00Z` : first),
      last: last && dayOf(last),
    });
  });

  it('are those of the time zone', () => {
    const filter = [bound('gte', '2026-03-02T00:00:00.000Z')];

    expect(toDayRange(filter, createCalendar('America/New_York')).first).toBe(dayOf('2026-03-01'));
  });
});

describe('intervals', () => {
  function chart(days: Readonly<Record<string, number>>, interval: Interval, [from, to]: (string | null)[] = []) {
    const counts = new Map(Object.entries(days).map(([date, count]) => [dayOf(date), count]));
    const range = { first: from ? dayOf(from) : null, last: to ? dayOf(to) : null };
    const span = toSpan(counts.keys(), interval, range);
    if (!span) return null;
    const points = toVolume(counts, interval, span);
    expect(countIntervals(span, interval)).toBe(points.length);
    return points.map(({ date, count }) => `${dateOf(date)} ${count}`);
  }

  it('are days without gaps', () => {
    expect(chart({ '2026-03-02': 2, '2026-02-27': 1 }, 'DAY')).toEqual([
      '2026-02-27 1',
      '2026-02-28 0',
      '2026-03-01 0',
      '2026-03-02 2',
    ]);
  });

  it('are weeks from Monday, before 1970 as well', () => {
    expect(chart({ '2026-03-01': 1, '2026-03-02': 2, '2026-03-08': 4, '2026-03-16': 8 }, 'WEEK')).toEqual([
      '2026-02-23 1',
      '2026-03-02 6',
      '2026-03-09 0',
      '2026-03-16 8',
    ]);
    expect(chart({ '1969-12-28': 1, '1969-12-29': 2 }, 'WEEK')).toEqual(['1969-12-22 1', '1969-12-29 2']);
  });

  it('are months of the calendar', () => {
    expect(chart({ '2025-11-30': 1, '2026-02-01': 2, '2026-02-28': 4 }, 'MONTH')).toEqual([
      '2025-11-01 1',
      '2025-12-01 0',
      '2026-01-01 0',
      '2026-02-01 6',
    ]);
  });

  it('reach as far as the filter says', () => {
    expect(chart({ '2026-03-02': 1 }, 'DAY', ['2026-03-01', '2026-03-04'])).toEqual([
      '2026-03-01 0',
      '2026-03-02 1',
      '2026-03-03 0',
      '2026-03-04 0',
    ]);
    expect(chart({ '2026-03-02': 1 }, 'DAY', ['2026-03-01', null])).toEqual(['2026-03-01 0', '2026-03-02 1']);
    expect(chart({}, 'MONTH', ['2026-01-31', '2026-02-01'])).toEqual(['2026-01-01 0', '2026-02-01 0']);
  });

  it('never leave a ticket out', () => {
    expect(chart({ '2026-03-02': 1, '2026-03-05': 1 }, 'DAY', ['2026-03-03', '2026-03-04'])).toHaveLength(4);
  });

  it('are none where nothing says from when to when', () => {
    expect(chart({}, 'DAY')).toBeNull();
    expect(chart({}, 'DAY', ['2026-03-01', null])).toBeNull();
    expect(chart({}, 'DAY', ['2026-03-02', '2026-03-01'])).toBeNull();
  });

  it('are counted without being made', () => {
    const span = toSpan([], 'DAY', { first: dayOf('1990-01-01'), last: dayOf('2026-01-01') });

    expect(span && countIntervals(span, 'DAY')).toBe(13_150);
    expect(toSpan([], 'DAY', OPEN)).toBeNull();
  });
});
