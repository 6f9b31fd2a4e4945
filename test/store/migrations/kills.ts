import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/demo/random.js';
import { migrate } from '../../../src/store/migrations/migrate.js';
import { MIGRATIONS } from '../../../src/store/migrations/migrations.js';
import type { NumberedMigration } from '../../../src/store/migrations/numbered-migration.js';
import { openDatabase } from '../../../src/store/open-database.js';
import { openDatabaseThread, type DatabaseThread } from '../../../src/store/pglite/database-thread.js';
import { createPgliteConnection } from '../../../src/store/pglite/pglite-connection.js';
import { createPgliteDialect } from '../../../src/store/pglite/pglite-dialect.js';
import type { Tables } from '../../../src/store/sql/tables.js';
import { startOtherProcess } from '../other-processes.js';
import { withFolder } from '../stores.js';

const SEED = 20_261_128;
const ROWS = 2000;
const TABLES = 24;

/** Kills a process at a random moment of a migration, starts the next, which has that one and another before it, and so on. */
export function describeKillsOfMigrations({ kills }: { readonly kills: number }): void {
  describe(`a migration whose process is killed ${kills} times, seed ${SEED}`, () => {
    it(
      'is finished by the next start',
      async () => {
        await withFolder(async (folder) => {
          const random = createRandom(SEED);
          await (await openDatabase(folder)).close();
          const files = join(folder, 'pgdata');
          const migrations = [...MIGRATIONS];
          let interrupted = 0;
          for (let kill = 1; kill <= kills; kill += 1) {
            migrations.push(makeMigration(kill));
            const other = startOtherProcess(files, 'migrate', { given: migrations });
            expect((await other.said(2)).slice(0, 2)).toEqual(['open', 'ready']);
            await wait(random.below(60));
            if (!(await other.kill()).includes('migrated')) interrupted += 1;
          }

          const thread = await openDatabaseThread({ folder: files, template: null });
          const db = new Kysely<Tables>({ dialect: createPgliteDialect(createPgliteConnection(thread, refuse)) });
          try {
            await migrate(db, migrations);
            const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(db);
            expect(rows.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
            for (let kill = 1; kill <= kills; kill += 1) expect(await countRows(db, kill)).toBe(TABLES * ROWS);
            expect(interrupted).toBeGreaterThan(0);
          } finally {
            await db.destroy();
          }
        });
      },
      60_000 + kills * 30_000,
    );
  });
}

/** Some dozens of milliseconds of statements, each of which must have run once. */
function makeMigration(number: number): NumberedMigration {
  const tables = Array.from({ length: TABLES }, (_, index) => `extra_${number}_${index}`);
  return {
    name: `9${String(number).padStart(3, '0')}-extra`,
    statements: tables.flatMap((table) => [
      `create table ${table} (n integer primary key)`,
      `insert into ${table} select generate_series(1, ${ROWS})`,
    ]),
  };
}

function refuse(): Promise<DatabaseThread> {
  return Promise.reject(new Error('It must not crash.'));
}

async function countRows(db: Kysely<Tables>, number: number): Promise<number> {
  const tables = Array.from({ length: TABLES }, (_, index) => `select n from extra_${number}_${index}`);
  const { rows } = await sql<{ count: number }>`
    select count(*) from (${sql.raw(tables.join(' union all '))}) as extra`.execute(db);
  return rows[0]?.count ?? 0;
}
