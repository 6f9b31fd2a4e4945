import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { UsageError } from '../../src/commands/command.js';
import type { OpenDatabase } from '../../src/store/connect.js';
import { openDatabase } from '../../src/store/open-database.js';

/** Where the tickets are that are counted. One at a time can have it open: `open`, or a gateway over `store`. */
export interface BenchDatabase {
  /** The setting `store` of a gateway over it. */
  readonly store: Readonly<Record<string, unknown>>;
  open(): Promise<OpenDatabase>;
  /** What `noteFilling` was told; null when nothing is there. @throws UsageError when other things are */
  readFilling(): Promise<string | null>;
  noteFilling(filling: string): Promise<void>;
  /** Removes what was there for this run alone. */
  remove(): Promise<void>;
}

const NOTE = 'bench-filling.txt';

/** The embedded database. @param directory null for one that `remove` removes */
export async function createPgliteDatabase(directory: string | null): Promise<BenchDatabase> {
  const folder = directory === null ? await mkdtemp(join(tmpdir(), 'ticket-gateway-bench-')) : resolve(directory);
  const note = join(folder, NOTE);
  return {
    store: { dataDirectory: folder },
    open: () => openDatabase(folder),
    async readFilling() {
      const names = await listNames(folder);
      if (names.length === 0) return null;
      if (names.includes(NOTE)) return await readFile(note, 'utf8');
      throw new UsageError(`${folder} was not filled here, or not to the end: remove it, or name another folder.`);
    },
    noteFilling: (filling) => writeFile(note, filling),
    remove: () =>
      directory === null ? rm(folder, { recursive: true, force: true, maxRetries: 3 }) : Promise.resolve(),
  };
}

async function listNames(folder: string): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return await readdir(folder);
  } catch (error) {
    throw new UsageError(`${folder} is no folder that can be used: ${String(error)}`, { cause: error });
  }
}
