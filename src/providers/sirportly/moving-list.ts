import type { Instant } from '../../ticket/instant.js';
import type { OrderDirection } from '../../ticket/order.js';
import type { DatedPage } from './dated-page.js';
import type { TicketJson } from './ticket-json.js';

/** One list that is read page by page while tickets come and go. */
export interface MovingList {
  readonly direction: OrderDirection;
  readPage(number: number): Promise<DatedPage>;
}

/** How far a list has been read. */
export interface Place {
  /** To be read next, from 1. */
  readonly page: number;
  /** Tickets in the list when it was last read. */
  readonly total: number;
  readonly last: Last | null;
  /** When the page before was asked for, where that was before; null: now. No page after it may be older. */
  readonly since: Instant | null;
}

/** The last rows that were taken. */
export interface Last {
  readonly at: Instant;
  /** Of the tickets taken that were created at that very time: others of that time may be to come. */
  readonly references: readonly string[];
}

/** The page to go on with, and those of its rows that were not taken before. */
export interface Reading {
  readonly page: DatedPage;
  readonly rows: readonly TicketJson[];
}

/** An upstream whose pages stay without a new row is left after this many; the place says where to go on. */
const MAX_PAGES_WITHOUT_ROWS = 20;

/**
 * Reads on from a place, up to a page that has rows not taken before, or to the end.
 * @param first the page to begin with, where it was just read
 * @throws ProviderError
 */
export async function readOn(list: MovingList, place: Place, first: DatedPage | null = null): Promise<Reading> {
  let page = first ?? (await readFollowing(list, place));
  for (let pages = 1; pages < MAX_PAGES_WITHOUT_ROWS; pages += 1) {
    const rows = toNewRows(list, page, place.last);
    if (rows.length > 0 || page.number >= page.pages) return { page, rows };
    page = await readFollowing(list, { ...place, page: page.number + 1, total: page.total });
  }
  return { page, rows: toNewRows(list, page, place.last) };
}

/**
 * The page of a place or, when tickets before it were deleted and rows moved up past its beginning, an earlier one that
 * the list was surely taken up to.
 */
async function readFollowing(list: MovingList, { page: number, total, last }: Place): Promise<DatedPage> {
  let page = await list.readPage(number);
  if (last === null || !mayHaveLost(list, page, total)) return page;
  while (page.number > 1 && !beginsBefore(list, page, last)) {
    const before = await list.readPage(page.number - 1);
    if (before.rows.length > 0 && toNewRows(list, before, last).length === 0) return page;
    page = before;
  }
  return page;
}

/**
 * Creation times never change, so rows move up only when tickets before them are deleted. Newest first, new tickets come
 * in before the place, so a deletion there shows in the total. Oldest first, they come in at the end and may hide it.
 */
function mayHaveLost({ direction }: MovingList, page: DatedPage, expectedTotal: number): boolean {
  return direction === 'ASC' || page.total < expectedTotal;
}

function toNewRows(list: MovingList, { rows }: DatedPage, last: Last | null): readonly TicketJson[] {
  if (last === null) return rows;
  return rows.filter(
    ({ submitted_at: at, reference }) =>
      isBefore(list, last.at, at) || (at === last.at && !last.references.includes(reference)),
  );
}

/** Rows of the very same time do not count: nobody knows how the upstream orders those. */
function beginsBefore(list: MovingList, { rows }: DatedPage, last: Last): boolean {
  const [first] = rows;
  return first !== undefined && isBefore(list, first.submitted_at, last.at);
}

/** True when the list has `time` strictly before `other`. */
export function isBefore({ direction }: Pick<MovingList, 'direction'>, time: Instant, other: Instant): boolean {
  return direction === 'ASC' ? time < other : time > other;
}
