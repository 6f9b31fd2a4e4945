import { StoreError } from '../store-error.js';
import type { DatabaseThread } from './database-thread.js';
import { createMutex } from './mutex.js';

/** The one connection to a database thread, for one holder at a time. */
export interface PgliteConnection {
  /**
   * Waits for the connection; call `release` exactly once.
   * @throws StoreError CLOSED, or CRASHED when the thread is gone and another one cannot take over
   */
  acquire(): Promise<{ readonly query: DatabaseThread['query']; readonly release: () => void }>;
  /** Waits for the holder, ends the thread. Who waits behind gets CLOSED. */
  close(): Promise<void>;
}

/** How long a thread that takes no writes serves before one that does is tried again; a try may take a second. */
const READ_ONLY_MS = 5000;

/** @param restart gives the thread to go on with when the last one has crashed; it may be one that takes no writes */
export function createPgliteConnection(
  first: DatabaseThread,
  restart: () => Promise<DatabaseThread>,
): PgliteConnection {
  const mutex = createMutex();
  let thread = first;
  let startedMs = performance.now();
  let closing: Promise<void> | null = null;

  async function end(): Promise<void> {
    const release = await mutex.acquire();
    await thread.close().finally(release);
  }

  return {
    async acquire() {
      if (closing) throw closed();
      const release = await mutex.acquire();
      try {
        if (closing) throw closed();
        if (thread.hasFailed() || (thread.isReadOnly && performance.now() - startedMs > READ_ONLY_MS)) {
          // Two threads over the same files would ruin them.
          await thread.close();
          thread = await restart();
          startedMs = performance.now();
        }
      } catch (error) {
        release();
        throw error;
      }
      return { query: (text, values) => thread.query(text, values), release };
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}

function closed(): StoreError {
  return new StoreError('CLOSED', 'The store is closed.');
}
