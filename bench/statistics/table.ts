import { medianOf, type Measured } from './measure.js';

const HEADER = ['Asked', 'Tickets', 'Runs', 'p50 ms', 'Worst ms', '× plain count'];

/** A Markdown table; the last column compares with the first of all. */
export function toTable([plain, ...others]: readonly [Measured, ...Measured[]]): string {
  const plainMs = medianOf(plain.runsMs);
  const rows = [HEADER, ...[plain, ...others].map((measured) => toCells(measured, plainMs))];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const [header = '', ...lines] = rows.map(
    (row) => `| ${row.map((cell, column) => pad(cell, column, widths[column] ?? 0)).join(' | ')} |`,
  );
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [header, rule, ...lines].join('\n');
}

function toCells({ name, tickets, runsMs }: Measured, plainMs: number): readonly string[] {
  const p50Ms = medianOf(runsMs);
  return [
    name,
    String(tickets),
    String(runsMs.length),
    toDigits(p50Ms),
    toDigits(Math.max(...runsMs)),
    (p50Ms / plainMs).toFixed(2),
  ];
}

function pad(cell: string, column: number, width: number): string {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

function toDigits(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 100 ? 1 : 0);
}
