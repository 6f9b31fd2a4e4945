import type { EntryKind } from './entry.js';

/** What an import does to the entries of one kind. */
export interface Change {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}
export type Changes = Readonly<Record<EntryKind, Change>>;
