import { ENTRY_KINDS, isEntryKind, toJsonLine, type DirectoryEntry, type EntryKind } from '../directory/entry.js';
import { listEntries } from '../directory/list-entries.js';
import { toTable } from '../directory/table.js';
import { parseOptions, UsageError, type CommandIo } from './command.js';
import { readStoreConfig, withStore } from './directory-store.js';

const OPTIONS = {
  config: { type: 'string' },
  kind: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/**
 * `ticket-gateway directory list --config FILE [--kind organization|user|identity] [--json]`: prints the directory,
 * sorted by id; `--json` gives the JSON lines that `import` takes.
 */
export async function runDirectoryList(
  argv: readonly string[],
  io: Pick<CommandIo, 'stdout' | 'environment'>,
): Promise<number> {
  const options = parseOptions(argv, OPTIONS);
  const kinds = toKinds(options.kind);
  const config = readStoreConfig(options.config, io);
  await withStore(config, async ({ directory }) => {
    for (const [index, kind] of kinds.entries()) {
      if (index > 0 && !options.json) io.stdout.write('\n');
      const pages = listEntries(directory, kind);
      for await (const text of options.json ? toJsonTexts(pages) : toTable(kind, pages)) io.stdout.write(text);
    }
  });
  return 0;
}

function toKinds(kind: string | undefined): readonly EntryKind[] {
  if (kind === undefined) return ENTRY_KINDS;
  if (isEntryKind(kind)) return [kind];
  throw new UsageError(`--kind must be one of: ${ENTRY_KINDS.join(', ')}.`);
}

async function* toJsonTexts(pages: AsyncIterable<readonly DirectoryEntry[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((entry) => toJsonLine(entry)).join('');
}
