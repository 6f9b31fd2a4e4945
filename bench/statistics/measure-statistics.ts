import { cpus } from 'node:os';
import { sql, type Kysely } from 'kysely';
import type { Tables } from '../../src/store/sql/tables.js';
import { createAsked } from './ask.js';
import { BACKEND } from './backend.js';
import { measure, type Measured } from './measure.js';
import { measurePages } from './measure-pages.js';
import { KEPT_QUESTION, QUESTIONS, type Question } from './questions.js';
import { toTable } from './table.js';
import { withTickets, type Filling } from './with-tickets.js';

export { createPgliteDatabase } from './database.js';
export { fillStore } from './with-tickets.js';

export interface Task extends Filling {
  /** How often each question is asked. */
  readonly runs: number;
}

/** Kept answers and pages take so little that more runs are needed: for each of the others, so many. */
const RUNS_OF_KEPT = 20;
const RUNS_OF_PAGES = 40;

/** How long statistics take, as Markdown. @throws UsageError when the database holds something else */
export async function measureStatistics(task: Task): Promise<string> {
  // Before and after, so that a machine that turns slower is seen in what all else is compared with.
  const { version, before } = await withTickets(task, async (db) => ({
    version: await readVersion(db),
    before: await measurePlainCount(db, task),
  }));
  const counted = await measureQuestions(task, { statisticsKeptMs: 0 }, QUESTIONS);
  const kept = await measureQuestions(task, {}, [KEPT_QUESTION], RUNS_OF_KEPT);
  const after = await withTickets(task, (db) => measurePlainCount(db, task));
  const plain = { ...before, runsMs: [...before.runsMs, ...after.runsMs] };
  return [
    toTitle(task, version),
    toTable([plain, ...counted.rows, ...kept.rows], '× plain count'),
    `Resident memory at the end: ${kept.residentMiB} MiB\n`,
  ].join('\n\n');
}

/** How long pages take, as Markdown. @throws UsageError when the database holds something else */
export async function measurePaging(task: Task): Promise<string> {
  return withTickets(task, async (db) => {
    const rows = await measurePages({ ...task, runs: task.runs * RUNS_OF_PAGES, db });
    return `${toTitle(task, await readVersion(db))}\n\n${toTable(rows, '× first page')}\n`;
  });
}

function toTitle({ tickets }: Task, version: string): string {
  const machine = `Node.js ${process.version}, ${cpus().length} cores`;
  return `${tickets} tickets in ${version}; ${machine}; ${new Date().toISOString().slice(0, 10)}`;
}

async function readVersion(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ version: string }>`select split_part(version(), ' on ', 1) as version`.execute(db);
  return rows[0]?.version ?? 'a database of unknown version';
}

/** What everything is compared with: the least that a database can do to count. */
async function measurePlainCount(db: Kysely<Tables>, { runs, report }: Task): Promise<Measured> {
  const name = 'select count(*)';
  const count = sql<{ tickets: number }>`select count(*) as tickets from tickets where backend = ${BACKEND}`;
  const plain = await measure(name, runs, async () => (await count.execute(db)).rows[0]?.tickets ?? 0);
  report(name);
  return plain;
}

async function measureQuestions(
  { database, runs, report }: Task,
  limits: Record<string, unknown>,
  questions: readonly Question[],
  times = 1,
) {
  const { ask, close } = await createAsked(database, limits);
  try {
    const rows: Measured[] = [];
    for (const question of questions) {
      rows.push(await measure(question.name, runs * times, () => ask(question)));
      report(question.name);
    }
    return { rows, residentMiB: Math.round(process.memoryUsage.rss() / 2 ** 20) };
  } finally {
    await close();
  }
}
