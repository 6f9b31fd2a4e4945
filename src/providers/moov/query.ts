import type { Parameter } from '../../provider/http/target.js';
import { toName } from '../../provider/push-down.js';
import { isPredicate, type Condition, type Predicate, type TicketFilter } from '../../ticket/filter.js';
import type { Account } from './accounts.js';
import { FILTERS } from './capabilities.js';
import { toWording } from './normalization.js';

/** Which accounts are asked, and what each of them. */
export interface Query {
  /** At least one. */
  readonly accounts: readonly Account[];
  readonly parameters: readonly Parameter[];
}

/** A filter as accounts and parameters; null when no ticket can pass. */
export function toQuery(filter: TicketFilter, accounts: readonly Account[]): Query | null {
  const predicates = filter.map(toPredicate);
  const asked = accounts.filter((account) => predicates.every((predicate) => mayHold(predicate, account)));
  const foreignIds = new Set(predicates.flatMap(toForeignId));
  const statuses = new Set(predicates.flatMap(toStatusWording));
  if (asked.length === 0 || foreignIds.size > 1 || statuses.size > 1 || statuses.has(null)) return null;
  return {
    accounts: asked,
    parameters: [...toParameters('foreignID', foreignIds), ...toParameters('status', statuses)],
  };
}

function toParameters(name: string, values: ReadonlySet<string | null>): Parameter[] {
  return [...values].flatMap((value): Parameter[] => (value === null ? [] : [[name, value]]));
}

/** False when no ticket of the account passes. */
function mayHold(predicate: Predicate, { owner }: Account): boolean {
  switch (predicate.field) {
    case 'user':
      return holdsFor(predicate, owner.userId);
    case 'organization':
      return holdsFor(predicate, owner.organizationId);
    default:
      return true;
  }
}

function holdsFor(predicate: Predicate, actual: string | null): boolean {
  switch (predicate.operator) {
    case 'eq':
      return actual === predicate.value;
    case 'in':
      return actual !== null && predicate.value.includes(actual);
    case 'isNull':
      return (actual === null) === predicate.value;
    default:
      throw new Error(`Moov does not evaluate ${toName(predicate)}.`);
  }
}

function toForeignId(predicate: Predicate): string[] {
  return predicate.operator === 'eq' && predicate.field === 'externalTicketId' ? [predicate.value] : [];
}

/** One parameter upstream serves both our value and our name of it. Null: no ticket has it. */
function toStatusWording(predicate: Predicate): (string | null)[] {
  if (predicate.operator !== 'eq') return [];
  if (predicate.field === 'status') return [toWording(predicate.value)];
  return predicate.field === 'statusName' ? [predicate.value] : [];
}

/** Anything that was not declared is a mistake of the caller: leaving it out would widen the list. */
function toPredicate(condition: Condition): Predicate {
  if (isPredicate(condition) && FILTERS[condition.field]?.[condition.operator]) return condition;
  throw new Error(`Moov does not evaluate ${toName(condition)}.`);
}
