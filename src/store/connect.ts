import { Kysely, type KyselyConfig } from 'kysely';
import { isRead } from './is-read.js';
import { migrate } from './migrations/migrate.js';
import type { DatabaseThread } from './pglite/database-thread.js';
import { createPgliteConnection } from './pglite/pglite-connection.js';
import { createPgliteDialect } from './pglite/pglite-dialect.js';
import type { Tables } from './sql/tables.js';

/**
 * Hears of a query that is over, and how long it took, before whoever made it does.
 * @param isRead false where it may have changed something
 */
export type OnQuery = (outcome: 'OK' | 'FAILED', durationMs: number, isRead: boolean) => void;

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
export async function connect(
  thread: DatabaseThread,
  restart: () => Promise<DatabaseThread>,
  onQuery?: OnQuery,
): Promise<OpenDatabase> {
  const connection = createPgliteConnection(thread, restart);
  const db = new Kysely<Tables>({ dialect: createPgliteDialect(connection), ...toLog(onQuery) });
  try {
    await migrate(db);
    return { db, close: () => connection.close() };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

/** Kysely tells of queries through its log; what they are stays here. */
function toLog(onQuery: OnQuery | undefined): Pick<KyselyConfig, 'log'> {
  if (!onQuery) return {};
  return {
    log: ({ level, query, queryDurationMillis }) =>
      onQuery(level === 'query' ? 'OK' : 'FAILED', queryDurationMillis, isRead(query.sql)),
  };
}
