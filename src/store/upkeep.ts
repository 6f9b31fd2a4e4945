import { sql, type Kysely } from 'kysely';
import type { Tables } from './sql/tables.js';
import { StoreError } from './store-error.js';

/**
 * What a PostgreSQL server does in the background. PGlite has no background: left alone, its log grows without end, and
 * its statistics say that every table is empty.
 */
export interface Upkeep {
  /** To be told of rows written, in the transaction that writes them. */
  note(connection: Kysely<Tables>, rowsWritten: number): Promise<void>;
  /** To be called after a transaction with writes. A failure of the store is no failure here. */
  settle(): Promise<void>;
}

/** Some 20 MB of log. */
const ROWS_PER_CHECKPOINT = 5000;
/** As autovacuum reckons, but it starts at 50 rows. */
const ROWS_PER_VACUUM = 500;
const SHARE_PER_VACUUM = 0.2;

export function createUpkeep(db: Kysely<Tables>): Upkeep {
  let sinceCheckpoint = 0;
  let sinceVacuum = 0;
  return {
    async note(connection, rowsWritten) {
      sinceCheckpoint += rowsWritten;
      sinceVacuum += rowsWritten;
      if (sinceCheckpoint < ROWS_PER_CHECKPOINT) return;
      sinceCheckpoint = 0;
      await sql`checkpoint`.execute(connection);
    },
    async settle() {
      if (sinceVacuum < ROWS_PER_VACUUM) return;
      try {
        if (sinceVacuum < SHARE_PER_VACUUM * (await estimateRows(db))) return;
        await sql`vacuum (analyze) tickets, messages, users, write_log`.execute(db);
        sinceVacuum = 0;
      } catch (error) {
        // What was written is safe; the next write brings another chance.
        if (!(error instanceof StoreError)) throw error;
      }
    },
  };
}

/** Rows of the big tables as the last vacuum found them. */
async function estimateRows(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ estimate: number }>`
    select sum(greatest(reltuples, 0))::bigint as estimate
    from pg_class where oid in ('tickets'::regclass, 'messages'::regclass)`.execute(db);
  return rows[0]?.estimate ?? 0;
}
