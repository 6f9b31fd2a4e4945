import { fileURLToPath } from 'node:url';
import { run } from '../process/child.js';
import { chooseCores } from '../process/cores.js';
import { report } from '../report/progress.js';

/** Of the repository, whose packages the filling needs. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const MAIN = 'bench/statistics/main.ts';

/** Fills a store with made-up tickets, unless they are there. @throws Error when other things are */
export async function fillStore(tickets: number, dataDirectory: string): Promise<void> {
  report(`filling a store with ${tickets} tickets, unless they are there`);
  const options = ['--fill-only', '--tickets', String(tickets), '--data-directory', dataDirectory];
  await run({
    name: 'filling',
    node: process.execPath,
    core: chooseCores().server,
    cwd: ROOT,
    argv: ['--import', 'tsx', MAIN, ...options],
  });
}
