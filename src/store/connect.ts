import { Kysely } from 'kysely';
import { migrate } from './migrations/migrate.js';
import type { DatabaseThread } from './pglite/database-thread.js';
import { createPgliteConnection } from './pglite/pglite-connection.js';
import { createPgliteDialect } from './pglite/pglite-dialect.js';
import type { Tables } from './sql/tables.js';

/** A migrated database. */
export interface OpenDatabase {
  readonly db: Kysely<Tables>;
  /** Waits for queries under way and ends the thread. */
  close(): Promise<void>;
}

/**
 * @param restart gives the thread to go on with after a crash
 * @throws StoreError; the thread is ended then
 */
export async function connect(thread: DatabaseThread, restart: () => Promise<DatabaseThread>): Promise<OpenDatabase> {
  const connection = createPgliteConnection(thread, restart);
  const db = new Kysely<Tables>({ dialect: createPgliteDialect(connection) });
  try {
    await migrate(db);
    return { db, close: () => connection.close() };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
