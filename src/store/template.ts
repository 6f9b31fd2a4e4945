import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { connect } from './connect.js';
import { keepFile, readKeptFile } from './files/kept-file.js';
import { MIGRATIONS, MIGRATIONS_TABLE } from './migrations/migrations.js';
import { PGLITE_CODE } from './pglite/compiled-pglite.js';
import { openDatabaseThread, type Template } from './pglite/database-thread.js';

/**
 * The empty, migrated database that new ones start from. It is made on the first need, since initdb takes five seconds
 * and half a gigabyte, and kept beside the installed PGlite, in `node_modules/.cache/ticket-gateway`: whoever can write
 * there can change the code as well, and it goes when PGlite goes.
 * @param signal ends the making
 * @throws StoreError
 */
export async function loadTemplate(signal?: AbortSignal): Promise<Template> {
  const path = templatePath();
  const kept = await readKeptFile(path);
  if (kept) return kept;
  const template = await makeTemplate(signal);
  await keepFile(path, template);
  return template;
}

/** In a thread of its own, which gives the memory that initdb took back. */
async function makeTemplate(signal?: AbortSignal): Promise<Template> {
  const thread = await openDatabaseThread({ folder: null, template: null, signal });
  const { db, close } = await connect(thread, () => Promise.reject(new Error('A template is made in one go.')));
  try {
    // Two thirds of the files are databases that nothing here uses.
    await sql`update pg_database set datistemplate = false`.execute(db);
    await sql`drop database template0`.execute(db);
    await sql`drop database template1`.execute(db);
    await sql`checkpoint`.execute(db);
    return await thread.dump();
  } finally {
    await close();
  }
}

/** Another PGlite or other migrations make another template. */
function templatePath(): string {
  const version = readFileSync(join(PGLITE_CODE, '../package.json'));
  const tables = JSON.stringify([MIGRATIONS_TABLE, MIGRATIONS]);
  const key = createHash('sha256').update(version).update(tables).digest('hex').slice(0, 16);
  return join(PGLITE_CODE, '../../../.cache/ticket-gateway', `${key}.template.tar`);
}
