import type { TicketFilter } from '../ticket/filter.js';

/** Upstream requests that calls of a provider take at most, as long as nothing fails. */
export interface RequestCosts {
  /** For whatever else comes first, such as an access token. */
  readonly start: number;
  /**
   * Of a list with this filter, pushed down.
   * @param isContinued whether it begins in the middle, at a place given by `after`
   */
  readonly list: (filter: TicketFilter, isContinued: boolean) => ListCosts;
  /** For one ticket by its id. */
  readonly ticket: number;
  /** For what lists leave out of one ticket. */
  readonly details: number;
  /** For one conversation of a ticket that was read before. */
  readonly conversation: number;
  /** For one person. */
  readonly user: number;
  readonly categories: number;
  readonly aggregate: number;
  /** For one write, whatever it looks up before and after. */
  readonly write: number;
}

export interface ListCosts {
  /** Before the first page. */
  readonly start: number;
  readonly page: number;
  /** For a page that comes without any look-up: no list takes less. */
  readonly shortestPage: number;
}

/** A request for each page and id. */
export const ONE_EACH: RequestCosts = {
  start: 0,
  list: () => ({ start: 0, page: 1, shortestPage: 1 }),
  ticket: 1,
  details: 1,
  conversation: 1,
  user: 1,
  categories: 1,
  aggregate: 1,
  write: 1,
};

/** Nothing leaves for an upstream. */
export const NO_REQUESTS: RequestCosts = {
  start: 0,
  list: () => ({ start: 0, page: 0, shortestPage: 0 }),
  ticket: 0,
  details: 0,
  conversation: 0,
  user: 0,
  categories: 0,
  aggregate: 0,
  write: 0,
};
