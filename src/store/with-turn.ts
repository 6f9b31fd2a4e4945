import type { Kysely } from 'kysely';
import type { Cancellation } from '../provider/cancel-signal.js';
import { withSignal } from '../provider/with-signal.js';
import type { Tables } from './sql/tables.js';

/**
 * Runs queries on the connection when its turn has come, unless the signal was aborted by then. Once it is aborted the
 * wait is over at once; a query under way runs to its end unheard.
 * @throws the signal's reason
 */
export async function withTurn<T>(
  db: Kysely<Tables>,
  signal: Cancellation,
  query: (connection: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const turn = db.connection().execute((connection) => {
    signal.throwIfAborted();
    return query(connection);
  });
  return withSignal(turn, signal);
}
