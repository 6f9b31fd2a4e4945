import { sql, type Kysely, type Transaction } from 'kysely';
import type { Category } from '../ticket/category.js';
import { toInstant } from '../ticket/instant.js';
import type { Ticket } from '../ticket/ticket.js';
import { listCategories } from './categories.js';
import { isStorable } from './sql/storable-text.js';
import type { Tables } from './sql/tables.js';
import { TICKET_COLUMNS, toTicket } from './sql/ticket-row.js';
import type { Upkeep } from './upkeep.js';
import { withTurn } from './with-turn.js';
import type { FieldIssue, TicketChanges, UpdateOutcome, UpdateRequest } from '../provider/writes.js';

/** A write of one ticket, its check and its version in one transaction. */
export interface TicketUpdate extends UpdateRequest {
  readonly backend: string;
  /** What is wrong with the changes to that ticket; nothing lets them be written. */
  readonly findIssues: (ticket: Ticket, categories: readonly Category[]) => readonly FieldIssue[];
}

export interface TicketUpdates {
  /** @throws StoreError, or the signal's reason; the write may then have taken effect */
  update(update: TicketUpdate, signal: AbortSignal): Promise<UpdateOutcome>;
}

/** @param clock milliseconds since 1970 */
export function createTicketUpdates(db: Kysely<Tables>, upkeep: Upkeep, clock: () => number): TicketUpdates {
  return {
    async update(update, signal) {
      const outcome = await withTurn(db, signal, (connection) =>
        connection.transaction().execute(async (transaction) => {
          const result = await updateIn(transaction, update, clock);
          if (result.outcome === 'UPDATED') await upkeep.note(transaction, 1);
          return result;
        }),
      );
      await upkeep.settle();
      return outcome;
    },
  };
}

async function updateIn(db: Transaction<Tables>, update: TicketUpdate, clock: () => number): Promise<UpdateOutcome> {
  const { backend, nativeId, changes, expectedVersion, findIssues } = update;
  const current = await lockTicket(db, backend, nativeId);
  if (!current) return { outcome: 'NOT_FOUND' };
  if (expectedVersion !== null && expectedVersion !== current.revision) return { outcome: 'CONFLICT', current };
  const columns = toColumns(changes);
  if (Object.keys(columns).length === 0) return { outcome: 'UPDATED', ticket: current };
  const issues = findIssues(current, await listCategories(db, backend));
  if (issues.length > 0) return { outcome: 'INVALID', issues };
  const row = await db
    .updateTable('tickets as t')
    .set({ ...columns, updated_at: toInstant(clock()), version: sql<number>`t.version + 1` })
    .where('t.backend', '=', backend)
    .where('t.native_id', '=', nativeId)
    .returning(TICKET_COLUMNS)
    .executeTakeFirstOrThrow();
  return { outcome: 'UPDATED', ticket: toTicket(row) };
}

/** The ticket, unchanged by others until the transaction ends. */
async function lockTicket(db: Transaction<Tables>, backend: string, nativeId: string): Promise<Ticket | null> {
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

function toColumns(changes: TicketChanges) {
  const { humanVerifiedCategory, humanVerifiedSubcategory, aiGeneratedCategory, aiGeneratedSubcategory } = changes;
  return {
    ...(humanVerifiedCategory !== undefined && { human_verified_category: humanVerifiedCategory }),
    ...(humanVerifiedSubcategory !== undefined && { human_verified_subcategory: humanVerifiedSubcategory }),
    ...(aiGeneratedCategory !== undefined && { ai_generated_category: aiGeneratedCategory }),
    ...(aiGeneratedSubcategory !== undefined && { ai_generated_subcategory: aiGeneratedSubcategory }),
  };
}
