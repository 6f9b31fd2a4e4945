const zones = ['Z', '+00:00', '+01:00'] as const;

/** How an offset is written. */
export type Zone = (typeof zones)[number];

const hourMs = 3_600_000;
const minuteMs = 60_000;

const timePattern =
  /^(?<day>\d{4}-\d{2}-\d{2})(?:[T ](?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(?<zone>Z|[+-]\d{2}:\d{2})?)?$/;

/** The offset style of a record: which one an account uses has changed over the years, so every id has its own. */
export function zoneOf({ id }: { readonly id: number }): Zone {
  return zones[id % zones.length] ?? 'Z';
}

/** Writes milliseconds since 1970 as ISO 8601 to the second. Null stays null. */
export function formatTime(ms: number, zone: Zone): string;
export function formatTime(ms: number | null, zone: Zone): string | null;
export function formatTime(ms: number | null, zone: Zone): string | null {
  if (ms === null) return null;
  const localMs = zone === '+01:00' ? ms + hourMs : ms;
  return `${new Date(localMs).toISOString().slice(0, 19)}${zone}`;
}

/** Reads a date or a date and time, UTC when it has no zone. Whole seconds; null when it is neither. */
export function parseTime(text: string): number | null {
  const groups = timePattern.exec(text.trim())?.groups;
  if (!groups) return null;
  const { day = '', time = '00:00', zone = 'Z' } = groups;
  const ms = Date.parse(`${day}T${time}${zone}`);
  return Number.isNaN(ms) || !isCalendarDay(day) ? null : toWholeSecond(ms);
}

export function toWholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

export function minutesBetween(fromMs: number, toMs: number): number {
  return (toMs - fromMs) / minuteMs;
}

/** Minutes as the API writes them: `"14.20"`. Null stays null. */
export function formatMinutes(minutes: number | null): string | null {
  return minutes === null ? null : minutes.toFixed(2);
}

// Date.parse turns 30 February into 2 March instead of refusing it.
function isCalendarDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
}
