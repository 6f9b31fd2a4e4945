import { isPredicate, predicatesOf, type Condition, type Predicate, type TicketFilter } from '../ticket/filter.js';
import type { Owner } from '../ticket/ticket.js';
import type { Capabilities, Support } from './capabilities.js';

/** A filter split for one provider. */
export interface PushedDown {
  /** What the upstream evaluates. */
  readonly pushed: TicketFilter;
  /** What the gateway must check on every row that comes back. */
  readonly remaining: TicketFilter;
}

/**
 * Splits a filter into what the upstream evaluates and what remains. An inexact predicate is in both. Where predicates
 * compete for one place upstream, the first one gets it.
 */
export function pushDown(filter: TicketFilter, capabilities: Capabilities): PushedDown {
  const pushed: Condition[] = [];
  const remaining: Condition[] = [];
  const taken = new Set<string>();
  for (const condition of filter) {
    const support = supportOf(condition, capabilities);
    const place = toName(condition);
    const goesUp = support !== null && (capabilities.composes || !taken.has(place));
    if (goesUp) pushed.push(condition);
    if (goesUp) taken.add(place);
    if (!goesUp || support === 'inexact') remaining.push(condition);
  }
  return { pushed, remaining };
}

/** True when the upstream can count what passes, without a row being read. */
export function isCountable(filter: TicketFilter, capabilities: Capabilities): boolean {
  const { filters, countable = filters } = capabilities;
  return pushDown(filter, { ...capabilities, filters: countable }).remaining.length === 0;
}

/** `status.in` for a predicate, `or` and `not` for the rest: the words of a backend's report. */
export function toName(condition: Condition): string {
  if (isPredicate(condition)) return `${condition.field}.${condition.operator}`;
  return 'not' in condition ? 'not' : 'or';
}

/** The fields that are the same for every ticket of a backend. */
export interface Constants {
  readonly backend: string;
  readonly provider: string;
  /** Of every ticket that has a user; null when it differs by ticket. */
  readonly organization: string | null;
  /** Every owner that a ticket can have; null when there may be others. */
  readonly owners: readonly Owner[] | null;
}

/**
 * Decides what can be decided without asking: predicates on a backend's constants, and on contradictions between two
 * equalities. Null when no ticket of that backend can pass; the filter that is left otherwise.
 */
export function simplify(filter: TicketFilter, constants: Constants): TicketFilter | null {
  const left: Condition[] = [];
  for (const condition of filter) {
    const simple = simplifyCondition(condition, constants);
    if (simple === false) return null;
    if (simple !== true) left.push(simple);
  }
  return contradicts(left) ? null : left;
}

function simplifyCondition(condition: Condition, constants: Constants): Condition | boolean {
  if (isPredicate(condition)) return decide(condition, constants) ?? condition;
  if ('not' in condition) {
    const inner = simplify(condition.not, constants);
    if (inner === null) return true;
    return inner.length === 0 ? false : { not: inner };
  }
  const branches = condition.or.map((branch) => simplify(branch, constants)).filter((branch) => branch !== null);
  if (branches.length === 0) return false;
  return branches.some((branch) => branch.length === 0) ? true : { or: branches };
}

function decide(predicate: Predicate, constants: Constants): boolean | null {
  const { field } = predicate;
  if (field === 'user') return decideForAll(predicate, constants.owners ?? [], ({ userId }) => userId);
  if (field === 'organization' && constants.owners) {
    return decideForAll(predicate, constants.owners, ({ organizationId }) => organizationId);
  }
  if (field !== 'backend' && field !== 'provider' && field !== 'organization') return null;
  const constant = constants[field];
  if (constant === null) return null;
  const holds = holdsFor(predicate, constant);
  // A ticket without a user has no organisation, whatever the backend's is.
  return field !== 'organization' || holds === holdsFor(predicate, null) ? holds : null;
}

/** Decided only where the answer is the same for every ticket there can be. */
function decideForAll(
  predicate: Predicate,
  owners: readonly Owner[],
  valueOf: (owner: Owner) => string | null,
): boolean | null {
  let answer: boolean | null = null;
  for (const owner of owners) {
    const holds = holdsFor(predicate, valueOf(owner));
    if (holds === null || (answer !== null && holds !== answer)) return null;
    answer = holds;
  }
  return answer;
}

function holdsFor({ operator, value }: Predicate, actual: string | null): boolean | null {
  switch (operator) {
    case 'eq':
      return actual === value;
    case 'in':
      return actual !== null && value.includes(actual);
    case 'notIn':
      return actual === null || !value.includes(actual);
    case 'isNull':
      return (actual === null) === value;
    default:
      return null;
  }
}

/** True when two equalities exclude each other. */
export function contradicts(filter: TicketFilter): boolean {
  const values = new Map<string, string>();
  return filter.some((condition) => {
    if (!isPredicate(condition) || condition.operator !== 'eq') return false;
    const known = values.get(condition.field);
    values.set(condition.field, condition.value);
    return known !== undefined && known !== condition.value;
  });
}

function supportOf(condition: Condition, capabilities: Capabilities): Support | null {
  if (isPredicate(condition)) return supportOfPredicate(condition, capabilities);
  if (!capabilities.composes) return null;
  const leaves = [...predicatesOf([condition])];
  return leaves.every((leaf) => supportOfPredicate(leaf, capabilities) === 'exact') ? 'exact' : null;
}

function supportOfPredicate(predicate: Predicate, { filters, accepts }: Capabilities): Support | null {
  const support = filters[predicate.field]?.[predicate.operator];
  if (!support || (accepts && !accepts(predicate))) return null;
  return support;
}
