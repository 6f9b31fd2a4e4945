import { isRecord } from '../config/json-value.js';
import { readCsvRows, type CsvRow } from './csv-rows.js';
import { ALL_FIELDS } from './entry.js';
import { readLines } from './lines.js';
import { toChoice, type Problem } from './problem.js';

/** A record before anything is known about its fields, or why there is none. */
export type RawRecord =
  { readonly line: number; readonly fields: ReadonlyMap<string, unknown> } | { readonly problems: readonly Problem[] };

export const FORMATS = ['csv', 'jsonl'] as const;
export type Format = (typeof FORMATS)[number];

/**
 * Reads the records of a file, in its order. Where the rest of the file cannot be understood, a problem comes last.
 * @param chunks the text, cut anywhere, without byte order mark
 */
export function readRecords(chunks: AsyncIterable<string>, format: Format): AsyncGenerator<RawRecord> {
  return format === 'csv' ? readCsvRecords(chunks) : readJsonRecords(chunks);
}

async function* readJsonRecords(chunks: AsyncIterable<string>): AsyncGenerator<RawRecord> {
  for await (const { line, text, problem } of readLines(chunks)) {
    const value = problem === null ? parseJson(text) : null;
    if (isRecord(value)) yield { line, fields: new Map(Object.entries(value)) };
    else yield toProblem(line, problem ?? 'is not a JSON object on one line, such as {"kind":"organization",…}');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function* readCsvRecords(chunks: AsyncIterable<string>): AsyncGenerator<RawRecord> {
  let columns: readonly string[] | null = null;
  for await (const row of readCsvRows(chunks)) {
    if (columns !== null) {
      yield toRecord(row, columns);
      continue;
    }
    const problems = checkHeader(row);
    if (problems.length > 0) {
      yield { problems };
      return;
    }
    columns = row.cells;
  }
  if (columns === null) yield toProblem(1, `the header row is missing; there are the columns ${ALL_FIELDS.join(', ')}`);
}

function checkHeader({ line, cells, problem }: CsvRow): readonly Problem[] {
  if (problem !== null) return [{ line, field: null, message: problem }];
  if (cells.some((name) => name.includes('\uFFFD'))) return [{ line, field: null, message: 'the file is not UTF-8' }];
  const problems = cells.flatMap((name, index) => {
    const message = checkColumn(name, cells.indexOf(name) < index);
    return message === null ? [] : [{ line, field: name, message }];
  });
  if (cells.includes('kind')) return problems;
  return [...problems, { line, field: 'kind', message: 'the column is missing; the first row names the columns' }];
}

function checkColumn(name: string, isRepeated: boolean): string | null {
  if (isRepeated) return 'the column is there twice';
  return ALL_FIELDS.includes(name) ? null : `is no column; ${toChoice(name, ALL_FIELDS)}`;
}

function toRecord({ line, cells, problem }: CsvRow, columns: readonly string[]): RawRecord {
  if (problem !== null) return toProblem(line, problem);
  if (cells.length !== columns.length) {
    return toProblem(line, `has ${cells.length} cells where the header has ${columns.length}`);
  }
  return { line, fields: new Map(columns.map((column, index) => [column, cells[index]])) };
}

function toProblem(line: number, message: string): RawRecord {
  return { problems: [{ line, field: null, message }] };
}
