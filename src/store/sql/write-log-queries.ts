import { sql, type Kysely } from 'kysely';
import type { Instant } from '../../ticket/instant.js';
import type { Tables, WriteLogTable } from './tables.js';

/** Rows deleted at one time: more than come in. */
const MOST_DELETED = 100;

/** Takes the key unless a write that started at or after `keptSince` has it. Gives true when it is taken. */
export async function insertUnlessKept(db: Kysely<Tables>, row: WriteLogTable, keptSince: Instant): Promise<boolean> {
  const taken = await db
    .insertInto('write_log')
    .values(row)
    .onConflict((conflict) => conflict.column('key').doUpdateSet(row).where('write_log.started_at', '<', keptSince))
    .returning('attempt_id')
    .executeTakeFirst();
  return taken !== undefined;
}

export function selectWrite(db: Kysely<Tables>, key: string): Promise<WriteLogTable> {
  return db.selectFrom('write_log').selectAll().where('key', '=', key).executeTakeFirstOrThrow();
}

/** Changes a write that is not finished. Gives the number of rows changed. */
export async function changeWrite(
  db: Kysely<Tables>,
  attemptId: string,
  columns: Partial<WriteLogTable>,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('write_log')
    .set(columns)
    .where('attempt_id', '=', attemptId)
    .where('state', '!=', 'FINISHED')
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Deletes a write that is not finished. Gives the number of rows deleted. */
export async function deleteWrite(db: Kysely<Tables>, attemptId: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('write_log')
    .where('attempt_id', '=', attemptId)
    .where('state', '!=', 'FINISHED')
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Deletes some of what started earlier, the oldest first, and nothing that others hold. Gives the number of rows. */
export async function deleteStartedBefore(db: Kysely<Tables>, instant: Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from write_log where key in (
      select key from write_log where started_at < ${instant} order by started_at limit ${MOST_DELETED}
      for update skip locked
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}
