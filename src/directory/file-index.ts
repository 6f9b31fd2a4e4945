import { createHash } from 'node:crypto';
import { keyOf, type DirectoryEntry, type EntryKind } from './entry.js';

/** Which entries a file has, and where: some 200 bytes of memory for each. */
export interface FileIndex {
  /** The line of an earlier entry with the same key and other content; null when there is none. */
  add(entry: DirectoryEntry, line: number): number | null;
  /** Adds the id of a record that has problems. */
  addMeant(kind: EntryKind, id: string): void;
  has(kind: EntryKind, key: string): boolean;
  /** NEW where the entry was added first, REPEATED where the same came again, CHANGED for what was never added. */
  compare(entry: DirectoryEntry, line: number): 'NEW' | 'REPEATED' | 'CHANGED';
  /** Entries of that kind, each counted once. */
  count(kind: EntryKind): number;
}

interface Place {
  readonly line: number;
  readonly digest: string;
}

export function createFileIndex(): FileIndex {
  const places = {
    organization: new Map<string, Place>(),
    user: new Map<string, Place>(),
    identity: new Map<string, Place>(),
  };
  const meant = { organization: new Set<string>(), user: new Set<string>(), identity: new Set<string>() };
  return {
    add(entry, line) {
      const [key, digest] = [keyOf(entry), digestOf(entry)];
      const known = places[entry.kind].get(key);
      if (known) return known.digest === digest ? null : known.line;
      places[entry.kind].set(key, { line, digest });
      return null;
    },
    addMeant: (kind, id) => void meant[kind].add(id),
    has: (kind, key) => places[kind].has(key) || meant[kind].has(key),
    compare(entry, line) {
      const known = places[entry.kind].get(keyOf(entry));
      if (known?.digest !== digestOf(entry)) return 'CHANGED';
      return known.line === line ? 'NEW' : 'REPEATED';
    },
    count: (kind) => places[kind].size,
  };
}

function digestOf({ value }: DirectoryEntry): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url');
}
