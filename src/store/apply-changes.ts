import { CATEGORY_FIELDS, type TicketChanges } from '../provider/writes.js';
import type { Instant } from '../ticket/instant.js';
import type { JsonObject, Ticket, TicketStatus } from '../ticket/ticket.js';

/**
 * The ticket as the changes make it. A new status or priority takes the wording of the old one away, unless it brings
 * its own; the times of its end follow the status.
 */
export function applyChanges(ticket: Ticket, changes: TicketChanges, now: Instant): Ticket {
  const status = givenOr(ticket.status, changes.status);
  const priority = givenOr(ticket.priority, changes.priority);
  const categories = CATEGORY_FIELDS.map((field) => [field, givenOr(ticket[field], changes[field])]);
  return {
    ...ticket,
    ...Object.fromEntries(categories),
    status,
    statusName: givenOr(status === ticket.status ? ticket.statusName : null, changes.statusName),
    priority,
    priorityName: givenOr(priority === ticket.priority ? ticket.priorityName : null, changes.priorityName),
    subject: givenOr(ticket.subject, changes.subject),
    tags: changes.tags === undefined ? ticket.tags : [...new Set(changes.tags)],
    customFields:
      changes.customFields === undefined
        ? ticket.customFields
        : mergeCustomFields(ticket.customFields, changes.customFields),
    updatedAt: now,
    ...toEndTimes(ticket, status, now),
  };
}

/** The fields with the changes written over them; a null removes its key, null as a whole removes all. */
export function mergeCustomFields(fields: JsonObject | null, changes: JsonObject | null): JsonObject | null {
  if (changes === null) return null;
  const merged = Object.entries({ ...fields, ...changes });
  return Object.fromEntries(merged.filter(([key]) => !Object.hasOwn(changes, key) || changes[key] !== null));
}

function givenOr<T>(current: T, change: T | undefined): T {
  return change === undefined ? current : change;
}

function toEndTimes(
  ticket: Ticket,
  status: TicketStatus | null,
  now: Instant,
): Pick<Ticket, 'resolvedAt' | 'closedAt'> {
  const { resolvedAt, closedAt } = ticket;
  if (status === ticket.status) return { resolvedAt, closedAt };
  switch (status) {
    case 'RESOLVED':
      return { resolvedAt: resolvedAt ?? now, closedAt: null };
    case 'CLOSED':
      return { resolvedAt: resolvedAt ?? now, closedAt: now };
    default:
      return { resolvedAt: null, closedAt: null };
  }
}
