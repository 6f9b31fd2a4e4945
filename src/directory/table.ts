import { FIELDS, PLURALS, type DirectoryEntry, type EntryKind } from './entry.js';

const NOTHING = '-';
const GAP = '  ';

/** Makes text of pages of entries of one kind: a heading, and a line for each. The first page decides on the widths. */
export async function* toTable(
  kind: EntryKind,
  pages: AsyncIterable<readonly DirectoryEntry[]>,
): AsyncGenerator<string> {
  const heading: readonly string[] = FIELDS[kind];
  let widths: readonly number[] | null = null;
  for await (const page of pages) {
    const rows = page.map((entry) => toCells(entry));
    if (widths === null) {
      widths = toWidths([heading, ...rows]);
      yield toLine(heading, widths);
    }
    yield rows.map((cells) => toLine(cells, widths ?? [])).join('');
  }
  if (widths === null) yield `no ${PLURALS[kind]}\n`;
}

function toCells({ kind, value }: DirectoryEntry): readonly string[] {
  const texts = new Map<string, unknown>(Object.entries(value));
  return FIELDS[kind].map((field) => toCell(texts.get(field)));
}

/** Foreign text on its way to a terminal. */
function toCell(value: unknown): string {
  const text = String(value ?? NOTHING).replaceAll(/\s+/g, ' ');
  return text.replaceAll(/\p{C}/gu, '?');
}

function toWidths(rows: readonly (readonly string[])[]): readonly number[] {
  const [heading = []] = rows;
  return heading.map((_, column) => rows.reduce((widest, row) => Math.max(widest, (row[column] ?? '').length), 0));
}

function toLine(cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((cell, column) => cell.padEnd(widths[column] ?? 0));
  return `${padded.join(GAP).trimEnd()}\n`;
}
