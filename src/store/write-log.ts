import type { Transaction } from 'kysely';
import type { BegunWrite, LoggedWrite, WriteLog } from '../provider/write-log.js';
import { toInstant } from '../ticket/instant.js';
import type { Tables, WriteLogTable } from './sql/tables.js';
import {
  changeWrite,
  deleteStartedBefore,
  deleteWrite,
  insertUnlessKept,
  selectWrite,
} from './sql/write-log-queries.js';
import { fromLogText, toLogText, toWriteLogRow } from './sql/write-log-row.js';
import type { Writing } from './write-in-turn.js';

const KEPT_MS = 24 * 60 * 60 * 1000;

/**
 * The log in the store, by the store's clock. All methods throw `StoreError`. A write that took effect stays so whatever
 * comes later, and a write that is gone is left alone.
 */
export function createWriteLog({ db, upkeep, clock }: Writing): WriteLog {
  async function change(attemptId: string, columns: Partial<WriteLogTable>): Promise<void> {
    await upkeep.note(db, await changeWrite(db, attemptId, columns));
    await upkeep.settle();
  }

  return {
    async begin(write) {
      const begun = await db.transaction().execute(async (transaction) => {
        const now = clock();
        const taken = await beginIn(transaction, write, now);
        // Last: a transaction that waits for a key must not hold another one's.
        const deleted = await deleteStartedBefore(transaction, toInstant(now - KEPT_MS));
        await upkeep.note(transaction, 1 + deleted);
        return taken;
      });
      await upkeep.settle();
      return begun;
    },
    saveProgress: (attemptId, progress) => change(attemptId, { progress: toLogText(progress) }),
    finish: (attemptId, result) => change(attemptId, { state: 'FINISHED', result: toLogText(result) }),
    suspend: (attemptId) => change(attemptId, { state: 'SUSPENDED' }),
    async release(attemptId) {
      await upkeep.note(db, await deleteWrite(db, attemptId));
      await upkeep.settle();
    },
  };
}

async function beginIn(db: Transaction<Tables>, write: LoggedWrite, now: number): Promise<BegunWrite> {
  const row = toWriteLogRow(write, now);
  if (await insertUnlessKept(db, row, toInstant(now - KEPT_MS))) return toBegun(row, false);
  // The insert has locked what it has not replaced.
  const kept = await selectWrite(db, row.key);
  if (kept.fingerprint !== row.fingerprint) return { state: 'OTHER_INPUT' };
  if (kept.result !== null) return { state: 'FINISHED', result: fromLogText(kept.result) };
  const leaseMs = Date.parse(kept.lease_until) - now;
  if (kept.state === 'BEGUN' && leaseMs > 0) return { state: 'UNDER_WAY', retryAfterMs: leaseMs };
  await changeWrite(db, kept.attempt_id, { state: 'BEGUN', lease_until: row.lease_until });
  return toBegun(kept, true);
}

function toBegun({ attempt_id, started_at, progress }: WriteLogTable, isRepeat: boolean): BegunWrite {
  return {
    state: 'BEGUN',
    attemptId: attempt_id,
    startedAt: started_at,
    isRepeat,
    progress: progress === null ? null : fromLogText(progress),
  };
}
