import { parseOptions, parseWholeNumber, UsageError } from '../../src/commands/command.js';
import { StoreError } from '../../src/store/store-error.js';

const USAGE = `Usage: npm run bench:statistics -- [--tickets N] [--runs N] [--data-directory DIR] [--pages | --fill-only]

Fills a store with made-up tickets, and prints how long a gateway over it takes for statistics.

  --tickets N           how many tickets, 1 to 10000000; default 1000000
  --runs N              how often each question is asked, 1 to 1000; default 5
  --data-directory DIR  where the store is kept and, once it is filled, found again; default: a temporary folder
  --pages               measures pages of the store instead, in each order, each 40 times as often
  --fill-only           measures nothing
  --help
`;

const OPTIONS = {
  tickets: { type: 'string', default: '1000000' },
  runs: { type: 'string', default: '5' },
  'data-directory': { type: 'string' },
  pages: { type: 'boolean', default: false },
  'fill-only': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

const startMs = performance.now();

/** A line on standard error, with the seconds since the start. */
function report(progress: string): void {
  process.stderr.write(`${((performance.now() - startMs) / 1000).toFixed(1).padStart(7)} s  ${progress}\n`);
}

async function run(argv: readonly string[]): Promise<string> {
  const options = parseOptions(argv, OPTIONS);
  if (options.help) return USAGE;
  const tickets = parseWholeNumber('--tickets', options.tickets, 1, 10_000_000);
  const runs = parseWholeNumber('--runs', options.runs, 1, 1000);
  if (options['fill-only'] && options['data-directory'] === undefined) {
    throw new UsageError('--fill-only needs --data-directory: what is filled elsewhere is removed.');
  }
  if (options['fill-only'] && options.pages) throw new UsageError('Give --pages or --fill-only, not both.');
  // Loaded once the options are right: it is most of the gateway.
  const { createPgliteDatabase, fillStore, measurePaging, measureStatistics } = await import('./measure-statistics.js');
  const database = await createPgliteDatabase(options['data-directory'] ?? null);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void database.remove().finally(() => process.exit(1)));
  }
  try {
    if (options['fill-only']) return await fillStore({ database, tickets, report });
    const measureAll = options.pages ? measurePaging : measureStatistics;
    return await measureAll({ database, tickets, runs, report });
  } finally {
    await database.remove();
  }
}

try {
  process.stdout.write(await run(process.argv.slice(2)));
} catch (error) {
  const isForPeople = error instanceof UsageError || error instanceof StoreError;
  process.stderr.write(`${isForPeople ? error.message : String((error as Error)?.stack ?? error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
