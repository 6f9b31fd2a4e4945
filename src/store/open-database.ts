import { connect, type OnQuery, type OpenDatabase } from './connect.js';
import { openDataDirectory, type DataDirectory } from './files/data-directory.js';
import { openDatabaseThread } from './pglite/database-thread.js';
import { StoreError } from './store-error.js';
import { loadTemplate } from './template.js';

interface OpenOptions {
  readonly onQuery?: OnQuery;
  /** Ends the opening, which is CLOSED then; not what comes after. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * @param dataDirectory made when it is missing; null keeps everything in memory
 * @throws StoreError
 */
export async function openDatabase(dataDirectory: string | null, options: OpenOptions = {}): Promise<OpenDatabase> {
  if (dataDirectory === null) return openInMemory(options);
  const directory = await openDataDirectory(dataDirectory);
  try {
    const { db, close } = await openInDirectory(directory, options);
    return { db, close: () => close().finally(() => directory.release()) };
  } catch (error) {
    await directory.release();
    throw error;
  }
}

async function openInMemory({ onQuery, signal }: OpenOptions): Promise<OpenDatabase> {
  const template = await loadTemplate(signal);
  return connect(await openDatabaseThread({ folder: null, template, signal }), refuseToRestart, onQuery);
}

function refuseToRestart(): Promise<never> {
  return Promise.reject(new StoreError('CRASHED', 'The store has crashed; being in memory, it has lost everything.'));
}

/**
 * A crashed thread is replaced: opening its files recovers all that was committed. Where that fails, for a disk that is
 * full or cannot be written, what they hold can be read at least.
 */
async function openInDirectory(
  { folder, isEmpty, markUnfinished, markFinished }: DataDirectory,
  { onQuery, signal }: OpenOptions,
): Promise<OpenDatabase> {
  const reopen = () => openDatabaseThread({ folder, template: null });
  const restart = () =>
    reopen().catch((reason: unknown) =>
      openDatabaseThread({ folder, template: null, readOnly: true }).catch(() => Promise.reject(reason)),
    );
  if (!isEmpty) return connect(await openDatabaseThread({ folder, template: null, signal }), restart, onQuery);
  const template = await loadTemplate(signal);
  await markUnfinished();
  const database = await connect(await openDatabaseThread({ folder, template, signal }), restart, onQuery);
  await markFinished();
  return database;
}
