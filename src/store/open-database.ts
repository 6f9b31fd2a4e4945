import { connect, type OnQuery, type OpenDatabase } from './connect.js';
import { openDataDirectory, type DataDirectory } from './files/data-directory.js';
import { openDatabaseThread } from './pglite/database-thread.js';
import { StoreError } from './store-error.js';
import { loadTemplate } from './template.js';

/**
 * @param dataDirectory made when it is missing; null keeps everything in memory
 * @throws StoreError
 */
export async function openDatabase(dataDirectory: string | null, onQuery?: OnQuery): Promise<OpenDatabase> {
  if (dataDirectory === null) return openInMemory(onQuery);
  const directory = await openDataDirectory(dataDirectory);
  try {
    const { db, close } = await openInDirectory(directory, onQuery);
    return { db, close: () => close().finally(() => directory.release()) };
  } catch (error) {
    await directory.release();
    throw error;
  }
}

async function openInMemory(onQuery?: OnQuery): Promise<OpenDatabase> {
  const template = await loadTemplate();
  return connect(await openDatabaseThread({ folder: null, template }), refuseToRestart, onQuery);
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
  onQuery?: OnQuery,
): Promise<OpenDatabase> {
  const reopen = () => openDatabaseThread({ folder, template: null });
  const restart = () =>
    reopen().catch((reason: unknown) =>
      openDatabaseThread({ folder, template: null, readOnly: true }).catch(() => Promise.reject(reason)),
    );
  if (!isEmpty) return connect(await reopen(), restart, onQuery);
  const template = await loadTemplate();
  await markUnfinished();
  const database = await connect(await openDatabaseThread({ folder, template }), restart, onQuery);
  await markFinished();
  return database;
}
