import type { Instant } from '../../ticket/instant.js';
import type { DatedPage } from './dated-page.js';
import { isBefore, type MovingList } from './moving-list.js';

/**
 * The page from which on a list holds every ticket created at or beyond a time, found by halving: of 100 000 tickets
 * that takes a dozen pages, where reading from the first one would take thousands. @throws ProviderError
 */
export async function findPage(list: MovingList, time: Instant): Promise<DatedPage> {
  let found = await list.readPage(1);
  if (!endsBefore(list, found, time)) return found;
  let highest = found.pages;
  while (found.number < highest) {
    const middle = await list.readPage(Math.ceil((found.number + highest) / 2));
    if (beginsBefore(list, middle, time)) found = middle;
    else highest = middle.number - 1;
  }
  return found;
}

function beginsBefore(list: MovingList, { rows }: DatedPage, time: Instant): boolean {
  const first = rows.at(0);
  return first !== undefined && isBefore(list, first.submitted_at, time);
}

function endsBefore(list: MovingList, { rows }: DatedPage, time: Instant): boolean {
  const last = rows.at(-1);
  return last !== undefined && isBefore(list, last.submitted_at, time);
}
