import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/store/open-database.js';
import type { Tables } from '../../src/store/sql/tables.js';
import { createTicketWrites } from '../../src/store/ticket-writes.js';
import { createUpkeep } from '../../src/store/upkeep.js';
import { makeMessage, makeTicket } from '../ticket/tickets.js';

let db: Kysely<Tables>;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openDatabase(null));
});

afterAll(() => close());

/** Where the log would be read from after a crash. */
async function logStart(): Promise<string | undefined> {
  const { rows } = await sql<{ place: string }>`select redo_lsn::text as place from pg_control_checkpoint()`.execute(
    db,
  );
  return rows[0]?.place;
}

async function estimate(): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select reltuples::bigint as rows from pg_class where oid = 'tickets'::regclass`.execute(db);
  return rows[0]?.rows ?? Number.NaN;
}

describe('the upkeep', () => {
  it('cuts the log and counts the rows after large writes, not after small ones', async () => {
    const { insert } = createTicketWrites(db, createUpkeep(db));
    const messages = Array.from({ length: 6 }, (_, position) => makeMessage({ position, text: 'x'.repeat(500) }));
    const make = (from: number, count: number) =>
      Array.from({ length: count }, (_, number) => ({
        ticket: makeTicket({ backend: 'local', nativeId: `t${from + number}` }),
        messages,
      }));

    const start = await logStart();

    await insert(make(0, 10));
    expect(await estimate()).toBe(-1);
    expect(await logStart()).toBe(start);

    await insert(make(10, 990));
    expect(await estimate()).toBe(1000);
    expect(await logStart()).not.toBe(start);
  });
});
