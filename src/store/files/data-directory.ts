import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreError } from '../store-error.js';
import { lockDirectory } from './directory-lock.js';
import { codeOf } from './running-process.js';

/** A directory that this process has alone until `release`. */
export interface DataDirectory {
  /** Where PGlite keeps its files. */
  readonly folder: string;
  /** True when there is no database yet. */
  readonly isEmpty: boolean;
  /** Puts up the sign that the database is being made: a directory left with it is made anew. */
  markUnfinished(): Promise<void>;
  markFinished(): Promise<void>;
  release(): Promise<void>;
}

const ADVICE = 'Configure another data directory: a folder, or a path where one can be made.';

/** @throws StoreError IN_USE, or UNUSABLE when the directory cannot be made or written */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  try {
    await makeFolder(directory);
    return await claim(directory);
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    const reason = cause instanceof FolderError ? `${cause.message} ${ADVICE}` : String(cause);
    throw new StoreError('UNUSABLE', `The data directory ${directory} cannot be used: ${reason}`, { cause });
  }
}

/** Why there can be no folder, in one sentence. */
class FolderError extends Error {
  override readonly name = 'FolderError';
}

/**
 * Makes a folder and its parents, one by one: where the system says of a folder that cannot be made that its parent is
 * missing, as below /proc, the recursive `mkdir` of Node.js 20 tries for ever.
 * @throws FolderError
 */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') throw new FolderError(`${parent} takes no new folders.`, { cause });
    if (codeOf(cause) !== 'EEXIST') throw cause;
    // Another process has made it meanwhile, or it is a link to nothing.
    if (!(await isFolder(path))) throw notAFolder(path);
  }
}

/** False when nothing is there. @throws FolderError when something else is */
async function isFolder(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isDirectory()) return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
  throw notAFolder(path);
}

function notAFolder(path: string): FolderError {
  return new FolderError(`${path} is not a folder.`);
}

async function claim(directory: string): Promise<DataDirectory> {
  const release = await lockDirectory(directory);
  const folder = join(directory, 'pgdata');
  const sign = join(directory, 'unfinished');
  try {
    if (existsSync(sign)) await rm(folder, { recursive: true, force: true });
  } catch (error) {
    await release();
    throw error;
  }
  return {
    folder,
    isEmpty: !existsSync(folder),
    markUnfinished: () => writeFile(sign, ''),
    markFinished: () => rm(sign, { force: true }),
    release,
  };
}
