import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/open-database.js';
import type { Tables } from '../../../src/store/sql/tables.js';
import { deleteStartedBefore } from '../../../src/store/sql/write-log-queries.js';
import { toWriteLogRow } from '../../../src/store/sql/write-log-row.js';
import { createUpkeep } from '../../../src/store/upkeep.js';
import { createWriteLog } from '../../../src/store/write-log.js';
import { toInstant } from '../../../src/ticket/instant.js';
import { NOW_MS } from '../stores.js';

const DAY_MS = 24 * 3_600_000;

let db: Kysely<Tables>;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ db, close } = await openDatabase(null));
});

afterAll(() => close());

function toWrite(key: string) {
  return { scope: 'ann', key, fingerprint: 'same', leaseMs: 1 };
}

async function fill(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, number) => toWriteLogRow(toWrite(`old ${number}`), NOW_MS + number));
  await db.insertInto('write_log').values(rows).execute();
}

async function listStarts(): Promise<number[]> {
  const rows = await db.selectFrom('write_log').select('started_at').orderBy('started_at').execute();
  return rows.map((row) => Date.parse(row.started_at) - NOW_MS);
}

describe('old writes', () => {
  it('are deleted in passing, so many at a time, the oldest first', async () => {
    await fill(130);
    const log = createWriteLog({ db, upkeep: createUpkeep(db), clock: () => NOW_MS + DAY_MS + 120 });

    await log.begin(toWrite('new'));
    const afterOne = await listStarts();
    await log.begin(toWrite('newer'));

    const kept = [120, 121, 122, 123, 124, 125, 126, 127, 128, 129];
    const begun = DAY_MS + 120;
    expect(afterOne).toEqual([...Array.from({ length: 20 }, (_, number) => 100 + number), ...kept, begun]);
    expect(await listStarts()).toEqual([...kept, begun, begun]);
    expect(await deleteStartedBefore(db, toInstant(NOW_MS + 120))).toBe(0);
  });
});
