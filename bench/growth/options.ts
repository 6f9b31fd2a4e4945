import { fromCaller, parseCommandLine, toNames, toWholeNumber } from '../command.js';

export const GROWTH_NAMES = ['backends', 'pages', 'callers', 'tickets'] as const;
export type GrowthName = (typeof GROWTH_NAMES)[number];

const SECONDS = 3;
const FEWEST_TICKETS = 10_000;
const MOST_TICKETS = 1_000_000;
const TICKETS = 100_000;

export const USAGE = `Usage: npm run bench:growth -- [--only NAME,…] [--seconds N] [--tickets N] [--data-directory DIR] [--json FILE]

Measures how the gateway's processor time for each query grows with one thing while all else stays, prints Markdown
tables, and fails when twice as much takes far more than twice the time.

  --only                what grows: ${GROWTH_NAMES.join(', ')}; default: all
  --seconds N           length of a round, 1 to 600; default ${SECONDS}
  --tickets N           the most stored tickets, ${FEWEST_TICKETS} to ${MOST_TICKETS}; default ${TICKETS}
  --data-directory DIR  where the stores are kept and, once they are filled, found again; default: a temporary folder
  --json FILE           where to write all figures
  --help
`;

export interface GrowthOptions {
  readonly growths: readonly GrowthName[];
  /** Length of a round. */
  readonly seconds: number;
  /** The most that a store is filled with. */
  readonly tickets: number;
  /** Of the stores, a folder for each; null for one that is removed after the run. */
  readonly dataDirectory: string | null;
  readonly jsonFile: string | null;
}

/** Reads the command line; null when it asks for help. @throws UsageError */
export function parseOptions(argv: readonly string[]): GrowthOptions | null {
  const values = parse(argv);
  if (values.help) return null;
  return {
    growths: toNames('--only', values.only, GROWTH_NAMES),
    seconds: toWholeNumber('--seconds', values.seconds, 600) ?? SECONDS,
    tickets: toWholeNumber('--tickets', values.tickets, MOST_TICKETS, FEWEST_TICKETS) ?? TICKETS,
    dataDirectory: toPath(values['data-directory']),
    jsonFile: toPath(values.json),
  };
}

function parse(argv: readonly string[]) {
  return parseCommandLine(argv, {
    only: { type: 'string' },
    seconds: { type: 'string' },
    tickets: { type: 'string' },
    'data-directory': { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
}

function toPath(path: string | undefined): string | null {
  return path === undefined ? null : fromCaller(path);
}
