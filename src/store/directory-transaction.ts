import { sql, type Kysely } from 'kysely';
import type { DirectoryPuts } from './directory-puts.js';
import type { Tables } from './sql/tables.js';

/** Some 2 MB of log. */
const ROWS_PER_CHECKPOINT = 5000;
/** Below, any plan is fast. */
const ROWS_PER_ANALYSIS = 1000;

/** Counts the rows that a transaction puts, and does for them what PGlite has no background for. */
type NoteRows = (rowsPut: number) => Promise<void>;

/** Runs puts in one transaction, all or none. @param run is given the connection, and whom to tell of rows put */
export async function putInTransaction<Result>(
  db: Kysely<Tables>,
  run: (transaction: Kysely<Tables>, noteRows: NoteRows) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute((transaction) => run(transaction, createNotes(transaction)));
}

/** The same puts, with the rows told. */
export function withNotes(puts: DirectoryPuts, noteRows: NoteRows): DirectoryPuts {
  return {
    putOrganizations: (rows) => puts.putOrganizations(rows).then(() => noteRows(rows.length)),
    putUsers: (rows) => puts.putUsers(rows).then(() => noteRows(rows.length)),
    putIdentityLinks: (rows) => puts.putIdentityLinks(rows).then(() => noteRows(rows.length)),
  };
}

/** Plans made for small tables are thousands of times slower on big ones: they are made anew whenever the rows double. */
function createNotes(transaction: Kysely<Tables>): NoteRows {
  let [rows, sinceCheckpoint, nextAnalysis] = [0, 0, ROWS_PER_ANALYSIS];
  return async (rowsPut) => {
    rows += rowsPut;
    sinceCheckpoint += rowsPut;
    if (rows >= nextAnalysis) {
      nextAnalysis = 2 * rows;
      await sql`analyze organizations, users, identity_links`.execute(transaction);
    }
    if (sinceCheckpoint < ROWS_PER_CHECKPOINT) return;
    sinceCheckpoint = 0;
    await sql`checkpoint`.execute(transaction);
  };
}
