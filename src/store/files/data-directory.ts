import { mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../store-error.js';
import { lockDirectory } from './directory-lock.js';

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

/** @throws StoreError IN_USE, or UNUSABLE when the directory cannot be made or written */
export async function openDataDirectory(directory: string): Promise<DataDirectory> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return await claim(directory);
  } catch (cause) {
    if (cause instanceof StoreError) throw cause;
    throw new StoreError('UNUSABLE', `The data directory ${directory} cannot be used: ${String(cause)}`, { cause });
  }
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
