import { medianOf, type Measured } from './measure.js';

/**
 * A Markdown table; the last column compares with the first of all.
 * @param comparison heads that column
 */
export function toTable(measured: readonly Measured[], comparison: string): string {
  const firstMs = medianOf(measured[0]?.runsMs ?? []);
  const heads = ['Asked', 'Tickets', 'Runs', 'p50 ms', 'Worst ms', comparison];
  const rows = [heads, ...measured.map((each) => toCells(each, firstMs))];
  const widths = heads.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [header = '', ...lines] = rows.map(
    (row) => `| ${row.map((cell, column) => pad(cell, column, widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [header, rule, ...lines].join('\n');
}

function toCells({ name, tickets, runsMs }: Measured, firstMs: number): readonly string[] {
  const p50Ms = medianOf(runsMs);
  return [
    name,
    String(tickets),
    String(runsMs.length),
    toDigits(p50Ms),
    toDigits(Math.max(...runsMs)),
    (p50Ms / firstMs).toFixed(2),
  ];
}

function pad(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function toDigits(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 100 ? 1 : 0);
}
