import type { TicketRowJson } from './ticket-row.js';
import { userIdOf } from './user-mapping.js';

/**
 * What the rows of one ticket in the older shape have in common. The owner is part of it: nothing says that an
 * external id is unique, and nobody may read another's messages because two tickets share one.
 */
export function toConversationKey(row: TicketRowJson): string {
  return JSON.stringify([row.external_ticket_id, userIdOf(row)]);
}
