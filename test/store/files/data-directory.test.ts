import { existsSync } from 'node:fs';
import { mkdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDataDirectory } from '../../../src/store/files/data-directory.js';
import { withFolder } from '../stores.js';

const ADVICE = 'Configure another data directory: a folder, or a path where one can be made.';

describe('a data directory', () => {
  it('is made with its parents, for its owner alone', async () => {
    await withFolder(async (folder) => {
      const directory = join(folder, 'some', 'where');

      const { release } = await openDataDirectory(directory);
      await release();

      const modes = await Promise.all([join(folder, 'some'), directory].map(async (path) => (await stat(path)).mode));
      expect(modes.map((mode) => mode & 0o777)).toEqual([0o700, 0o700]);
    });
  });

  it('can be made by two at once, of whom one gets it', async () => {
    await withFolder(async (folder) => {
      const directory = join(folder, 'some', 'where');

      const results = await Promise.allSettled([openDataDirectory(directory), openDataDirectory(directory)]);

      const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(reasons).toEqual([expect.objectContaining({ name: 'StoreError', code: 'IN_USE' })]);
    });
  });

  it('can be a link to a folder', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'real'));
      await symlink(join(folder, 'real'), join(folder, 'link'));

      const { release } = await openDataDirectory(join(folder, 'link'));
      const isLocked = existsSync(join(folder, 'real', 'lock'));
      await release();

      expect(isLocked).toBe(true);
    });
  });

  it.each([
    ['is a file', 'file', 'file'],
    ['is below a file', 'file/some/where', 'file'],
    ['is a link to nothing', 'link', 'link'],
    ['is below a link to nothing', 'link/some', 'link'],
  ])('that %s is refused, with what is in the way', async (_what, path, culprit) => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'file'), '');
      await symlink(join(folder, 'nothing'), join(folder, 'link'));
      const directory = join(folder, path);

      await expect(openDataDirectory(directory)).rejects.toMatchObject({
        name: 'StoreError',
        code: 'UNUSABLE',
        message: `The data directory ${directory} cannot be used: ${join(folder, culprit)} is not a folder. ${ADVICE}`,
      });
    });
  });
});
