import { setImmediate as nextTurn } from 'node:timers/promises';

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
  readonly timeZone: string;
  /** Milliseconds since 1970, ascending. */
  readonly changes: readonly number[];
  /** Seconds: before the first change, and from each on; one more than there are changes. */
  readonly offsets: readonly number[];
}

const known = new Map<string, ZoneOffsets>();

/**
 * What the calendar of the gateway says, for who counts days elsewhere: a database has time zones of its own, as old or as
 * new as they may be, and one chart is to be of one calendar. A zone that was not asked for before takes some 10 ms, and a
 * turn of the event loop.
 * @param timeZones as `parseTimeZone` gives them
 */
export async function readOffsets(timeZones: readonly string[]): Promise<readonly ZoneOffsets[]> {
  const all: ZoneOffsets[] = [];
  for (const timeZone of timeZones) all.push(known.get(timeZone) ?? (await learn(timeZone)));
  return all;
}

async function learn(timeZone: string): Promise<ZoneOffsets> {
  await nextTurn();
  const offsets = known.get(timeZone) ?? { timeZone, ...findOffsets(createClock(timeZone)) };
  known.set(timeZone, offsets);
  return offsets;
}

type Clock = (epochMs: number) => number;

function findOffsets(offsetAt: Clock): Omit<ZoneOffsets, 'timeZone'> {
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
    // Parts by name would take twice as long.
    const numbers = format.format(epochMs).match(/\d+/g)?.map(Number) ?? [];
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = numbers;
    return Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - Math.floor(epochMs / 1000);
  };
}
