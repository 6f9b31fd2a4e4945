import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type OpenDatabase } from '../../../src/store/connect.js';
import { openDatabaseThread, type DatabaseThread } from '../../../src/store/pglite/database-thread.js';
import { StoreError } from '../../../src/store/store-error.js';
import { loadTemplate } from '../../../src/store/template.js';
import { withFolder } from '../stores.js';

/** A fault inside of PGlite: it has no standard input. */
const CRASH = 'copy organizations from stdin';
/** Runs for minutes, unless it is ended. */
const ENDLESS = 'select count(*) from generate_series(1, 3000000000)';
const CRASHED = { name: 'StoreError', code: 'CRASHED' };

async function openThread(folder: string | null, answerWithinMs?: number): Promise<DatabaseThread> {
  return openDatabaseThread({ folder, template: await loadTemplate() }, answerWithinMs);
}

function cannotRestart(): Promise<DatabaseThread> {
  return Promise.reject(new StoreError('CRASHED', 'There is nothing to restart from.'));
}

describe('a database thread', () => {
  let thread: DatabaseThread;

  beforeAll(async () => {
    thread = await openThread(null);
  });

  afterAll(() => thread.close());

  it('gives values of the types that the store uses', async () => {
    const { rows } = await thread.query(
      `select null as nothing, true as yes, 7::int2 as small, 2000000000 as whole, 9007199254740991 as large, 1.5::float8 as
       real, '{"a":[1,null]}'::json as json, '2026-03-02 09:14:05.1+02'::timestamptz(3) as time, 'ä' as "ü",
       array['', 'NULL', 'a,b', '{', '"', '\\', E'\\n', 'ä']::text[] as texts, '{}'::text[] as none, 2.50 as other`,
      [],
    );

    expect(rows).toEqual([
      {
        nothing: null,
        yes: true,
        small: 7,
        whole: 2_000_000_000,
        large: Number.MAX_SAFE_INTEGER,
        real: 1.5,
        json: { a: [1, null] },
        time: '2026-03-02T07:14:05.100Z',
        ü: 'ä',
        texts: ['', 'NULL', 'a,b', '{', '"', '\\', '\n', 'ä'],
        none: [],
        other: '2.50',
      },
    ]);
  });

  it('goes on after an error of SQL, also of a statement that was fine before', async () => {
    const divide = (by: string) => thread.query('select 10 / $1::integer as quotient', [by]);

    expect((await divide('2')).rows).toEqual([{ quotient: 5 }]);
    await expect(divide('0')).rejects.toMatchObject({ name: 'StoreError', code: 'QUERY' });
    for (const attempt of ['first', 'second']) {
      const failing = thread.query('selec', []);
      await expect(failing, attempt).rejects.toThrow('The database refused: syntax error at or near "selec"');
    }
    expect((await divide('5')).rows).toEqual([{ quotient: 2 }]);
  });

  it('forgets old statements and prepares them again', async () => {
    for (let number = 0; number < 450; number += 1) {
      const wanted = number % 220;
      const { rows } = await thread.query(`select ${wanted} + $1::integer as sum`, ['1']);
      expect(rows).toEqual([{ sum: wanted + 1 }]);
    }

    const { rows } = await thread.query('select count(*) as prepared from pg_prepared_statements', []);
    expect(rows).toEqual([{ prepared: 200 }]);
  });

  it('says how many rows a statement wrote', async () => {
    await thread.query('create table numbers (n integer)', []);

    expect(await thread.query('insert into numbers values (1), (2)', [])).toEqual({ rows: [], rowsWritten: 2 });
    expect(await thread.query('delete from numbers where n = 1 returning n', [])).toEqual({
      rows: [{ n: 1 }],
      rowsWritten: 1,
    });
    expect(await thread.query('select 1 as one', [])).toEqual({ rows: [{ one: 1 }], rowsWritten: 0 });
  });

  it('carries a megabyte in and out', async () => {
    const text = 'ä"\\'.repeat(300_000);

    expect((await thread.query('select $1::text as text', [text])).rows).toEqual([{ text }]);
  });

  it('leaves the event loop free while it works', async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);

    await thread.query('select count(*) from generate_series(1, 300000)', []);
    clearInterval(turning);

    expect(turns).toBeGreaterThan(3);
  });
});

describe('a crash', () => {
  it('ends every call, those under way and those to come', async () => {
    const thread = await openThread(null);

    const calls = [thread.query(CRASH, []), thread.query('select 1', []), thread.dump()];
    const results = await Promise.allSettled(calls);

    expect(results.map((result) => result.status === 'rejected' && (result.reason as StoreError).code)).toEqual([
      'CRASHED',
      'CRASHED',
      'CRASHED',
    ]);
    await expect(thread.query('select 1', [])).rejects.toMatchObject(CRASHED);
    expect(thread.hasFailed()).toBe(true);
    await expect(thread.close()).resolves.toBeUndefined();
  });

  it('is what silence counts as', async () => {
    const thread = await openThread(null, 300);

    await expect(thread.query(ENDLESS, [])).rejects.toMatchObject({
      ...CRASHED,
      cause: new Error('No answer in 300 ms.'),
    });

    expect(thread.hasFailed()).toBe(true);
    await thread.close();
  });

  it('takes with it what was only in memory', async () => {
    const { db, close } = await connect(await openThread(null), cannotRestart);

    await expect(sql.raw(CRASH).execute(db)).rejects.toMatchObject(CRASHED);

    await expect(sql`select 1`.execute(db)).rejects.toThrow('There is nothing to restart from.');
    await close();
  });

  it('is mended with the next query where there are files', async () => {
    await withFolder(async (folder) => {
      const restart = () => openDatabaseThread({ folder, template: null });
      const { db, close } = await connect(await openThread(folder), restart);
      await db.insertInto('organizations').values({ id: 'org1', name: 'Kept' }).execute();
      const lost = db.transaction().execute(async (transaction) => {
        await transaction.insertInto('organizations').values({ id: 'org2', name: 'Lost' }).execute();
        await sql.raw(CRASH).execute(transaction);
      });

      await expect(lost).rejects.toMatchObject(CRASHED);

      expect(await db.selectFrom('organizations').selectAll().execute()).toEqual([{ id: 'org1', name: 'Kept' }]);
      await close();
    });
  });

  it('of the start says that the files are of no use', async () => {
    await expect(openDatabaseThread({ folder: null, template: new Uint8Array([1, 2, 3]) })).rejects.toMatchObject({
      name: 'StoreError',
      code: 'UNUSABLE',
    });
  });
});

describe('the one connection', () => {
  let database: OpenDatabase;

  beforeAll(async () => {
    database = await connect(await openThread(null), cannotRestart);
  });

  afterAll(() => database.close());

  const count = async () => (await database.db.selectFrom('organizations').select('id').execute()).length;

  it('lets nobody into a transaction', async () => {
    const { db } = database;
    let goOn = () => {};
    const waiting = new Promise<void>((resolve) => (goOn = resolve));
    const transaction = db.transaction().execute(async (inside) => {
      await inside.insertInto('organizations').values({ id: 'a', name: 'A' }).execute();
      await waiting;
      await inside.insertInto('organizations').values({ id: 'b', name: 'B' }).execute();
    });

    const counts = [count(), count()];
    goOn();
    await transaction;

    expect(await Promise.all(counts)).toEqual([2, 2]);
  });

  it('undoes a transaction that throws, before the next query', async () => {
    const before = await count();
    const failing = database.db.transaction().execute(async (inside) => {
      await inside.insertInto('organizations').values({ id: 'c', name: 'C' }).execute();
      throw new Error('changed my mind');
    });
    const after = count();

    await expect(failing).rejects.toThrow('changed my mind');
    expect(await after).toBe(before);
  });
});
