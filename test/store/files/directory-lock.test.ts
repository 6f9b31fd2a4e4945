import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDirectory } from '../../../src/store/files/directory-lock.js';
import { isRunning, thisProcess } from '../../../src/store/files/running-process.js';
import { withFolder } from '../stores.js';

/** Larger than any system gives. */
const NO_PID = 2 ** 30;
const IN_USE = { name: 'StoreError', code: 'IN_USE' };

describe('the lock of a directory', () => {
  it('lets the next one in when it is given back', async () => {
    await withFolder(async (folder) => {
      const release = await lockDirectory(folder);

      await expect(lockDirectory(folder)).rejects.toMatchObject(IN_USE);

      await release();
      await (
        await lockDirectory(folder)
      )();
      expect(existsSync(join(folder, 'lock'))).toBe(false);
    });
  });

  it.each([
    ['of a process that is gone', JSON.stringify({ pid: NO_PID, startedAt: null })],
    ['of a process that is gone, on Linux', JSON.stringify({ pid: NO_PID, startedAt: '17' })],
    ['that broke off while it was written', ''],
    ['of somebody else’s making', 'hello'],
  ])('%s is taken over', async (_name, text) => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'lock'), text);

      const release = await lockDirectory(folder);

      expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toEqual(thisProcess());
      await release();
    });
  });

  it('is taken over by one of many', async () => {
    await withFolder(async (folder) => {
      for (let round = 0; round < 20; round += 1) {
        await writeFile(join(folder, 'lock'), JSON.stringify({ pid: NO_PID, startedAt: null }));

        const results = await Promise.allSettled(Array.from({ length: 12 }, () => lockDirectory(folder)));

        const refusals = results.filter((result) => result.status === 'rejected');
        expect(refusals.map(({ reason }) => (reason as { code: string }).code)).toEqual(Array(11).fill('IN_USE'));
        expect(existsSync(join(folder, 'lock.takeover'))).toBe(false);
      }
    });
  });

  it('that another process seems to be taking over is left to it', async () => {
    await withFolder(async (folder) => {
      await writeFile(join(folder, 'lock'), JSON.stringify({ pid: NO_PID, startedAt: null }));
      await mkdir(join(folder, 'lock.takeover'));

      await expect(lockDirectory(folder)).rejects.toMatchObject({
        ...IN_USE,
        message: expect.stringContaining(`delete ${join(folder, 'lock')}*`),
      });
    });
  });
});

describe('a process', () => {
  it('is running when it is this one, or any other', () => {
    expect(isRunning(thisProcess())).toBe(true);
    expect(isRunning({ pid: process.ppid, startedAt: null })).toBe(true);
    expect(isRunning({ pid: NO_PID, startedAt: null })).toBe(false);
  });

  it('is told from an earlier one with its id where the system says when it started', () => {
    const saysSo = thisProcess().startedAt !== null;

    expect(saysSo).toBe(process.platform === 'linux');
    expect(isRunning({ pid: process.pid, startedAt: '1' })).toBe(!saysSo);
  });

  it('is not running once it has ended, though nobody has taken notice, where the system says so', async () => {
    // The shell becomes a program that waits for no child.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const child = { pid: Number(line), startedAt: null };

    const before = isRunning(child);
    await expect.poll(() => isRunning(child)).toBe(process.platform !== 'linux');
    const isThere = process.kill(child.pid, 0);
    parent.kill('SIGKILL');

    expect([before, isThere]).toEqual([true, true]);
  });
});
