import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import type { PgliteConnection } from './pglite-connection.js';
import { toParameter } from './values.js';

/** PostgreSQL's dialect of Kysely over the one connection that PGlite has. */
export function createPgliteDialect(connection: PgliteConnection): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(connection),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** Whoever acquires has the connection alone, for a query or a whole transaction, until it is released. */
function createDriver({ acquire, close }: PgliteConnection): Driver {
  const releases = new WeakMap<DatabaseConnection, () => void>();
  return {
    async init() {},
    async acquireConnection() {
      const { query, release } = await acquire();
      const connection = toConnection(query);
      releases.set(connection, release);
      return connection;
    },
    async releaseConnection(connection) {
      releases.get(connection)?.();
    },
    async beginTransaction(connection) {
      await connection.executeQuery(CompiledQuery.raw('begin'));
    },
    async commitTransaction(connection) {
      await connection.executeQuery(CompiledQuery.raw('commit'));
    },
    async rollbackTransaction(connection) {
      await connection.executeQuery(CompiledQuery.raw('rollback'));
    },
    destroy: close,
  };
}

function toConnection(query: Awaited<ReturnType<PgliteConnection['acquire']>>['query']): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, rowsWritten } = await query(sql, parameters.map(toParameter));
      return { rows: rows as R[], numAffectedRows: BigInt(rowsWritten) };
    },
    streamQuery() {
      throw new Error('PGlite gives no streams.');
    },
  };
}
