import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPgliteDatabase, measureStatistics } from '../../bench/statistics/measure-statistics.js';
import { openDatabase } from '../../src/store/open-database.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TICKETS = 500;

/** What the rows are to have counted, by plain SQL. */
const CONDITIONS: readonly (readonly [name: string, condition: string])[] = [
  ['select count(*)', 'true'],
  ['dashboard, unfiltered', 'true'],
  ['dashboard, user', `user_id = 'user${'1'.padStart(26, '0')}'`],
  ['dashboard, organization', `organization_id = 'orgn${'1'.padStart(26, '0')}'`],
  ['dashboard, status: OPEN', `status = 'OPEN'`],
  ['dashboard, status: CLOSED', `status = 'CLOSED'`],
  ['dashboard, humanVerifiedCategory', `human_verified_category = 'CATEGORY_1'`],
  ['dashboard, aiGeneratedCategory', `ai_generated_category = 'CATEGORY_1'`],
  ['dashboard, createdAt: last 30 days', `created_at >= '2026-06-01'`],
  ['dashboard, tags: a frequent one', `'tag1' = any(tags)`],
  ['dashboard, tags: a rare one', `'tag40' = any(tags)`],
  ['dashboard, search: a frequent word', `conversation_summary ~ '\\yword1\\y'`],
  ['dashboard, search: a rare word', `conversation_summary ~ '\\yword2500\\y'`],
  ['total, unfiltered', 'true'],
  ['byStatus, unfiltered', 'true'],
  ['volume, unfiltered', 'true'],
  ['resolution without percentiles, unfiltered', 'true'],
  ['percentiles, unfiltered', 'true'],
  ['dashboard, unfiltered, kept', 'true'],
];

describe('npm run bench:statistics', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-test-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const measure = async (directory: string) =>
    measureStatistics({ database: await createPgliteDatabase(directory), tickets: TICKETS, runs: 1, report: () => {} });

  it('gives a row for every question, with the tickets it is about', async () => {
    const directory = join(folder, 'filled');

    const table = await measure(directory);

    const expected = await countByPlainSql(directory);
    expect(readRows(table).map(([name, tickets]) => [name, Number(tickets)])).toEqual(expected);
    expect(new Set(expected.map(([, tickets]) => tickets)).size).toBeGreaterThan(8);
    expect(readRows(table).every(([, , ...times]) => times.every((time) => Number(time) > 0))).toBe(true);
  });

  it('leaves a folder alone that it did not fill', async () => {
    await expect(measure(ROOT)).rejects.toThrow('was not filled here, or not to the end');
  });

  it('says what is wrong with its options', async () => {
    const { code, stdout, stderr } = await bench('--tickets 0');

    expect([code, stdout, stderr.trim()]).toEqual([2, '', '--tickets must be a whole number from 1 to 10000000.']);
  });
});

interface Printed {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function bench(line: string): Promise<Printed> {
  const args = ['--import', 'tsx', 'bench/statistics/main.ts', ...line.split(' ')];
  return new Promise((resolve) => {
    const child = execFile(process.execPath, args, { cwd: ROOT }, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** The cells of each row of the table, without its header. */
function readRows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('| '));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

async function countByPlainSql(directory: string): Promise<(readonly [name: string, tickets: number])[]> {
  const { db, close } = await openDatabase(directory);
  try {
    return await Promise.all(
      CONDITIONS.map(async ([name, condition]) => {
        const { rows } = await sql<{ tickets: number }>`
          select count(*) as tickets from tickets where ${sql.raw(condition)}`.execute(db);
        return [name, rows[0]?.tickets ?? -1] as const;
      }),
    );
  } finally {
    await close();
  }
}
