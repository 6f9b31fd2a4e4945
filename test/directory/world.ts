import { toJsonLine } from '../../src/directory/entry.js';
import { importRecords } from '../../src/directory/import-records.js';
import { listEntries } from '../../src/directory/list-entries.js';
import type { Format } from '../../src/directory/raw-record.js';
import type { StoredDirectory } from '../../src/store/directory.js';
import { toList, toRecords } from './texts.js';

export interface ImportOfText {
  readonly text: string;
  readonly directory: StoredDirectory;
  readonly format?: Format;
  readonly isDryRun?: boolean;
}

/** Tickets of the first are linked to users by identities; of the second, none are. */
export const BACKENDS = new Map([
  ['desk', { pattern: /^contact:\d+$|^reference:/, words: 'contact: or reference: and what follows' }],
  ['chargers', undefined],
]);

/** Imports a text; the backends are `desk` and `chargers`. */
export async function importText({ text, directory, format = 'jsonl', isDryRun = false }: ImportOfText) {
  const progress: string[] = [];
  const { problems, warnings, changes } = await importRecords({
    read: () => toRecords(text, format),
    backends: BACKENDS,
    directory,
    isDryRun,
    onProgress: (line) => progress.push(line),
  });
  return { problems: problems.first(), count: problems.count(), warnings: warnings.first(), changes, progress };
}

/** The whole directory as JSON lines. */
export async function listText(directory: StoredDirectory): Promise<string> {
  const kinds = ['organization', 'user', 'identity'] as const;
  const pages = await Promise.all(kinds.map((kind) => toList(listEntries(directory, kind))));
  return pages.flat(2).map(toJsonLine).join('');
}

/** What an import tells when this is what it does to each kind. */
export function toChanges(organizations: Counts, users: Counts, identities: Counts) {
  const [organization, user, identity] = [organizations, users, identities].map(([added, changed, unchanged]) => ({
    added,
    changed,
    unchanged,
  }));
  return { organization, user, identity };
}

type Counts = readonly [added: number, changed: number, unchanged: number];
