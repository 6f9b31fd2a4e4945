import type { Random } from '../http/random.js';

const spanMs = 180 * 24 * 3_600_000;
const longestLagMicros = 22 * 60_000_000;
const minuteMs = 60_000;

/** When a ticket was opened in the helpdesk, and when ev.energy stored it. */
export interface TicketTime {
  /** At most about half an hour before `storedAtMs`. */
  readonly createdAtMicros: number;
  readonly storedAtMs: number;
}

/**
 * Spreads ticket times over the 180 days before `latestMs`. Of every sixteen,
 * one shares its creation time with the one before, and one was created before
 * the one it is stored after.
 */
export function createTicketTimes(random: Random, count: number, latestMs: number): TicketTime[] {
  const times: TicketTime[] = [];
  for (let index = 0; index < count; index += 1) {
    const previous = times.at(-1);
    const share = (index + random.fraction()) / count;
    const storedAtMs = Math.floor(latestMs - spanMs + share * spanMs);
    times.push(adjoining(random, index, previous, latestMs) ?? separate(random, storedAtMs));
  }
  return times;
}

function separate(random: Random, storedAtMs: number): TicketTime {
  const lagMicros = Math.floor(random.fraction() ** 3 * longestLagMicros);
  const unitMicros = random.pick([1_000_000, 1_000_000, 1000, 1]);
  const createdAtMicros = storedAtMs * 1000 - lagMicros;
  return { storedAtMs, createdAtMicros: createdAtMicros - (createdAtMicros % unitMicros) };
}

function adjoining(
  random: Random,
  index: number,
  previous: TicketTime | undefined,
  latestMs: number,
): TicketTime | null {
  const remainder = index % 16;
  if (!previous || (remainder !== 7 && remainder !== 11)) return null;
  const storedAtMs = Math.min(latestMs, previous.storedAtMs + random.integer(1, 3 * minuteMs));
  const headStartMicros = remainder === 7 ? 0 : random.integer(1, 4 * minuteMs) * 1000 + 7;
  return { storedAtMs, createdAtMicros: previous.createdAtMicros - headStartMicros };
}
