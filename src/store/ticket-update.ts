import type { Transaction } from 'kysely';
import type { Cancellation } from '../provider/cancel-signal.js';
import type { FieldIssue, TicketChanges, UpdateOutcome, UpdateRequest } from '../provider/writes.js';
import { toInstant } from '../ticket/instant.js';
import type { Ticket } from '../ticket/ticket.js';
import { applyChanges } from './apply-changes.js';
import { lockTicket } from './lock-ticket.js';
import { selectMessages } from './sql/ticket-queries.js';
import type { Tables } from './sql/tables.js';
import { updateTicketRow } from './sql/update-ticket-row.js';
import { writeInTurn, type Writing } from './write-in-turn.js';

/** A write of one ticket, its check and its version in one transaction. */
export interface TicketUpdate extends UpdateRequest {
  readonly backend: string;
  /** What is wrong with the changes to that ticket; nothing lets them be written. */
  readonly findIssues: (ticket: Ticket) => readonly FieldIssue[];
}

export interface TicketUpdates {
  /** @throws StoreError, or the signal's reason; the write may then have taken effect */
  update(update: TicketUpdate, signal: Cancellation): Promise<UpdateOutcome>;
}

export function createTicketUpdates(writing: Writing): TicketUpdates {
  return {
    update: (update, signal) =>
      writeInTurn(writing, signal, async (transaction) => {
        const outcome = await updateIn(transaction, update, writing.clock);
        if (outcome.outcome === 'UPDATED') await writing.upkeep.note(transaction, 1);
        return outcome;
      }),
  };
}

async function updateIn(db: Transaction<Tables>, update: TicketUpdate, clock: () => number): Promise<UpdateOutcome> {
  const { changes, expectedVersion, findIssues } = update;
  const current = await lockTicket(db, update);
  if (!current) return { outcome: 'NOT_FOUND' };
  if (expectedVersion !== null && expectedVersion !== current.revision) return { outcome: 'CONFLICT', current };
  if (Object.values(changes).every((value) => value === undefined)) return { outcome: 'UPDATED', ticket: current };
  const issues = findIssues(current);
  if (issues.length > 0) return { outcome: 'INVALID', issues };
  const ticket = await write(db, applyChanges(current, changes, toInstant(clock())), changes);
  return { outcome: 'UPDATED', ticket };
}

/** What the ticket is found by is made anew where it may differ; the conversation is read for nothing else. */
async function write(db: Transaction<Tables>, ticket: Ticket, { subject }: TicketChanges): Promise<Ticket> {
  if (subject === undefined) return updateTicketRow(db, ticket, null);
  const messages = await selectMessages(db, { backend: ticket.backend, nativeIds: [ticket.nativeId] }).execute();
  return updateTicketRow(db, ticket, messages);
}
