/**
 * A point in time as RFC 3339 text in UTC with exactly three fraction digits, `2026-03-02T09:14:05.000Z`.
 * Between the years 0000 and 9999 the order of the texts is the order in time.
 */
export type Instant = string;

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** In UTC and surely a day of the calendar: what upstreams write but on 29 February. */
const PLAIN_UTC =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;
const SECONDS_LENGTH = '2026-03-02T09:14:05'.length;
const INSTANT_LENGTH = '2026-03-02T09:14:05.000Z'.length;

/** Reads RFC 3339 text with any offset and up to nine fraction digits, cut to milliseconds; null when it is not one. */
export function parseInstant(text: string): Instant | null {
  if (PLAIN_UTC.test(text)) return text.length === INSTANT_LENGTH ? text : toThreeDigits(text);
  const parts = RFC_3339.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = parts;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}`;
  // A date such as 30 February rolls over instead of failing, so it must read back as it was written.
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString() !== `${local}Z`) return null;
  if (zone === 'Z') return `${local}Z`;
  const instant = new Date(Date.parse(`${local}${zone.toUpperCase()}`)).toISOString();
  return instant.length === 24 ? instant : null;
}

/** Cuts or fills the fraction of plain text in UTC. */
function toThreeDigits(text: string): Instant {
  const fraction = text
    .slice(SECONDS_LENGTH + 1, -1)
    .slice(0, 3)
    .padEnd(3, '0');
  return `${text.slice(0, SECONDS_LENGTH)}.${fraction}Z`;
}

/** @param epochMs milliseconds since 1970 */
export function toInstant(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

/** The instant `milliseconds` later; negative for earlier. */
export function addMilliseconds(instant: Instant, milliseconds: number): Instant {
  return toInstant(Date.parse(instant) + milliseconds);
}

export function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}
