import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createStore } from '../../src/store/store.js';
import { loadTemplate } from '../../src/store/template.js';
import { makeTicket } from '../ticket/tickets.js';
import { startOtherProcess } from './other-processes.js';
import { countTickets, withFolder } from './stores.js';

const EVERYTHING = { backend: 'local', filter: [] };

// The first store on a machine takes longer than a test may.
beforeAll(async () => {
  await loadTemplate();
});

describe('a store in a directory', { timeout: 60_000 }, () => {
  it('keeps everything from one opening to the next', async () => {
    await withFolder(async (folder) => {
      const dataDirectory = join(folder, 'not', 'there', 'yet');
      const first = await createStore({ dataDirectory });
      await first.tickets.insert([{ ticket: makeTicket({ backend: 'local' }) }]);
      const secret = await first.getOrCreateSecret('cursor', 32);
      await first.close();

      const second = await createStore({ dataDirectory });
      const third = createStore({ dataDirectory });

      await expect(third).rejects.toThrow(`in use by process ${process.pid}.`);
      expect(await countTickets(second, EVERYTHING)).toBe(1);
      expect(await second.getOrCreateSecret('cursor', 32)).toEqual(secret);
      await second.close();
      expect(await readdir(dataDirectory)).toEqual(['pgdata']);
    });
  });

  it('is one process’s at a time', async () => {
    await withFolder(async (folder) => {
      const other = startOtherProcess(folder, 'serve', { given: makeTicket() });
      await other.said(1);

      await expect(createStore({ dataDirectory: folder })).rejects.toMatchObject({
        name: 'StoreError',
        code: 'IN_USE',
        message:
          `The data directory ${folder} is in use by process ${other.pid}. ` +
          'Stop that process, or configure another data directory.',
      });

      await other.kill();
    });
  });

  it('is closed when it is told so while it is being opened, and gives its directory back', async () => {
    await withFolder(async (folder) => {
      const told = new AbortController();
      const opening = createStore({ dataDirectory: folder, signal: told.signal });
      const closed = { name: 'StoreError', code: 'CLOSED' };

      told.abort();

      await expect(opening).rejects.toMatchObject(closed);
      await expect(createStore({ dataDirectory: null, signal: told.signal })).rejects.toMatchObject(closed);
      await (await createStore({ dataDirectory: folder })).close();
      expect(await readdir(folder)).toEqual(['pgdata']);
    });
  });

  it('is open whatever the signal of its opening says afterwards', async () => {
    await withFolder(async (folder) => {
      const told = new AbortController();
      const store = await createStore({ dataDirectory: folder, signal: told.signal });

      told.abort();

      expect(await store.isReady()).toBe(true);
      await store.close();
    });
  });

  it('is made anew when its making was interrupted', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'pgdata', 'base'), { recursive: true });
      await writeFile(join(folder, 'pgdata', 'PG_VERSION'), '18\n');
      await writeFile(join(folder, 'unfinished'), '');

      const store = await createStore({ dataDirectory: folder });

      expect(await countTickets(store, EVERYTHING)).toBe(0);
      expect(existsSync(join(folder, 'unfinished'))).toBe(false);
      await store.close();
    });
  });

  it('is left alone when its files are damaged', async () => {
    await withFolder(async (folder) => {
      await mkdir(join(folder, 'pgdata'), { recursive: true });
      await writeFile(join(folder, 'pgdata', 'PG_VERSION'), '18\n');

      await expect(createStore({ dataDirectory: folder })).rejects.toMatchObject({
        name: 'StoreError',
        code: 'UNUSABLE',
        message: expect.stringContaining(`The database in ${join(folder, 'pgdata')} cannot be opened. `),
      });

      expect(await readdir(folder, { recursive: true })).toEqual(
        expect.arrayContaining(['pgdata', 'pgdata/PG_VERSION']),
      );
      expect(existsSync(join(folder, 'lock'))).toBe(false);
    });
  });

  it('cannot be where a file is', async () => {
    await withFolder(async (folder) => {
      const dataDirectory = join(folder, 'file');
      await writeFile(dataDirectory, '');

      await expect(createStore({ dataDirectory })).rejects.toMatchObject({ name: 'StoreError', code: 'UNUSABLE' });
    });
  });

  it('does not keep a process from ending', async () => {
    await withFolder(async (folder) => {
      const other = startOtherProcess(folder, 'leave');

      expect(await other.exitCode()).toBe(0);

      const store = await createStore({ dataDirectory: folder });
      expect(await store.isReady()).toBe(true);
      await store.close();
    });
  });
});

describe('a store in memory', () => {
  it('makes a secret once for each name', async () => {
    const store = await createStore({ dataDirectory: null });

    const [first, again, other, longer] = await Promise.all([
      store.getOrCreateSecret('cursor', 32),
      store.getOrCreateSecret('cursor', 32),
      store.getOrCreateSecret('other', 32),
      store.getOrCreateSecret('cursor', 64),
    ]);

    expect(first).toHaveLength(32);
    expect([again, longer]).toEqual([first, first]);
    expect(other).not.toEqual(first);
    await store.close();
  });

  it('is ready until it is closed', async () => {
    const store = await createStore({ dataDirectory: null });
    expect(await store.isReady()).toBe(true);

    const counting = countTickets(store, EVERYTHING);
    await new Promise(setImmediate);
    await Promise.all([store.close(), store.close()]);

    expect(await counting).toBe(0);
    expect(await store.isReady()).toBe(false);
    await expect(countTickets(store, EVERYTHING)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'CLOSED',
      message: 'The store is closed.',
    });
    await expect(store.tickets.insert([])).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('shares nothing with another one', async () => {
    const [one, other] = await Promise.all([
      createStore({ dataDirectory: null }),
      createStore({ dataDirectory: null }),
    ]);
    await one.tickets.insert([{ ticket: makeTicket({ backend: 'local' }) }]);

    expect(await countTickets(other, EVERYTHING)).toBe(0);

    await Promise.all([one.close(), other.close()]);
  });
});
