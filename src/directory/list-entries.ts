import type { StoredDirectory } from '../store/directory.js';
import { IDENTITIES, ORGANIZATIONS, USERS, type EntryTable } from './entry-tables.js';
import type { DirectoryEntry, EntryKind } from './entry.js';

const PER_PAGE = 1000;

type Pages = AsyncGenerator<readonly DirectoryEntry[]>;

/** All entries of one kind in the order of their keys, by the bytes of UTF-8; in pages, none of them empty. */
export function listEntries(directory: StoredDirectory, kind: EntryKind): Pages {
  switch (kind) {
    case 'organization':
      return listTable(ORGANIZATIONS, directory);
    case 'user':
      return listTable(USERS, directory);
    case 'identity':
      return listTable(IDENTITIES, directory);
  }
}

async function* listTable<Value>({ list, toEntry }: EntryTable<Value>, directory: StoredDirectory): Pages {
  let last: Value | null = null;
  do {
    const values: readonly Value[] = await list(last, PER_PAGE, directory);
    if (values.length > 0) yield values.map(toEntry);
    last = values.length < PER_PAGE ? null : (values.at(-1) ?? null);
  } while (last !== null);
}
