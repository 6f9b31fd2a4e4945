import { sql, type Kysely } from 'kysely';
import { StoreError } from '../store-error.js';
import type { Tables } from '../sql/tables.js';
import { MIGRATIONS, MIGRATIONS_TABLE } from './migrations.js';
import type { NumberedMigration } from './numbered-migration.js';

/**
 * Brings the tables to the newest version, in one transaction: interrupted, nothing has happened. Kysely's own migrator
 * asks the catalogue first, which takes a third of a second on every start.
 * @throws StoreError UNUSABLE for a database that a later release has migrated
 */
export async function migrate(
  db: Kysely<Tables>,
  migrations: readonly NumberedMigration[] = MIGRATIONS,
): Promise<void> {
  await sql.raw(MIGRATIONS_TABLE).execute(db);
  await db.transaction().execute(async (transaction) => {
    // Other processes wait here and then find nothing to do.
    await sql`lock table migrations in exclusive mode`.execute(transaction);
    const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(transaction);
    refuseUnknown(rows, migrations);
    for (const migration of migrations.slice(rows.length)) await run(migration, transaction);
  });
}

async function run({ name, statements }: NumberedMigration, db: Kysely<Tables>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await sql`insert into migrations (name) values (${name})`.execute(db);
}

function refuseUnknown(done: readonly { readonly name: string }[], known: readonly NumberedMigration[]): void {
  const unknown = done.find(({ name }, index) => name !== known[index]?.name);
  if (!unknown) return;
  const message = `The store was written by another release of ticket-gateway: it has the migration ${unknown.name}.`;
  throw new StoreError('UNUSABLE', message);
}
