const dateTimePattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.(\d+))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/;

const microsPerMinute = 60_000_000;

/**
 * Reads an RFC 3339 date-time as whole microseconds since 1970, or null when it
 * is not one. Fraction digits after the sixth are cut off.
 */
export function parseInstant(text: string): number | null {
  const match = dateTimePattern.exec(text);
  if (!match) return null;
  const [, wholeSeconds = '', fraction = '', sign, hours, minutes] = match;

  const wholeMs = Date.parse(`${wholeSeconds}Z`);
  if (Number.isNaN(wholeMs) || !sameCalendarTime(wholeMs, wholeSeconds)) return null;

  const offsetMinutes = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
  const fractionMicros = Number(fraction.padEnd(6, '0').slice(0, 6));
  return wholeMs * 1000 + fractionMicros - offsetMinutes * microsPerMinute;
}

/** Writes microseconds since 1970 in UTC, with six fraction digits or, on a whole second, none. */
export function formatInstant(micros: number): string {
  const wholeSeconds = Math.floor(micros / 1_000_000);
  const fraction = micros - wholeSeconds * 1_000_000;
  const text = new Date(wholeSeconds * 1000).toISOString().slice(0, 19);
  return fraction === 0 ? `${text}Z` : `${text}.${String(fraction).padStart(6, '0')}Z`;
}

// Date.parse turns 30 February into 2 March instead of refusing it.
function sameCalendarTime(ms: number, text: string): boolean {
  return new Date(ms).toISOString().startsWith(text);
}
