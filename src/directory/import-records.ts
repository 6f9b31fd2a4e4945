import type { StoredDirectory } from '../store/directory.js';
import type { Changes } from './changes.js';
import type { Backends } from './backends.js';
import { checkRecords, type CheckedRecords } from './check-records.js';
import type { RawRecord } from './raw-record.js';
import { RECORDS_PER_REPORT, writeRecords } from './write-records.js';

export interface ImportOptions {
  /** Reads the file from its beginning; called several times. */
  readonly read: () => AsyncIterable<RawRecord>;
  /** Those that identities may name. */
  readonly backends: Backends;
  readonly directory: StoredDirectory;
  /** Finds problems and counts changes, but writes nothing. */
  readonly isDryRun: boolean;
  /** Takes a line of text for every 10 000 records. */
  readonly onProgress: (text: string) => void;
}

export interface ImportResult extends Pick<CheckedRecords, 'problems' | 'warnings'> {
  /** Null when there are problems: nothing was written then. */
  readonly changes: Changes | null;
}

/**
 * Puts the records of a file into the directory, all or nothing. A record replaces all of what has its id, and nothing
 * is removed.
 * @throws InputError, StoreError
 */
export async function importRecords(options: ImportOptions): Promise<ImportResult> {
  const { read, backends, directory, onProgress } = options;
  const { problems, warnings, index } = await checkRecords(withProgress(read(), onProgress), backends, directory);
  if (problems.count() > 0) return { problems, warnings, changes: null };
  const changes = await writeRecords({ ...options, index });
  return { problems, warnings, changes };
}

async function* withProgress(
  records: AsyncIterable<RawRecord>,
  onProgress: ImportOptions['onProgress'],
): AsyncGenerator<RawRecord> {
  let count = 0;
  for await (const record of records) {
    yield record;
    count += 1;
    if (count % RECORDS_PER_REPORT === 0) onProgress(`${count} records checked\n`);
  }
}
