import { describe, expect, it } from 'vitest';
import { MOST_LINE_CHARACTERS } from '../../src/directory/lines.js';
import { readRecords, type Format } from '../../src/directory/raw-record.js';
import { toChunks, toList } from './texts.js';

async function read(text: string, format: Format, chunkSize?: number) {
  const records = await toList(readRecords(toChunks(text, chunkSize), format));
  return records.map((record) =>
    'problems' in record ? record.problems : { line: record.line, ...Object.fromEntries(record.fields) },
  );
}

describe('records of a CSV file', () => {
  it('have the names of the header row, in any order', async () => {
    const records = await read('name,kind,id\r\n"One, ""1""",organization,o1\r\n,organization,o2\r\n', 'csv');

    expect(records).toEqual([
      { line: 2, kind: 'organization', id: 'o1', name: 'One, "1"' },
      { line: 3, kind: 'organization', id: 'o2', name: '' },
    ]);
  });

  it('begin on the line that an editor shows', async () => {
    const records = await read('kind,"id"\norganization,"a\nb\nc"\n\norganization,d\norganization\n', 'csv');

    expect(records).toEqual([
      { line: 2, kind: 'organization', id: 'a\nb\nc' },
      { line: 6, kind: 'organization', id: 'd' },
      [{ line: 7, field: null, message: 'has 1 cells where the header has 2' }],
    ]);
  });

  it('are not read under a header row that is wrong', async () => {
    const records = await read('id,id,organisationId,\u001bx\no1,o1,o,x\n', 'csv');

    const allowed =
      'there are kind, id, name, email, emailVerified, fullName, organizationId, joinedAt, backend, identity, userId';
    expect(records).toEqual([
      [
        { line: 1, field: 'id', message: 'the column is there twice' },
        {
          line: 1,
          field: 'organisationId',
          message: `is no column; ${allowed}; did you mean organizationId?`,
        },
        { line: 1, field: '\u001bx', message: expect.stringContaining('is no column; there are') },
        { line: 1, field: 'kind', message: 'the column is missing; the first row names the columns' },
      ],
    ]);
  });

  it.each([
    ['', 'the header row is missing; there are the columns kind, id, name, email'],
    ['"kind', 'has a quote that is not closed'],
    ['\uFFFD\uFFFDk\0i\0n\0d\0', 'the file is not UTF-8'],
  ])('need a header row: %j', async (text, message) => {
    const records = await read(text, 'csv');

    expect(records).toEqual([[{ line: 1, field: null, message: expect.stringContaining(message) }]]);
  });
});

describe('records of a JSON lines file', () => {
  it.each([undefined, 1, 7])('are one a line; in chunks of %s', async (chunkSize) => {
    const text = '{"kind":"user","id":"a\\nb\u2028"}\r\n\n  \n{"emailVerified":true}\n{"id":null}';

    const records = await read(text, 'jsonl', chunkSize);

    expect(records).toEqual([
      { line: 1, kind: 'user', id: 'a\nb\u2028' },
      { line: 4, emailVerified: true },
      { line: 5, id: null },
    ]);
  });

  it('are objects', async () => {
    const records = await read('[]\n"a"\nnull\n{"a":\n1}\n{"id":"x"}\n', 'jsonl');

    const message = 'is not a JSON object on one line, such as {"kind":"organization",…}';
    expect(records).toEqual([...[1, 2, 3, 4, 5].map((line) => [{ line, field: null, message }]), { line: 6, id: 'x' }]);
  });

  it.each([1000, undefined])('end where one gets too long, in chunks of %s', async (chunkSize) => {
    const records = await read(`{}\n"${'a'.repeat(2 * MOST_LINE_CHARACTERS)}"\n{}\n`, 'jsonl', chunkSize);

    expect(records).toEqual([{ line: 1 }, [{ line: 2, field: null, message: 'is longer than 100000 characters' }]]);
  });

  it('may be none', async () => {
    expect(await read('', 'jsonl')).toEqual([]);
  });
});
