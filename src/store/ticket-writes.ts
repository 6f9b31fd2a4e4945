import type { Kysely } from 'kysely';
import type { Message } from '../ticket/message.js';
import type { Ticket } from '../ticket/ticket.js';
import { toEffects, type NewMessage } from './sql/message-effects.js';
import { toMessageRow } from './sql/message-row.js';
import { sortsByCodeUnit } from './sql/storable-text.js';
import { applyEffects, insertMessageRows, insertTicketRows } from './sql/ticket-inserts.js';
import { toTicketRow } from './sql/ticket-row.js';
import type { Tables } from './sql/tables.js';
import type { Upkeep } from './upkeep.js';

/** Adds tickets and messages. Characters that cannot be stored are stored as U+FFFD. */
export interface TicketWrites {
  /**
   * Adds tickets with their conversations, all or none. Where the owner names a user but no organization, the user's
   * becomes the ticket's. `revision` is not taken over: it counts from 1.
   * @throws StoreError CONSTRAINT when one is there already, or its user or organization is not
   * @throws RangeError for a native id with characters that cannot be stored or lie beyond U+FFFF
   */
  insert(tickets: readonly NewTicket[]): Promise<void>;
  /**
   * Adds messages to tickets, all or none; the tickets get a new version and are found by the new words.
   * @throws StoreError CONSTRAINT when there is no such ticket, or it has a message at that position
   */
  insertMessages(messages: readonly NewMessage[]): Promise<void>;
}

export interface NewTicket {
  readonly ticket: Ticket;
  /** None when left out. */
  readonly messages?: readonly Message[];
}

const PER_STATEMENT = 1000;

export function createTicketWrites(db: Kysely<Tables>, upkeep: Upkeep): TicketWrites {
  /** Runs a transaction over the rows, some at a time, so that no statement gets too large. */
  async function write<Row>(
    rows: readonly Row[],
    writeSome: (some: readonly Row[], db: Kysely<Tables>) => Promise<number>,
  ) {
    await db.transaction().execute(async (transaction) => {
      for (let start = 0; start < rows.length; start += PER_STATEMENT) {
        const rowsWritten = await writeSome(rows.slice(start, start + PER_STATEMENT), transaction);
        await upkeep.note(transaction, rowsWritten);
      }
    });
    await upkeep.settle();
  }

  return {
    insert: (tickets) => write(tickets, insertSome),
    insertMessages: (messages) => write(messages, insertSomeMessages),
  };
}

async function insertSome(tickets: readonly NewTicket[], db: Kysely<Tables>): Promise<number> {
  tickets.forEach(({ ticket }) => requireSortableId(ticket.nativeId));
  await insertTicketRows(
    db,
    tickets.map(({ ticket, messages = [] }) => toTicketRow(ticket, messages)),
  );
  const rows = tickets.flatMap(({ ticket, messages = [] }) => messages.map((message) => toMessageRow(ticket, message)));
  await insertMessageRows(db, rows);
  return tickets.length + rows.length;
}

async function insertSomeMessages(messages: readonly NewMessage[], db: Kysely<Tables>): Promise<number> {
  await insertMessageRows(
    db,
    messages.map(({ ticket, message }) => toMessageRow(ticket, message)),
  );
  const effects = toEffects(messages);
  await applyEffects(db, effects);
  return messages.length + effects.length;
}

function requireSortableId(nativeId: string): void {
  if (!sortsByCodeUnit(nativeId)) throw new RangeError(`${JSON.stringify(nativeId)} is no id for the store.`);
}
