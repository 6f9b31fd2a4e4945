import { predicatesOf, type Predicate } from '../../ticket/filter.js';
import type { TicketFilterInput } from '../ticket-filter.js';
import { toTicketFilter } from '../to-ticket-filter.js';

/** A predicate is held against every ticket that a scan reads. */
const PREDICATE = 10;
/** Searching takes conversations, and the words of each. */
const SEARCH = 500;

/** Points of a filter. @throws GraphQLError BAD_USER_INPUT for what is none */
export function weighFilter(filter: TicketFilterInput | null | undefined): number {
  let points = 0;
  for (const predicate of predicatesOf(toTicketFilter(filter))) points += weigh(predicate);
  return points;
}

function weigh({ field, value }: Predicate): number {
  if (field === 'search' || field === 'messages') return SEARCH;
  return PREDICATE + (Array.isArray(value) ? value.length : 0);
}
