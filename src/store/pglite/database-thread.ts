import { Worker } from 'node:worker_threads';
import { StoreError } from '../store-error.js';
import { compilePglite } from './compiled-pglite.js';
import { createThreadCalls } from './thread-calls.js';
import { readResult, type WireResult } from './wire-reader.js';

/** A tarball of a whole database, to start another one from. */
export type Template = Uint8Array<ArrayBuffer>;

/** PGlite in a thread of its own. Once it has failed, every call fails; start another one. */
export interface DatabaseThread {
  /** @throws StoreError QUERY or CONSTRAINT when the database refuses, CRASHED when the thread is gone */
  query(text: string, values: readonly (string | null)[]): Promise<WireResult>;
  dump(): Promise<Template>;
  /** Ends database and thread. That the thread ends of itself meanwhile is no failure. */
  close(): Promise<void>;
  hasFailed(): boolean;
  readonly isReadOnly: boolean;
}

export interface DatabaseFiles {
  /** Where PGlite keeps its files; null keeps them in memory. */
  readonly folder: string | null;
  /** What to start from when there are no files yet; null runs initdb, which takes seconds. */
  readonly template: Template | null;
  /** True leaves the files as they are: what they hold can be read, and nothing written. False unless told. */
  readonly readOnly?: boolean;
  /** Ends the thread while it opens them; once they are open it does nothing more. */
  readonly signal?: AbortSignal | undefined;
}

const OPEN_WITHIN_MS = 120_000;
// No statement takes so long. SQL in PGlite cannot be interrupted, and after a fault inside of it, it can spin for ever.
const ANSWER_WITHIN_MS = 120_000;

const ADVICE =
  'The disk is full or cannot be written, or its files are damaged or of another version of PGlite; with another data directory all starts anew.';

/**
 * Opens a database in a new thread.
 * @param answerWithinMs after which a silent thread counts as crashed
 * @throws StoreError UNUSABLE when the files cannot be opened, CLOSED when `signal` has ended it
 */
export async function openDatabaseThread(
  { folder, template, readOnly = false, signal }: DatabaseFiles,
  answerWithinMs = ANSWER_WITHIN_MS,
): Promise<DatabaseThread> {
  if (signal?.aborted) throw closedWhileOpening();
  const calls = createThreadCalls(startWorker());
  const end = () => void calls.end();
  signal?.addEventListener('abort', end);
  try {
    await calls.ask({ kind: 'open', code: await compilePglite(), folder, template, readOnly }, OPEN_WITHIN_MS);
  } catch (cause) {
    await calls.end();
    if (signal?.aborted) throw closedWhileOpening();
    throw new StoreError('UNUSABLE', `The database in ${folder ?? 'memory'} cannot be opened. ${ADVICE}`, {
      cause,
    });
  } finally {
    signal?.removeEventListener('abort', end);
  }
  return {
    query: async (text, values) => {
      const bytes = await calls.ask({ kind: 'query', text, values }, answerWithinMs);
      return readResult(Buffer.from(bytes.buffer));
    },
    dump: () => calls.ask({ kind: 'dump' }, answerWithinMs),
    async close() {
      try {
        if (!calls.hasFailed()) await calls.ask({ kind: 'close' }, answerWithinMs);
      } catch (error) {
        // PGlite writes once more when it ends, which a full disk refuses. What it acknowledged is in its files already.
        if (!(error instanceof StoreError)) throw error;
      } finally {
        await calls.end();
      }
    },
    hasFailed: () => calls.hasFailed(),
    isReadOnly: readOnly,
  };
}

/** What becomes of a store that is told to close before it is open. */
export function closedWhileOpening(): StoreError {
  return new StoreError('CLOSED', 'The store was closed while it was being opened.');
}

/** A thread cannot read TypeScript: the sources start what `npm run build` has made of its program. */
function startWorker(): Worker {
  const folder = import.meta.url.endsWith('.ts') ? '../../../dist/modules/store/pglite/' : './';
  return new Worker(new URL(`${folder}pglite-worker.js`, import.meta.url));
}
