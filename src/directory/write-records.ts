import { isDeepStrictEqual } from 'node:util';
import type { StoredDirectory } from '../store/directory.js';
import type { Backends } from './backends.js';
import type { Change, Changes } from './changes.js';
import { IDENTITIES, ORGANIZATIONS, USERS, type EntryTable } from './entry-tables.js';
import type { FileIndex } from './file-index.js';
import { inBatches } from './in-batches.js';
import { toProgress } from './import-text.js';
import { InputError } from './input-error.js';
import { parseRecord } from './parse-record.js';
import type { RawRecord } from './raw-record.js';

export interface WriteOptions {
  /** Reads the file anew, once for each kind: the file may have them in any order, the directory takes them in one. */
  readonly read: () => AsyncIterable<RawRecord>;
  /** Of the same file, which has no problems. */
  readonly index: FileIndex;
  readonly backends: Backends;
  readonly directory: StoredDirectory;
  /** Only counts. */
  readonly isDryRun: boolean;
  /** Takes a line of text for every 10 000 records. */
  readonly onProgress: (text: string) => void;
}

export const RECORDS_PER_REPORT = 10_000;

/**
 * Puts what is new or different into the directory, all or nothing.
 * @throws InputError when the file is no longer what was checked
 */
export function writeRecords(options: WriteOptions): Promise<Changes> {
  return options.directory.inTransaction(async (directory) => ({
    organization: await writeKind(ORGANIZATIONS, { ...options, directory }),
    user: await writeKind(USERS, { ...options, directory }),
    identity: await writeKind(IDENTITIES, { ...options, directory }),
  }));
}

async function writeKind<Value>(table: EntryTable<Value>, options: WriteOptions): Promise<Change> {
  const total = options.index.count(table.kind);
  let [added, changed, count] = [0, 0, 0];
  for await (const values of inBatches(total === 0 ? [] : readValues(table, options))) {
    const batch = await writeBatch(table, values, options);
    added += batch.added;
    changed += batch.changed;
    count += values.length;
    if (count % RECORDS_PER_REPORT === 0) options.onProgress(toProgress(table.kind, count, total));
  }
  if (count !== total) throw changedMeanwhile();
  return { added, changed, unchanged: total - added - changed };
}

async function writeBatch<Value>(
  { find, put, keyOf }: EntryTable<Value>,
  values: readonly Value[],
  { directory, isDryRun }: WriteOptions,
): Promise<Pick<Change, 'added' | 'changed'>> {
  const known = await find(values, directory);
  const different = values.filter((value) => !isDeepStrictEqual(known.get(keyOf(value)), value));
  if (!isDryRun && different.length > 0) await put(different, directory);
  const added = different.filter((value) => !known.has(keyOf(value))).length;
  return { added, changed: different.length - added };
}

/** Each entry of the table once. */
async function* readValues<Value>(
  table: EntryTable<Value>,
  { read, backends, index }: WriteOptions,
): AsyncGenerator<Value> {
  const keys = [...backends.keys()];
  for await (const record of read()) {
    const parsed = parseRecord(record, keys);
    if ('problems' in parsed) throw changedMeanwhile();
    const value = table.pick(parsed.entry);
    if (value === null) continue;
    const state = index.compare(parsed.entry, parsed.line);
    if (state === 'CHANGED') throw changedMeanwhile();
    if (state === 'NEW') yield value;
  }
}

function changedMeanwhile(): InputError {
  return new InputError('The file has changed while it was read. Nothing was written; try again.');
}
