import type { Predicate, TimeField } from '../../ticket/filter.js';
import { addMilliseconds, type Instant } from '../../ticket/instant.js';
import type { TicketKey, TicketOrder } from '../../ticket/order.js';
import type { Parameter } from '../../provider/http/target.js';

const PARAMETERS: { readonly [field in TimeField]: string } = {
  createdAt: 'created_at',
  updatedAt: 'ticket_updated_at',
  resolvedAt: 'resolved_at',
};

/** Microseconds, so that the order of the texts is the order in time. */
interface Bound {
  readonly field: TimeField;
  readonly side: 'gte' | 'lte';
  readonly value: string;
}

/** The tightest bound for each field and side; null when no time lies between two of them. */
export function toTimeParameters(predicates: readonly Predicate[], place: Predicate | null): Parameter[] | null {
  const bounds = [...predicates, ...(place ? [place] : [])].map(toBound).filter((bound) => bound !== null);
  const parameters: Parameter[] = [];
  for (const field of ['createdAt', 'updatedAt', 'resolvedAt'] as const) {
    const from = valuesOf(bounds, field, 'gte').at(-1);
    const to = valuesOf(bounds, field, 'lte').at(0);
    if (from !== undefined && to !== undefined && from > to) return null;
    if (from !== undefined) parameters.push([`${PARAMETERS[field]}__gte`, from]);
    if (to !== undefined) parameters.push([`${PARAMETERS[field]}__lte`, to]);
  }
  return parameters;
}

/** What "only rows beyond this place" says about the time of creation; null when it says nothing. */
export function toPlacePredicate(order: TicketOrder | null, after: TicketKey | null): Predicate | null {
  if (order?.field !== 'CREATED_AT' || typeof after?.value !== 'string') return null;
  if (!isPushableInstant(after.value)) return null;
  return { field: 'createdAt', operator: order.direction === 'ASC' ? 'gte' : 'lte', value: after.value };
}

/** False at the ends of the calendar, where a bound or its neighbour cannot be written. */
export function isPushableInstant(value: Instant): boolean {
  return value >= '0001-01-02' && value < '9999-12-31';
}

/**
 * Our instants are cut to milliseconds, so one stands for a thousand microseconds upstream: at or before .123 means at
 * or before .123999, and after .123 means from .124000 on.
 */
function toBound(predicate: Predicate): Bound | null {
  switch (predicate.operator) {
    case 'gte':
      return { field: predicate.field, side: 'gte', value: firstMicrosecond(predicate.value) };
    case 'gt':
      return { field: predicate.field, side: 'gte', value: firstMicrosecond(addMilliseconds(predicate.value, 1)) };
    case 'lte':
      return { field: predicate.field, side: 'lte', value: lastMicrosecond(predicate.value) };
    case 'lt':
      return { field: predicate.field, side: 'lte', value: lastMicrosecond(addMilliseconds(predicate.value, -1)) };
    default:
      return null;
  }
}

function firstMicrosecond(instant: Instant): string {
  return instant.replace('Z', '000Z');
}

function lastMicrosecond(instant: Instant): string {
  return instant.replace('Z', '999Z');
}

function valuesOf(bounds: readonly Bound[], field: TimeField, side: Bound['side']): string[] {
  return bounds
    .filter((bound) => bound.field === field && bound.side === side)
    .map(({ value }) => value)
    .toSorted();
}
