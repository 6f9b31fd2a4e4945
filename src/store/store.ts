import { sql, type Kysely } from 'kysely';
import type { WriteLog } from '../provider/write-log.js';
import type { OnQuery } from './connect.js';
import { createDirectory, type StoredDirectory } from './directory.js';
import { keepAnswers } from './kept-directory.js';
import { openDatabase } from './open-database.js';
import { closedWhileOpening } from './pglite/database-thread.js';
import { getOrCreateSecret } from './settings.js';
import type { Tables } from './sql/tables.js';
import { StoreError } from './store-error.js';
import { createMessageAdditions, type MessageAdditions } from './message-addition.js';
import { createTicketCreations, type TicketCreations } from './ticket-creation.js';
import { createTicketReads, type TicketReads } from './ticket-reads.js';
import { createTicketUpdates, type TicketUpdates } from './ticket-update.js';
import { createTicketWrites, type TicketWrites } from './ticket-writes.js';
import { createUpkeep } from './upkeep.js';
import { createWriteLog } from './write-log.js';

export type { StoredTicket } from './sql/ticket-row.js';
export type { FoundOwner } from './ticket-creation.js';
export type { NewTicket } from './ticket-writes.js';
export { mergeCustomFields } from './apply-changes.js';

/** The gateway's own database: tickets of local backends, and the directory. */
export interface Store {
  readonly tickets: TicketReads & TicketWrites & TicketUpdates & TicketCreations & MessageAdditions;
  readonly directory: StoredDirectory;
  /** Throws `StoreError`; see `toProviderWriteLog`. */
  readonly writeLog: WriteLog;
  /**
   * The secret of that name: random bytes, made by whoever asks first, the same for every process over this store.
   * @param bytes length of a secret that is made now; a stored one keeps its own
   * @throws StoreError
   */
  getOrCreateSecret(name: string, bytes: number): Promise<Buffer>;
  /** Calls back for every query from now on. */
  onQuery(listener: QueryListener): void;
  /** Counts what may have changed something here: while it stays the same, so do all answers. */
  changes(): number;
  /** True when the database answers. */
  isReady(): Promise<boolean>;
  /**
   * Waits for queries under way; later ones fail with CLOSED. The directory still answers what it was asked before. A
   * second call does nothing more.
   */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Made when it is missing; null keeps everything in memory. One process at a time can have it. */
  readonly dataDirectory: string | null;
  /** Milliseconds since 1970; `Date.now` unless told. */
  readonly clock?: () => number;
  /** Ends the opening: what is half open is closed. Once the store is open it does nothing more. */
  readonly signal?: AbortSignal;
}

/** Hears of a query that is over, and how long it took. */
export type QueryListener = (outcome: 'OK' | 'FAILED', durationMs: number) => void;

/**
 * Opens the store, and brings its tables to the newest version.
 * @throws StoreError IN_USE when another process has the directory, UNUSABLE when it cannot be opened, CLOSED when `signal` has
 * ended the opening
 */
export async function createStore({ dataDirectory, clock = Date.now, signal }: StoreOptions): Promise<Store> {
  const listeners: QueryListener[] = [];
  let changes = 0;
  const onChange = () => {
    changes += 1;
  };
  const onQuery: OnQuery = (outcome, durationMs, isRead) => {
    if (!isRead) onChange();
    listeners.forEach((listener) => listener(outcome, durationMs));
  };
  const { db, close } = await openDatabase(dataDirectory, { onQuery, signal });
  if (signal?.aborted) {
    await close();
    throw closedWhileOpening();
  }
  const upkeep = createUpkeep(db);
  const writes = { db, upkeep, clock };
  let closing: Promise<void> | null = null;
  return {
    tickets: {
      ...createTicketReads(db),
      ...createTicketWrites(db, upkeep),
      ...createTicketUpdates(writes),
      ...createTicketCreations(writes),
      ...createMessageAdditions(writes),
    },
    directory: keepAnswers(createDirectory(db), onChange),
    writeLog: createWriteLog(writes),
    getOrCreateSecret: (name, bytes) => getOrCreateSecret(db, name, bytes),
    onQuery: (listener) => void listeners.push(listener),
    changes: () => changes,
    isReady: () => answers(db),
    close() {
      closing ??= close();
      return closing;
    },
  };
}

async function answers(db: Kysely<Tables>): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch (error) {
    if (error instanceof StoreError) return false;
    throw error;
  }
}
