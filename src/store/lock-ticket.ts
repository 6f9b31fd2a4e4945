import type { Transaction } from 'kysely';
import type { Ticket, TicketRef } from '../ticket/ticket.js';
import { isStorable } from './sql/storable-text.js';
import type { Tables } from './sql/tables.js';
import { TICKET_COLUMNS, toTicket } from './sql/ticket-row.js';

/** The ticket, unchanged by others until the transaction ends; null when there is none. */
export async function lockTicket(db: Transaction<Tables>, { backend, nativeId }: TicketRef): Promise<Ticket | null> {
  if (!isStorable(nativeId)) return null;
  const row = await db
    .selectFrom('tickets as t')
    .select(TICKET_COLUMNS)
    .where('t.backend', '=', backend)
    .where('t.native_id', '=', nativeId)
    .forUpdate()
    .executeTakeFirst();
  return row ? toTicket(row) : null;
}
