import { isGiven } from '../given.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, type PageArguments } from '../page-arguments.js';

/** Entries of a page, 1 to 100; a size out of bounds fails when the page is asked for. */
export function toPageSize({ first, last }: PageArguments): number {
  const size = isGiven(last) ? last : (first ?? DEFAULT_PAGE_SIZE);
  return Math.min(Math.max(size, 1), MAX_PAGE_SIZE);
}

/** Of lists inside a field that has a page size: as many entries as that says. */
export const counted = { complexity: { field: 1, multiplier: 1 } } as const;

/** Of lists with an entry for each backend. */
export const perBackend = { complexity: { field: 1, multiplier: 1 } } as const;

/** Of lists with about so many entries. */
export function about(entries: number) {
  return { complexity: { field: 1, multiplier: entries } } as const;
}
