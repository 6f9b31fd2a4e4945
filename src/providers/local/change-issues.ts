import type { FieldIssue, TicketChanges } from '../../provider/writes.js';
import type { Category } from '../../ticket/category.js';
import type { Ticket } from '../../ticket/ticket.js';
import { findCategoryIssues } from './category-issues.js';
import { findCustomFieldIssues } from './custom-field-issues.js';
import { findLineIssues, findTagIssues } from './text-issues.js';

/** What is wrong with changes of a ticket. Clearing is always right. */
export function findChangeIssues(
  changes: TicketChanges,
  ticket: Ticket,
  categories: readonly Category[],
): FieldIssue[] {
  const { statusName = null, priorityName = null, subject = null, tags, customFields = null } = changes;
  return [
    ...findCategoryIssues(changes, ticket, categories),
    ...findLineIssues('statusName', statusName),
    ...findLineIssues('priorityName', priorityName),
    ...findLineIssues('subject', subject),
    ...findTagIssues(tags ?? []),
    ...findCustomFieldIssues(customFields, ticket.customFields),
  ];
}
