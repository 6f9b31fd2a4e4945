import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepFile, readKeptFile } from '../../../src/store/files/kept-file.js';
import { withFolder } from '../stores.js';

const CONTENT = new Uint8Array([1, 2, 3, 0, 255]);

describe('a kept file', () => {
  it('reads back, and is alone of its kind', async () => {
    await withFolder(async (folder) => {
      const cache = join(folder, 'made', 'here');
      await keepFile(join(cache, 'old.tar'), CONTENT);
      await writeFile(join(cache, 'other.txt'), '');

      await keepFile(join(cache, 'new.tar'), CONTENT);

      expect(await readKeptFile(join(cache, 'new.tar'))).toEqual(CONTENT);
      expect(await readKeptFile(join(cache, 'old.tar'))).toBeNull();
      expect((await readdir(cache)).toSorted()).toEqual(['new.tar', 'other.txt']);
    });
  });

  it('counts as missing when it is not whole', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'some.tar');
      await keepFile(path, CONTENT);
      const whole = await readFile(path);

      for (const damaged of [whole.subarray(0, -1), whole.subarray(0, 10), Buffer.alloc(whole.length)]) {
        await writeFile(path, damaged);
        expect(await readKeptFile(path)).toBeNull();
      }
    });
  });

  it('is not kept where nothing can be written', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'file'), '');
      const path = join(folder, 'file', 'some.tar');

      await keepFile(path, CONTENT);

      expect(await readKeptFile(path)).toBeNull();
    });
  });
});
