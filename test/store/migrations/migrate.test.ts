import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../../src/store/migrations/migrate.js';
import { MIGRATIONS } from '../../../src/store/migrations/migrations.js';
import { openDatabase } from '../../../src/store/open-database.js';
import type { Tables } from '../../../src/store/sql/tables.js';

const LATER = { name: '9999-later', statements: ['create table later (n integer)', 'insert into later values (1)'] };

let db: Kysely<Tables>;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openDatabase(null));
});

afterAll(() => close());

async function listTables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by tablename`.execute(db);
  return rows.map(({ name }) => name);
}

describe('migrating', () => {
  const tables = [
    'identity_links',
    'messages',
    'migrations',
    'organizations',
    'settings',
    'tickets',
    'users',
    'write_log',
  ];

  it('is done when the store is open, and a second time does nothing', async () => {
    expect(await listTables()).toEqual(tables);

    await migrate(db);

    expect(await listTables()).toEqual(tables);
  });

  it('brings a store of the first release up to date', async () => {
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    await migrate(db, MIGRATIONS.slice(0, 1));
    await sql`insert into categories values ('desk', 'BILLING', 'Billing', 0)`.execute(db);
    await sql`insert into subcategories values ('desk', 'BILLING', 'INVOICE', 'Invoice', 0)`.execute(db);
    await sql`insert into organizations values ('org1', 'One')`.execute(db);

    await migrate(db);

    expect((await sql`select id from organizations`.execute(db)).rows).toEqual([{ id: 'org1' }]);

    expect(await listTables()).toEqual(tables);
  });

  it('changes nothing when it fails half-way, and goes through the next time', async () => {
    const broken = { name: LATER.name, statements: [...LATER.statements, 'selec'] };

    await expect(migrate(db, [...MIGRATIONS, broken])).rejects.toMatchObject({ name: 'StoreError', code: 'QUERY' });
    expect(await listTables()).toEqual(tables);

    await Promise.all([migrate(db, [...MIGRATIONS, LATER]), migrate(db, [...MIGRATIONS, LATER])]);
    expect((await sql`select n from later`.execute(db)).rows).toEqual([{ n: 1 }]);
  });

  it('refuses a store that a later release has migrated', async () => {
    await migrate(db, [...MIGRATIONS, LATER]);

    await expect(migrate(db)).rejects.toMatchObject({
      name: 'StoreError',
      code: 'UNUSABLE',
      message: 'The store was written by another release of ticket-gateway: it has the migration 9999-later.',
    });
  });

  it('keeps the order of the names', () => {
    const names = MIGRATIONS.map(({ name }) => name);

    expect(names).toEqual([...new Set(names)].toSorted());
  });
});

describe('the tables', () => {
  it('have the backend at the beginning of every key, but for people, settings and the log of writes', async () => {
    const { rows } = await sql<{ table: string; columns: string[] }>`
      select c.relname as table, array_agg(a.attname::text order by k.place) as columns
      from pg_constraint p
        join pg_class c on c.oid = p.conrelid
        cross join unnest(p.conkey) with ordinality as k (number, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
      where p.contype = 'p' and c.relnamespace = 'public'::regnamespace
      group by c.relname order by c.relname`.execute(db);

    const withoutBackend = rows.filter(({ columns }) => columns[0] !== 'backend').map(({ table }) => table);
    expect(withoutBackend).toEqual(['migrations', 'organizations', 'settings', 'users', 'write_log']);
  });
});
