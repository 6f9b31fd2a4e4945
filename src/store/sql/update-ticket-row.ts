import { sql, type Kysely } from 'kysely';
import type { Message } from '../../ticket/message.js';
import type { Ticket } from '../../ticket/ticket.js';
import { toStorableJson } from './storable-text.js';
import type { Tables, TicketTable } from './tables.js';
import { TICKET_COLUMNS, toTicket, toTicketRow } from './ticket-row.js';

/**
 * Writes what can be changed of a ticket, under a new version.
 * @param messages the whole conversation, to make the words anew; null leaves them
 */
export async function updateTicketRow(
  db: Kysely<Tables>,
  ticket: Ticket,
  messages: readonly Message[] | null,
): Promise<Ticket> {
  const json = toStorableJson(toTicketRow(ticket, messages ?? []));
  const row = await db
    .updateTable('tickets as t')
    .from(sql<TicketTable>`json_populate_record(null::tickets, ${json}::json)`.as('n'))
    .set(({ ref }) => ({
      human_verified_category: ref('n.human_verified_category'),
      human_verified_subcategory: ref('n.human_verified_subcategory'),
      ai_generated_category: ref('n.ai_generated_category'),
      ai_generated_subcategory: ref('n.ai_generated_subcategory'),
      status: ref('n.status'),
      status_name: ref('n.status_name'),
      priority: ref('n.priority'),
      priority_name: ref('n.priority_name'),
      subject: ref('n.subject'),
      tags: ref('n.tags'),
      custom_fields: ref('n.custom_fields'),
      updated_at: ref('n.updated_at'),
      resolved_at: ref('n.resolved_at'),
      closed_at: ref('n.closed_at'),
      version: sql<number>`t.version + 1`,
      ...(messages && { words: ref('n.words'), internal_words: ref('n.internal_words') }),
    }))
    .where('t.backend', '=', ticket.backend)
    .where('t.native_id', '=', ticket.nativeId)
    .returning(TICKET_COLUMNS)
    .executeTakeFirstOrThrow();
  return toTicket(row);
}
