/** One row of a CSV file. */
export interface CsvRow {
  /** Where the row begins; cells may hold line breaks. */
  readonly line: number;
  readonly cells: readonly string[];
  /** What is wrong with its quotes; null when they are right. */
  readonly problem: string | null;
}

export const MOST_ROW_CHARACTERS = 100_000;
const TOO_LONG = `is longer than ${MOST_ROW_CHARACTERS} characters; is a quote not closed?`;
const NOT_CLOSED = 'has a quote that is not closed';
const TEXT_AFTER_QUOTE = 'has text behind a closing quote; a quote inside a quoted cell is written twice';
const QUOTE_IN_TEXT = 'has a quote in a cell that does not begin with one; put the cell in quotes and write it twice';

const TOKENS = /[^",\r\n]+|\r\n|[",\r\n]/g;

/**
 * Reads rows as RFC 4180 has them; LF and CR end a row as CRLF does, and empty lines are none. A row that gets too long
 * is the last one. The reader of `csv-parse` tells the line that a row ends on, and nothing behind a misplaced quote: for
 * somebody who mends a file, where it begins and all that is wrong count.
 * @param chunks the text, cut anywhere
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export async function* readCsvRows(chunks: AsyncIterable<string>): AsyncGenerator<CsvRow> {
  const reader = createRowReader();
  let held = '';
  for await (const chunk of chunks) {
    const text = held + chunk;
    // A line feed may follow in the next chunk.
    held = text.endsWith('\r') ? '\r' : '';
    yield* reader.read(text.slice(0, text.length - held.length));
    if (reader.isTooLong()) return;
  }
  yield* reader.read(held);
  yield* reader.end();
}

/** UNTOUCHED: nothing of the cell was read yet. CLOSED: behind its closing quote. */
type CellState = 'UNTOUCHED' | 'PLAIN' | 'QUOTED' | 'CLOSED';

function createRowReader() {
  let state: CellState = 'UNTOUCHED';
  let [cell, cells, problem, length]: [string, string[], string | null, number] = ['', [], null, 0];
  let [line, firstLine] = [1, 1];

  function addText(text: string): void {
    if (state === 'CLOSED') problem ??= TEXT_AFTER_QUOTE;
    if (state !== 'QUOTED') state = 'PLAIN';
    cell += text;
  }

  function addQuote(): void {
    if (state === 'PLAIN') problem ??= QUOTE_IN_TEXT;
    if (state === 'CLOSED') cell += '"';
    if (state !== 'PLAIN') state = state === 'QUOTED' ? 'CLOSED' : 'QUOTED';
  }

  function endCell(): void {
    cells.push(cell);
    [cell, state] = ['', 'UNTOUCHED'];
  }

  function* endRow(): Generator<CsvRow> {
    const isEmpty = cells.length === 0 && state === 'UNTOUCHED';
    endCell();
    if (!isEmpty) yield { line: firstLine, cells, problem };
    [cells, problem, length, firstLine] = [[], null, 0, line];
  }

  function* readBreak(text: string): Generator<CsvRow> {
    line += 1;
    if (state === 'QUOTED') cell += text;
    else yield* endRow();
  }

  function* readToken(token: string): Generator<CsvRow> {
    length += token.length;
    if (length > MOST_ROW_CHARACTERS) yield { line: firstLine, cells: [], problem: TOO_LONG };
    else if (token === '"') addQuote();
    else if (token === ',' && state !== 'QUOTED') endCell();
    else if (token.startsWith('\r') || token === '\n') yield* readBreak(token);
    else addText(token);
  }

  return {
    isTooLong: () => length > MOST_ROW_CHARACTERS,
    *read(text: string): Generator<CsvRow> {
      for (const [token] of text.matchAll(TOKENS)) {
        yield* readToken(token);
        if (length > MOST_ROW_CHARACTERS) return;
      }
    },
    /** To be called behind the last text; a line break there is not needed. */
    *end(): Generator<CsvRow> {
      if (state === 'QUOTED') problem = NOT_CLOSED;
      yield* endRow();
    },
  };
}
