import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { holdInput, openFile } from '../../src/directory/input.js';
import { withFolder } from '../store/stores.js';
import { toList } from './texts.js';

const BYTES = Buffer.from('\uFEFFkind,name\n\uFEFF,Zoë 😀');
const TEXT = 'kind,name\n\uFEFF,Zoë 😀';

async function* toBytes(bytes: Buffer) {
  for (const byte of bytes) yield Buffer.from([byte]);
}

describe('the input of an import', () => {
  it('is a file, read as often as wanted, without its byte order mark', () =>
    withFolder(async (folder) => {
      const path = join(folder, 'people.csv');
      await writeFile(path, BYTES);

      const input = await openFile(path);

      expect((await toList(input.read())).join('')).toBe(TEXT);
      expect((await toList(input.read())).join('')).toBe(TEXT);
    }));

  it('is a stream that is held, with characters cut anywhere', async () => {
    const input = await holdInput(toBytes(BYTES), 'Standard input');

    expect((await toList(input.read())).join('')).toBe(TEXT);
    expect((await toList(input.read())).join('')).toBe(TEXT);
  });

  it('is held up to a bound', async () => {
    const [fits, large] = [holdInput(toBytes(BYTES), 'It', BYTES.length), holdInput(toBytes(BYTES), 'It', 10)];

    await expect(fits).resolves.toBeDefined();
    await expect(large).rejects.toThrow('It has more than 10 bytes; give a file instead.');
  });

  it('shows bytes that are not UTF-8', async () => {
    const input = await holdInput(toBytes(Buffer.from('M\xfcller', 'latin1')), 'Standard input');

    expect((await toList(input.read())).join('')).toBe('M\uFFFDller');
  });

  it('must be there', () =>
    withFolder(async (folder) => {
      const missing = openFile(join(folder, 'none.csv'));
      const directory = openFile(folder);

      await expect(missing).rejects.toThrow(/^The file \S+none\.csv does not exist\.$/);
      await expect(directory).rejects.toThrow(/^The file \S+ is a folder\.$/);
    }));
});
