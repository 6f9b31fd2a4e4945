import type { StoredDirectory } from '../store/directory.js';
import { findUselessness, type Backends } from './backends.js';
import type { DirectoryEntry } from './entry.js';
import { createFileIndex, type FileIndex } from './file-index.js';
import { parseRecord } from './parse-record.js';
import { createProblemList, type Problem, type ProblemList } from './problem.js';
import type { RawRecord } from './raw-record.js';
import { createReferences } from './references.js';
import { createVerifiedAddresses } from './verified-addresses.js';

export interface CheckedRecords {
  readonly problems: ProblemList;
  readonly warnings: ProblemList;
  readonly index: FileIndex;
}

/**
 * Finds every problem of a file, also across its records and with the directory. Writes nothing.
 * @param backends those that identities may name
 */
export async function checkRecords(
  records: AsyncIterable<RawRecord>,
  backends: Backends,
  directory: StoredDirectory,
): Promise<CheckedRecords> {
  const [problems, warnings, index] = [createProblemList(), createProblemList(), createFileIndex()];
  const keys = [...backends.keys()];
  const [references, addresses] = [createReferences(), createVerifiedAddresses()];
  for await (const record of records) {
    const parsed = parseRecord(record, keys);
    if ('problems' in parsed) {
      parsed.problems.forEach((problem) => problems.add(problem));
      if (parsed.meant) index.addMeant(parsed.meant.kind, parsed.meant.id);
      continue;
    }
    const { entry, line } = parsed;
    const otherLine = index.add(entry, line);
    if (otherLine !== null) problems.add(toRepetition(line, otherLine));
    references.add(entry, line);
    addIfAny(addresses.add(entry, line), warnings);
    addIfAny(toUselessness(entry, line, backends), warnings);
  }
  for await (const problem of references.findMissing(index, directory)) problems.add(problem);
  for await (const warning of addresses.findShared(index, directory)) warnings.add(warning);
  return { problems, warnings, index };
}

function toRepetition(line: number, otherLine: number): Problem {
  return { line, field: null, message: `says something else of what line ${otherLine} has already` };
}

function toUselessness(entry: DirectoryEntry, line: number, backends: Backends): Problem | null {
  const message = entry.kind === 'identity' ? findUselessness(entry.value, backends) : null;
  return message === null ? null : { line, field: 'identity', message };
}

function addIfAny(problem: Problem | null, list: ProblemList): void {
  if (problem !== null) list.add(problem);
}
