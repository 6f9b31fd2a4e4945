import { connect, type OpenDatabase } from './connect.js';
import { openDataDirectory, type DataDirectory } from './files/data-directory.js';
import { openDatabaseThread } from './pglite/database-thread.js';
import { StoreError } from './store-error.js';
import { loadTemplate } from './template.js';

/**
 * @param dataDirectory made when it is missing; null keeps everything in memory
 * @throws StoreError
 */
export async function openDatabase(dataDirectory: string | null): Promise<OpenDatabase> {
  if (dataDirectory === null) return openInMemory();
  const directory = await openDataDirectory(dataDirectory);
  try {
    const { db, close } = await openInDirectory(directory);
    return { db, close: () => close().finally(() => directory.release()) };
  } catch (error) {
    await directory.release();
    throw error;
  }
}

async function openInMemory(): Promise<OpenDatabase> {
  const template = await loadTemplate();
  return connect(await openDatabaseThread({ folder: null, template }), () =>
    Promise.reject(new StoreError('CRASHED', 'The store has crashed; being in memory, it has lost everything.')),
  );
}

/** A crashed thread is replaced: opening its files recovers all that was committed. */
async function openInDirectory({
  folder,
  isEmpty,
  markUnfinished,
  markFinished,
}: DataDirectory): Promise<OpenDatabase> {
  const reopen = () => openDatabaseThread({ folder, template: null });
  if (!isEmpty) return connect(await reopen(), reopen);
  const template = await loadTemplate();
  await markUnfinished();
  const database = await connect(await openDatabaseThread({ folder, template }), reopen);
  await markFinished();
  return database;
}
