import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_ROW_CHARACTERS, readCsvRows } from '../../src/directory/csv-rows.js';
import { toChunks, toList } from './texts.js';

function readAll(text: string, chunkSize?: number) {
  return toList(readCsvRows(toChunks(text, chunkSize)));
}

async function cellsOf(text: string, chunkSize?: number) {
  return (await readAll(text, chunkSize)).map(({ cells }) => cells);
}

describe('rows of a CSV file', () => {
  it.each<[string, string, readonly (readonly string[])[]]>([
    ['nothing', '', []],
    ['one cell without a line break', 'a', [['a']]],
    [
      'rows that end in CRLF',
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'rows that end in LF',
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'rows that end in CR',
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'empty cells',
      ',\n,a,\n',
      [
        ['', ''],
        ['', 'a', ''],
      ],
    ],
    ['empty lines', '\n\r\na\n\n\nb\n\n', [['a'], ['b']]],
    ['spaces, which count', ' a , b \n', [[' a ', ' b ']]],
    [
      'quoted cells',
      '"a","b"\n"c",d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a quoted empty cell alone', '""\n', [['']]],
    ['commas in quotes', '"a,b",c\n', [['a,b', 'c']]],
    ['quotes in quotes', '"say ""hello""",""""\n', [['say "hello"', '"']]],
    [
      'line breaks in quotes',
      '"a\nb\r\nc\rd",e\r\nf,g',
      [
        ['a\nb\r\nc\rd', 'e'],
        ['f', 'g'],
      ],
    ],
    ['letters beyond U+FFFF', '😀,"😀"\n', [['😀', '😀']]],
  ])('are read: %s', async (_name, text, expected) => {
    const rows = await readAll(text);

    expect(rows.map(({ cells }) => cells)).toEqual(expected);
    expect(rows.every(({ problem }) => problem === null)).toBe(true);
    expect(await cellsOf(text, 1)).toEqual(expected);
    expect(await cellsOf(text, 2)).toEqual(expected);
  });

  it('know the line on which they begin, with line breaks in cells and empty lines between', async () => {
    const rows = await readAll('a\r\n"b\nb\r\nb"\r\n\r\n\nc\r"d\r"\ne');

    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, 'a'],
      [2, 'b\nb\r\nb'],
      [7, 'c'],
      [8, 'd\r'],
      [10, 'e'],
    ]);
  });

  it.each([
    ['text behind a closing quote', 'x\n"a"b,c\nd', 'has text behind a closing quote'],
    ['a quote in the middle', 'x\na "b",c\nd', 'has a quote in a cell that does not begin with one'],
  ])('have a problem where quotes are wrong, and the next row is read: %s', async (_name, text, expected) => {
    const rows = await readAll(text);

    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [1, null],
      [2, expect.stringContaining(expected)],
      [3, null],
    ]);
  });

  it('have a problem where a quote is not closed', async () => {
    const rows = await readAll('a\n"b\nc\n');

    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [1, null],
      [2, 'has a quote that is not closed'],
    ]);
  });

  it.each([1000, undefined])('end where one gets too long, in chunks of %s', async (chunkSize) => {
    const rows = await readAll(`a\n"${'b\n'.repeat(MOST_ROW_CHARACTERS)}`, chunkSize);

    expect(rows).toEqual([
      { line: 1, cells: ['a'], problem: null },
      { line: 2, cells: [], problem: 'is longer than 100000 characters; is a quote not closed?' },
    ]);
  });

  it('come back as they were written, whatever is in them', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', '😀'), maxLength: 8 });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });

    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, chunkSize) => {
        const text = rows
          .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');

        expect(await cellsOf(text, chunkSize)).toEqual(rows);
      }),
    );
  });
});
