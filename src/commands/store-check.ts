import { rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** With less, a burst of tickets fills it. */
const LEAST_FREE_MB = 200;

/** What keeps the store from writing into its folder, in one sentence; null when nothing does. */
export async function findFolderProblem(folder: string | null): Promise<string | null> {
  if (folder === null) return null;
  try {
    const { bavail, bsize } = await statfs(folder);
    const freeMb = Math.floor((bavail * bsize) / 1_000_000);
    if (freeMb < LEAST_FREE_MB) return `Its disk has ${freeMb} MB left: make room.`;
    await writeAndRemove(join(folder, '.doctor'));
    return null;
  } catch (error) {
    const { code } = Object(error) as { readonly code?: unknown };
    return `Its folder cannot be written (${String(code)}): check its owner and its disk.`;
  }
}

async function writeAndRemove(path: string): Promise<void> {
  await writeFile(path, 'A line, to see whether it can be written.\n');
  await rm(path);
}
