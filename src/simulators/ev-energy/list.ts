import type { Predicate } from './filters.js';
import { parsePageRequest, takePage, toLinkHeader } from './paging.js';
import { jsonReply, type Reply } from '../http/reply.js';

/** What a paged list is made from. */
export interface ListSource<T> {
  /** In id order. */
  readonly sorted: readonly T[];
  /** Null when every item belongs to the list. */
  readonly matches: Predicate<T> | null;
  readonly url: string;
  readonly query: URLSearchParams;
  readonly toBody: (item: T) => unknown;
}

/**
 * Answers one page as a bare array with a `Link` header.
 * @throws Problem 400 on a bad paging parameter
 */
export function listReply<T extends { readonly id: string }>(source: ListSource<T>): Reply {
  const request = parsePageRequest(source.query);
  const page = takePage(source.sorted, request, source.matches ?? (() => true));
  const link = toLinkHeader(page, source.url, source.query, request.size);
  return jsonReply(page.items.map(source.toBody), { Link: link });
}
