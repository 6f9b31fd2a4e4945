import type { Kysely, Transaction } from 'kysely';
import type { Cancellation } from '../provider/cancel-signal.js';
import type { Tables } from './sql/tables.js';
import type { Upkeep } from './upkeep.js';
import { withTurn } from './with-turn.js';

/** What a write needs. */
export interface Writing {
  readonly db: Kysely<Tables>;
  readonly upkeep: Upkeep;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Runs one transaction when its turn has come, unless the signal was aborted by then. It has to tell the upkeep of the
 * rows that it writes.
 * @throws StoreError, or the signal's reason; the write may then have taken effect
 */
export async function writeInTurn<T>(
  { db, upkeep }: Writing,
  signal: Cancellation,
  write: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  const result = await withTurn(db, signal, (connection) => connection.transaction().execute(write));
  await upkeep.settle();
  return result;
}
