import type { Kysely } from 'kysely';
import { UsageError } from '../../src/commands/command.js';
import type { Tables } from '../../src/store/sql/tables.js';
import type { BenchDatabase } from './database.js';
import { fill, toFilling } from './fill.js';

export interface Filling {
  readonly database: BenchDatabase;
  readonly tickets: number;
  /** Told in words how far it is. */
  readonly report: (progress: string) => void;
}

/** Fills the database if nothing is there yet, and says what is there. @throws UsageError when it holds something else */
export function fillStore(filling: Filling): Promise<string> {
  return withTickets(filling, () => Promise.resolve(`The store holds ${filling.tickets} tickets.\n`));
}

/** Fills the database if nothing is there yet. @throws UsageError when it holds something else */
export async function withTickets<T>(
  { database, tickets, report }: Filling,
  use: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  const present = await database.readFilling();
  const { db, close } = await database.open();
  try {
    const wanted = toFilling(db, tickets);
    if (present === null) {
      await fill(db, tickets, report);
      await database.noteFilling(wanted);
    } else if (present !== wanted) {
      throw new UsageError(`The data directory holds other tickets: ${present}, not ${wanted}.`);
    }
    return await use(db);
  } finally {
    await close();
  }
}
