import { mkdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StoreError } from '../store-error.js';
import { codeOf, isRunning, thisProcess, type RunningProcess } from './running-process.js';

const ATTEMPTS = 40;
const PAUSE_MS = 50;

/**
 * Takes a directory for this process, because PGlite would let two processes ruin it. The lock of a process that is
 * gone is taken over.
 * @returns gives the directory back
 * @throws StoreError IN_USE when a running process has it, this one included
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'lock');
  const text = JSON.stringify(thisProcess());
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (await createFile(path, text)) return () => rm(path, { force: true });
    const found = await readIfThere(path);
    const holder = found === null ? null : parseHolder(found);
    if (holder && isRunning(holder)) throw inUse(directory, `process ${holder.pid}`);
    // A lock that cannot be read may be one that is being written.
    if (found !== null && (holder || attempt > ATTEMPTS / 2)) await removeStale(path, found);
    else await wait(PAUSE_MS);
  }
  throw inUse(directory, `another process that is starting; if there is none, delete ${path}*`);
}

/** Only one process may remove, and only what it has judged: between the two, another one may have taken over. */
async function removeStale(path: string, stale: string): Promise<void> {
  const guard = `${path}.takeover`;
  if (!(await createFolder(guard))) return wait(PAUSE_MS);
  try {
    if ((await readIfThere(path)) === stale) await rm(path);
  } finally {
    await rmdir(guard);
  }
}

function inUse(directory: string, holder: string): StoreError {
  const advice = 'Stop that process, or configure another data directory.';
  return new StoreError('IN_USE', `The data directory ${directory} is in use by ${holder}. ${advice}`);
}

function parseHolder(text: string): RunningProcess | null {
  const [, pid, startedAt] = /^\{"pid":(\d+),"startedAt":(?:"(\d+)"|null)\}$/.exec(text) ?? [];
  return pid === undefined ? null : { pid: Number(pid), startedAt: startedAt ?? null };
}

async function createFile(path: string, text: string): Promise<boolean> {
  return unless('EEXIST', writeFile(path, text, { flag: 'wx' }));
}

async function createFolder(path: string): Promise<boolean> {
  return unless('EEXIST', mkdir(path));
}

async function readIfThere(path: string): Promise<string | null> {
  let text: string | null = null;
  await unless(
    'ENOENT',
    readFile(path, 'utf8').then((read) => (text = read)),
  );
  return text;
}

/** False when it failed with this code. */
async function unless(code: string, done: Promise<unknown>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    if (codeOf(error) === code) return false;
    throw error;
  }
}
