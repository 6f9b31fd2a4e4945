import { toComparable } from './names.js';
import { toSomeNames } from '../../ticket/some-names.js';
import type { TableRow } from './table-json.js';

/** Names in one message, at most. */
const MAX_NAMES = 20;
/** What everybody who may see tickets sees the names of; the rest tells how the desk is organized. */
const NAMED_KINDS: ReadonlySet<string> = new Set(['status', 'priority']);

/** The rows that a text stands for: by its very name, else by its id, else by any of its names in any case. */
function findRows(rows: readonly TableRow[], text: string): readonly TableRow[] {
  const exact = rows.filter(({ name }) => name === text);
  if (exact.length > 0) return exact;
  const byId = rows.filter(({ id }) => id === text);
  if (byId.length > 0) return byId;
  const wanted = toComparable(text);
  return rows.filter(({ name, aliases }) => [name, ...aliases].some((each) => toComparable(each) === wanted));
}

/** The one row that a text stands for, or what is wrong with the text. */
export function findRow(rows: readonly TableRow[], text: string, kind: string): TableRow | string {
  const found = findRows(rows, text);
  const [row, ...others] = found;
  if (!row && NAMED_KINDS.has(kind)) return `is no ${kind} of this backend; there are ${listNames(rows)}`;
  if (!row) return `is no ${kind} of this backend: give a name or an id`;
  if (others.length === 0) return row;
  // Who works there is not for every caller to read.
  if (kind === 'user') return 'stands for several: give one id';
  return `stands for several: give one id, of ${found.map(({ id }) => id).join(', ')}`;
}

/** `"New", "Closed"`, and how many more there are. */
export function listNames(rows: readonly TableRow[]): string {
  if (rows.length === 0) return 'none';
  const names = rows.map(({ name }) => JSON.stringify(name));
  return toSomeNames(names, MAX_NAMES);
}
