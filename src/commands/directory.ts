import { InputError } from '../directory/input-error.js';
import { UsageError, type CommandIo } from './command.js';
import { runDirectoryImport } from './directory-import.js';
import { runDirectoryList } from './directory-list.js';

/**
 * `ticket-gateway directory import …` and `ticket-gateway directory list …`: fill the directory of organizations, users
 * and identities, and show it. No gateway may run over the same store.
 * @param argv the arguments after `directory`
 * @param openStandardInput called when the file is `-`
 * @returns the exit code: 0, or 1 when the file has problems
 * @throws UsageError, ConfigError, StoreError
 */
export async function runDirectory(
  [action, ...argv]: readonly string[],
  io: Pick<CommandIo, 'stdout' | 'stderr' | 'environment'>,
  openStandardInput: () => AsyncIterable<Uint8Array> = () => process.stdin,
): Promise<number> {
  try {
    if (action === 'import') return await runDirectoryImport(argv, io, openStandardInput);
    if (action === 'list') return await runDirectoryList(argv, io);
  } catch (error) {
    throw error instanceof InputError ? new UsageError(error.message) : error;
  }
  throw new UsageError('directory must be followed by one of: import, list.');
}
