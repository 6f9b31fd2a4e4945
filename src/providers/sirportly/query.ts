import { isPredicate, type Condition, type TicketFilter } from '../../ticket/filter.js';
import { toName } from '../../provider/push-down.js';
import type { Ticket } from '../../ticket/ticket.js';

const NAME_FIELDS = ['status', 'statusName', 'priority', 'priorityName'] as const;
type NameField = (typeof NAME_FIELDS)[number];

/** What the countable predicates look at. */
export type Names = Pick<Ticket, NameField>;

/** The user whose tickets are wanted; null for everybody's. Anything that was not declared would widen the list. */
export function userOf(filter: TicketFilter): string | null {
  const [condition, ...others] = filter;
  if (!condition) return null;
  if (isPredicate(condition) && condition.field === 'user' && condition.operator === 'eq' && others.length === 0) {
    return condition.value;
  }
  throw new Error(`Sirportly does not list by ${filter.map(toName).join(', ')}.`);
}

/** The countable predicates, held against a ticket's names. */
export function passes(names: Names, filter: TicketFilter): boolean {
  return filter.every((condition) => holds(condition, names));
}

/** Anything that was not declared is a mistake of the caller: leaving it out would count too many. */
function holds(condition: Condition, names: Names): boolean {
  if (isPredicate(condition)) {
    const { field, operator, value } = condition;
    if (isNameField(field)) {
      const name = names[field];
      if (operator === 'eq') return name === value;
      if (operator === 'in') return name !== null && value.includes(name);
    }
  }
  throw new Error(`Sirportly does not count ${toName(condition)}.`);
}

function isNameField(field: string): field is NameField {
  return NAME_FIELDS.some((name) => name === field);
}
