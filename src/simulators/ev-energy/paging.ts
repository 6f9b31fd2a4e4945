import { isIdentifier } from './identifiers.js';
import type { Predicate } from './filters.js';
import { invalidPaging } from './problems.js';

const defaultPageSize = 25;
const maxPageSize = 100;

/** Which page is asked for. At most one of the two cursors is set. */
export interface PageRequest {
  /** 1 to 100. */
  readonly size: number;
  readonly after: string | null;
  readonly before: string | null;
}

/** A page, in ascending id order whichever way it was reached. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
}

interface Identified {
  readonly id: string;
}

/**
 * Reads the paging parameters. `page_before` is ignored beside `page_after`.
 * @throws Problem 400
 */
export function parsePageRequest(query: URLSearchParams): PageRequest {
  const size = query.get('page_size') ?? String(defaultPageSize);
  if (!/^\d{1,3}$/.test(size) || Number(size) < 1 || Number(size) > maxPageSize) {
    throw invalidPaging('page_size');
  }
  const after = parseCursor(query, 'page_after');
  const before = after === null ? parseCursor(query, 'page_before') : null;
  return { size: Number(size), after, before };
}

/**
 * Takes one page of the matching items out of a list in id order. A cursor is a
 * position in that order; its id need not exist.
 */
export function takePage<T extends Identified>(
  sorted: readonly T[],
  { size, after, before }: PageRequest,
  matches: Predicate<T>,
): Page<T> {
  if (before !== null) return pageBefore(sorted, countBelow(sorted, before), size, matches);
  const start = after === null ? 0 : countUpTo(sorted, after);
  return pageFrom(sorted, start, size, matches);
}

/** The `Link` header: both relations always, `about:blank` where there is no page. */
export function toLinkHeader<T extends Identified>(
  page: Page<T>,
  collectionUrl: string,
  query: URLSearchParams,
  size: number,
): string {
  const link = (cursor: string, item: T | undefined): string => {
    const parameters = new URLSearchParams(query);
    for (const name of ['page_after', 'page_before', 'page_size']) parameters.delete(name);
    parameters.append('page_size', String(size));
    parameters.append(cursor, item?.id ?? '');
    return `${collectionUrl}?${parameters}`;
  };
  const previous = page.hasPrevious ? link('page_before', page.items[0]) : 'about:blank';
  const next = page.hasNext ? link('page_after', page.items.at(-1)) : 'about:blank';
  return `<${previous}>; rel="previous", <${next}>; rel="next"`;
}

function parseCursor(query: URLSearchParams, name: string): string | null {
  const cursor = query.get(name);
  if (cursor !== null && !isIdentifier(cursor)) throw invalidPaging(name);
  return cursor;
}

function pageFrom<T>(sorted: readonly T[], start: number, size: number, matches: Predicate<T>): Page<T> {
  const indexes = collectIndexes(sorted, start, 1, size + 1, matches);
  const kept = indexes.slice(0, size);
  const first = kept[0] ?? 0;
  return {
    items: kept.map((index) => sorted[index] as T),
    hasPrevious: kept.length > 0 && anyMatch(sorted, first - 1, -1, matches),
    hasNext: indexes.length > size,
  };
}

function pageBefore<T>(sorted: readonly T[], end: number, size: number, matches: Predicate<T>): Page<T> {
  const indexes = collectIndexes(sorted, end - 1, -1, size + 1, matches);
  const kept = indexes.slice(0, size).toReversed();
  return {
    items: kept.map((index) => sorted[index] as T),
    hasPrevious: indexes.length > size,
    hasNext: kept.length > 0 && anyMatch(sorted, end, 1, matches),
  };
}

function anyMatch<T>(sorted: readonly T[], start: number, step: 1 | -1, matches: Predicate<T>): boolean {
  return collectIndexes(sorted, start, step, 1, matches).length > 0;
}

function collectIndexes<T>(
  sorted: readonly T[],
  start: number,
  step: 1 | -1,
  limit: number,
  matches: Predicate<T>,
): number[] {
  const indexes: number[] = [];
  for (let index = start; indexes.length < limit; index += step) {
    const item = sorted[index];
    if (item === undefined) break;
    if (matches(item)) indexes.push(index);
  }
  return indexes;
}

/** How many items have a smaller id. */
function countBelow(sorted: readonly Identified[], id: string): number {
  return countWhile(sorted, (item) => item.id < id);
}

/** How many items have a smaller id or this one. */
function countUpTo(sorted: readonly Identified[], id: string): number {
  return countWhile(sorted, (item) => item.id <= id);
}

function countWhile(sorted: readonly Identified[], isBefore: Predicate<Identified>): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = sorted[middle];
    if (item && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
