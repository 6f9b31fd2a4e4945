const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** From when on changes are looked for; what is before is for somebody else to know. */
export const OFFSETS_SINCE_MS = Date.UTC(2000, 0, 1);
/** Until when. */
export const OFFSETS_UNTIL_MS = Date.UTC(2050, 0, 1);
/** Nowhere were clocks changed and changed back sooner than after a week, as Recife’s were in 2000. */
const STEP_MS = 5 * DAY_MS;

/** How far the clocks of a time zone are ahead of UTC, and since when. */
export interface ZoneOffsets {
  /** Milliseconds since 1970, ascending. */
  readonly changes: readonly number[];
  /** Seconds: before the first change, and from each on; one more than there are changes. */
  readonly offsets: readonly number[];
}

const known = new Map<string, ZoneOffsets>();

/**
 * What the calendar of the gateway says, for who counts days elsewhere: a database has time zones of its own, as old or as
 * new as they may be, and one chart is to be of one calendar.
 * @param timeZone as `parseTimeZone` gives it
 */
export function offsetsOf(timeZone: string): ZoneOffsets {
  const found = known.get(timeZone) ?? findOffsets(createClock(timeZone));
  known.set(timeZone, found);
  return found;
}

type Clock = (epochMs: number) => number;

function findOffsets(offsetAt: Clock): ZoneOffsets {
  const changes: number[] = [];
  const offsets = [offsetAt(OFFSETS_SINCE_MS)];
  for (let from = OFFSETS_SINCE_MS; from < OFFSETS_UNTIL_MS; from += STEP_MS) {
    const offset = offsetAt(from + STEP_MS);
    if (offset === offsets.at(-1)) continue;
    changes.push(findChange(offsetAt, from, from + STEP_MS));
    offsets.push(offset);
  }
  return { changes, offsets };
}

/** Clocks are changed at whole minutes. */
function findChange(offsetAt: Clock, from: number, to: number): number {
  const offset = offsetAt(to);
  let [before, after] = [from / MINUTE_MS, to / MINUTE_MS];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offsetAt(middle * MINUTE_MS) === offset) after = middle;
    else before = middle;
  }
  return after * MINUTE_MS;
}

function createClock(timeZone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (epochMs) => {
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
    const of = (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? 0;
    const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    return local / 1000 - Math.floor(epochMs / 1000);
  };
}
