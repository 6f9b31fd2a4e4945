import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { codeOf } from './running-process.js';

type Bytes = Uint8Array<ArrayBuffer>;

const DIGEST_BYTES = 32;
const NOT_WRITABLE: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOSPC',
  'EDQUOT',
  'EEXIST',
  'ENOTDIR',
]);

/** What `keepFile` wrote; null when there is nothing, or not all of it. */
export async function readKeptFile(path: string): Promise<Bytes | null> {
  const file = await readIfThere(path);
  if (file === null) return null;
  const content = new Uint8Array(file.subarray(DIGEST_BYTES));
  return digestOf(content).equals(file.subarray(0, DIGEST_BYTES)) ? content : null;
}

/**
 * Keeps a file that can be made again, in the place of all others with the same ending. Where nothing can be written,
 * nothing is kept.
 */
export async function keepFile(path: string, content: Bytes): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, Buffer.concat([digestOf(content), content]));
    await removeOthers(path);
  } catch (error) {
    if (!NOT_WRITABLE.has(codeOf(error))) throw error;
  }
}

/** Another process sees all of it or nothing. */
async function writeWhole(path: string, file: Buffer): Promise<void> {
  const unfinished = join(dirname(path), randomUUID());
  try {
    await writeFile(unfinished, file);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function removeOthers(path: string): Promise<void> {
  const names = await readdir(dirname(path));
  const others = names.filter((name) => extname(name) === extname(path) && name !== basename(path));
  await Promise.all(others.map((name) => rm(join(dirname(path), name), { force: true })));
}

async function readIfThere(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
    throw error;
  }
}

function digestOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
