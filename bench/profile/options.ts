import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { fromCaller, parseCommandLine, toWholeNumber, UsageError } from '../command.js';
import { MANY, sharedWork, toWork, type Work } from '../works/works.js';

export const USAGE = `Usage: npm run profile -- [--query NAME|FILE] [--seconds N] [--output FILE]

Profiles the gateway under load, and prints where its time goes.

  --query NAME|FILE  list, ticket, typename or shared, as npm run bench has them; or a file with a GraphQL query, asked
                     by the users of the accounts; default list
  --seconds N        how long, 1 to 600; default 5
  --output FILE      where to write the profile; default NAME.cpuprofile
  --help
`;

const SECONDS = 5;

export interface ProfileOptions {
  readonly work: Work;
  /** What to ask instead of the work's own document; null asks that. */
  readonly document: string | null;
  readonly seconds: number;
  readonly outputFile: string;
}

/** Reads the command line, and the query; null when it asks for help. @throws UsageError */
export async function parseOptions(argv: readonly string[]): Promise<ProfileOptions | null> {
  const { help, query, seconds, output } = parseCommandLine(argv, {
    query: { type: 'string', default: 'list' },
    seconds: { type: 'string' },
    output: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
  if (help) return null;
  const work = toNamedWork(query);
  return {
    // How many calls a query of somebody's own takes is not known.
    work: work ?? { ...toWork('list', MANY), callsPerQuery: null },
    document: work === null ? await readDocument(query) : null,
    seconds: toWholeNumber('--seconds', seconds, 600) ?? SECONDS,
    outputFile: fromCaller(output ?? `${basename(query, extname(query))}.cpuprofile`),
  };
}

function toNamedWork(name: string): Work | null {
  if (name === 'shared') return sharedWork;
  return name === 'list' || name === 'ticket' || name === 'typename' ? toWork(name, MANY) : null;
}

async function readDocument(query: string): Promise<string> {
  try {
    return await readFile(fromCaller(query), 'utf8');
  } catch (error) {
    throw new UsageError(`--query: there is neither a query nor a file ${query}.`, { cause: error });
  }
}
