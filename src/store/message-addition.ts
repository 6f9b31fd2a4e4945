import type { Transaction } from 'kysely';
import type { Cancellation } from '../provider/cancel-signal.js';
import type { AddMessageOutcome, FieldIssue } from '../provider/writes.js';
import { toInstant } from '../ticket/instant.js';
import type { Message } from '../ticket/message.js';
import type { Ticket, TicketRef } from '../ticket/ticket.js';
import { lockTicket } from './lock-ticket.js';
import { toAdditionEffect } from './sql/message-effects.js';
import { MESSAGE_COLUMNS, toMessageRow } from './sql/message-row.js';
import { applyEffects, insertMessageRows } from './sql/ticket-inserts.js';
import type { Tables } from './sql/tables.js';
import { writeInTurn, type Writing } from './write-in-turn.js';

/** A message to add once, at the end: when the ticket has one of that id, nothing is written. */
export interface MessageAddition extends TicketRef {
  /** Its position and its time are the store's to give. */
  readonly message: Omit<Message, 'position' | 'createdAt'>;
  /** What is wrong with the message; nothing lets it be written. */
  readonly findIssues: () => readonly FieldIssue[];
}

export interface MessageAdditions {
  /** @throws StoreError, or the signal's reason; the message may then have been written */
  addMessage(addition: MessageAddition, signal: Cancellation): Promise<AddMessageOutcome>;
}

export function createMessageAdditions(writing: Writing): MessageAdditions {
  return {
    addMessage: (addition, signal) =>
      writeInTurn(writing, signal, (transaction) => addIn(transaction, addition, writing)),
  };
}

async function addIn(
  db: Transaction<Tables>,
  addition: MessageAddition,
  { clock, upkeep }: Writing,
): Promise<AddMessageOutcome> {
  const ticket = await lockTicket(db, addition);
  if (!ticket) return { outcome: 'NOT_FOUND' };
  const existing = await findMessage(db, addition);
  if (existing) return { outcome: 'ADDED', ticket, message: existing };
  const issues = addition.findIssues();
  if (issues.length > 0) return { outcome: 'INVALID', issues };
  const message = { ...addition.message, position: await nextPosition(db, ticket), createdAt: toInstant(clock()) };
  await insertMessageRows(db, [toMessageRow(ticket, message)]);
  await applyEffects(db, [toAdditionEffect(ticket, message)]);
  await upkeep.note(db, 2);
  return toAdded(await lockTicket(db, addition), await findMessage(db, addition));
}

/** As they are stored, which may be without a character that cannot be. */
function toAdded(ticket: Ticket | null, message: Message | null): AddMessageOutcome {
  if (!ticket || !message) throw new Error('A message is not there after it was written.');
  return { outcome: 'ADDED', ticket, message };
}

async function findMessage(db: Transaction<Tables>, { backend, nativeId, message }: MessageAddition) {
  const found = await db
    .selectFrom('messages as m')
    .select(MESSAGE_COLUMNS)
    .where('m.backend', '=', backend)
    .where('m.ticket_native_id', '=', nativeId)
    .where('m.id', '=', message.id)
    .executeTakeFirst();
  return found ?? null;
}

/** Behind every message, internal ones too: who may not read those sees a gap. */
async function nextPosition(db: Transaction<Tables>, { backend, nativeId }: TicketRef): Promise<number> {
  const { last } = await db
    .selectFrom('messages as m')
    .select(({ fn }) => fn.max<number | null>('m.position').as('last'))
    .where('m.backend', '=', backend)
    .where('m.ticket_native_id', '=', nativeId)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
}
