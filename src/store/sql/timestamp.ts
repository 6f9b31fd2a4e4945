import type { Instant } from '../../ticket/instant.js';

const TIMESTAMP = /^(\d{4})-(\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,3}))?\+00( BC)?$/;

/** An instant as PostgreSQL reads it: there is no year 0, it is 1 BC. */
export function toTimestamp(instant: Instant): string {
  return instant.startsWith('0000') ? `0001${instant.slice(4)} BC` : instant;
}

/**
 * Reads a `timestamptz(3)` as PostgreSQL writes it in UTC, `2026-03-02 09:14:05.1+00`.
 * @throws RangeError for times that are no instant, such as infinity
 */
export function parseTimestamp(text: string): Instant {
  const parts = TIMESTAMP.exec(text);
  const [, year, day, time, fraction = '', era] = parts ?? [];
  if (!parts || (era && year !== '0001')) throw new RangeError(`${text} is no instant.`);
  return `${era ? '0000' : year}-${day}T${time}.${fraction.padEnd(3, '0')}Z`;
}
