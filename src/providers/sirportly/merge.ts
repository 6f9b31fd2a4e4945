import type { Instant } from '../../ticket/instant.js';
import type { OrderDirection } from '../../ticket/order.js';
import type { Source } from './list-cursor.js';
import { isBefore, type Last, type Reading } from './moving-list.js';
import type { TicketJson } from './ticket-json.js';

/** What was read of one source, and up to where it had been taken. */
export interface SourceReading extends Reading {
  readonly contact: string | null;
  readonly last: Last | null;
}

/** One page over all sources, and where each goes on; a source that is done is left out. */
export interface Merged {
  readonly rows: readonly TicketJson[];
  readonly sources: readonly Source[];
}

/**
 * Takes rows in order, as far as every source is known; the others are read again later.
 * @param size rows to take at most, 1 or more
 */
export function merge(readings: readonly SourceReading[], direction: OrderDirection, size: number): Merged {
  const ends = readings.filter(hasMore).map(({ rows, last }) => rows.at(-1)?.submitted_at ?? last?.at ?? '');
  const known = readings
    .flatMap(({ rows }) => rows)
    .filter(({ submitted_at: at }) => ends.every((end) => !isBefore({ direction }, end, at)))
    .toSorted((a, b) => compare(a.submitted_at, b.submitted_at, direction));
  const rows = known.slice(0, size);
  const taken = new Set(rows);
  return { rows, sources: readings.flatMap((reading) => toSource(reading, taken) ?? []) };
}

function hasMore({ page }: SourceReading): boolean {
  return page.number < page.pages;
}

function toSource(reading: SourceReading, taken: ReadonlySet<TicketJson>): Source | null {
  const { contact, page, rows, last } = reading;
  const own = rows.filter((row) => taken.has(row));
  const isWhole = own.length === rows.length;
  if (isWhole && !hasMore(reading)) return null;
  const number = isWhole ? page.number + 1 : page.number;
  return { contact, place: { page: number, total: page.total, last: advance(last, own), since: page.since } };
}

function advance(last: Last | null, taken: readonly TicketJson[]): Last | null {
  const at = taken.at(-1)?.submitted_at;
  if (at === undefined) return last;
  const references = taken.filter(({ submitted_at }) => submitted_at === at).map(({ reference }) => reference);
  return { at, references: last?.at === at ? [...last.references, ...references] : references };
}

function compare(a: Instant, b: Instant, direction: OrderDirection): number {
  if (a === b) return 0;
  return isBefore({ direction }, a, b) ? -1 : 1;
}
