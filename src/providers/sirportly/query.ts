import { isPredicate, type Condition, type TicketFilter } from '../../ticket/filter.js';
import { toName } from '../../provider/push-down.js';
import type { Ticket } from '../../ticket/ticket.js';

const NAME_FIELDS = ['status', 'statusName', 'priority', 'priorityName'] as const;
type NameField = (typeof NAME_FIELDS)[number];

/** What the exact predicates look at. */
export type Names = Pick<Ticket, NameField>;

/** The user whose tickets are wanted; null for everybody's. */
export function userOf(filter: TicketFilter): string | null {
  for (const condition of filter) {
    if (isPredicate(condition) && condition.field === 'user' && condition.operator === 'eq') return condition.value;
  }
  return null;
}

/** The predicates that are exact, held against a ticket's names; the user is for the gateway to check. */
export function passes(names: Names, filter: TicketFilter): boolean {
  return filter.every((condition) => holds(condition, names));
}

/** Anything that was not declared is a mistake of the caller: leaving it out would widen the list. */
function holds(condition: Condition, names: Names): boolean {
  if (isPredicate(condition)) {
    const { field, operator, value } = condition;
    if (field === 'user' && operator === 'eq') return true;
    if (isNameField(field)) {
      const name = names[field];
      if (operator === 'eq') return name === value;
      if (operator === 'in') return name !== null && value.includes(name);
    }
  }
  throw new Error(`Sirportly does not evaluate ${toName(condition)}.`);
}

function isNameField(field: string): field is NameField {
  return NAME_FIELDS.some((name) => name === field);
}
