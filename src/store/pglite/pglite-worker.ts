import { inspect } from 'node:util';
import { parentPort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { FolderCopy } from './folder-copy.js';
import { createSession, type Session } from './session.js';
import type { ThreadReply, ThreadRequest, ThreadTask } from './thread-messages.js';

// WAL segments of 1 MB: with the usual 16 MB a new database is mostly zeros.
const INITDB_PARAMETERS = ['--wal-segsize=1', '--no-sync'];
// The buffers are taken at once; PGlite's own 160 MB would be a third of the gateway's memory.
const SETTINGS = ['shared_buffers=32MB', 'max_connections=5', 'timezone=UTC', 'datestyle=ISO'];

/** `2026-03-02 09:14:05.000 UTC [42] PANIC:  …`; further lines of a message begin with a tab, whatever is in them. */
const END = /^\d[\d-]+ [\d:.]+ \w+ \[\d+\] (?:PANIC|FATAL): /;

// The database thread: one PGlite, and requests answered one after the other.
const port = parentPort;
if (!port) throw new Error('This module is the entry of a worker thread.');

let opened: { readonly pglite: PGlite; readonly session: Session } | null = null;
let answering = 0;
let previous: Promise<void> = Promise.resolve();

port.on('message', (request: ThreadRequest) => {
  previous = previous.then(() => answer(request));
});

async function answer(request: ThreadRequest): Promise<void> {
  const { id } = request;
  answering = id;
  try {
    const bytes = await run(request);
    port?.postMessage({ id, bytes } satisfies ThreadReply, [bytes.buffer]);
  } catch (error) {
    port?.postMessage({ id, failure: inspect(error) } satisfies ThreadReply);
  }
}

/**
 * A PANIC, for which a failed write to the log is the usual reason, leaves PGlite spinning for ever: nobody is to wait
 * for it. False, for PGlite is not to print the line.
 */
function tellOfEnd(line: string): boolean {
  if (END.test(line)) port?.postMessage({ id: answering, failure: line } satisfies ThreadReply);
  return false;
}

async function run(task: ThreadTask): Promise<Uint8Array<ArrayBuffer>> {
  if (task.kind === 'open') {
    const pglite = await openPglite(task);
    opened = { pglite, session: createSession(pglite) };
    return new Uint8Array();
  }
  if (!opened) throw new Error(`${task.kind} came before open.`);
  const { pglite, session } = opened;
  switch (task.kind) {
    case 'query':
      return session.execute(task.text, task.values);
    case 'dump':
      return new Uint8Array(await (await pglite.dumpDataDir('none')).arrayBuffer());
    case 'close':
      await pglite.close();
      return new Uint8Array();
  }
}

function openPglite({ code, folder, template, readOnly }: Extract<ThreadTask, { kind: 'open' }>): Promise<PGlite> {
  const settings = readOnly ? [...SETTINGS, 'default_transaction_read_only=on'] : SETTINGS;
  return PGlite.create({
    pgliteWasmModule: code,
    onStderr: tellOfEnd,
    ...(folder !== null && (readOnly ? { fs: new FolderCopy(folder) } : { dataDir: folder })),
    ...(template && { loadDataDir: new Blob([template]) }),
    initDbStartParams: INITDB_PARAMETERS,
    startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
  });
}
