import { parseCommandLine, toNames, toWholeNumber } from './command.js';
import type { Lengths } from './measure/measure-work.js';
import { SERVER_NAMES, type ServerName } from './servers/index.js';
import { WORK_NAMES, type WorkName } from './works/works.js';

export const USAGE = `Usage: npm run bench -- [--quick] [--only NAME,…] [--works NAME,…] [--seconds N] [--rounds N]
                        [--node PATH] [--json FILE]

Measures the gateway beside other servers over the same upstream, and prints Markdown tables.

  --quick       short rounds: to see that all works, not to compare
  --only        which servers: ${SERVER_NAMES.join(', ')}; default: all
  --works       what is asked: ${WORK_NAMES.join(', ')}; default: all
  --seconds N   length of a round, 1 to 600; default 4
  --rounds N    rounds of each server, 1 to 100; default 4
  --node PATH   the Node.js binary that runs the servers and the upstream; default: this one
  --json FILE   where to write all figures
  --help
`;

export interface Options extends Lengths {
  readonly servers: readonly ServerName[];
  readonly works: readonly WorkName[];
  /** Path of the Node.js binary of the servers and the upstream. */
  readonly node: string;
  readonly jsonFile: string | null;
}

const QUICK: Lengths = { seconds: 0.5, rounds: 2, warmUpSeconds: 0.4 };
const USUAL: Lengths = { seconds: 4, rounds: 4, warmUpSeconds: 30 };

/** Reads the command line; null when it asks for help. @throws UsageError */
export function parseOptions(argv: readonly string[]): Options | null {
  const values = parse(argv);
  if (values.help) return null;
  const lengths = values.quick ? QUICK : USUAL;
  return {
    servers: toNames('--only', values.only, SERVER_NAMES),
    works: toNames('--works', values.works, WORK_NAMES),
    seconds: toWholeNumber('--seconds', values.seconds, 600) ?? lengths.seconds,
    rounds: toWholeNumber('--rounds', values.rounds, 100) ?? lengths.rounds,
    warmUpSeconds: lengths.warmUpSeconds,
    node: values.node,
    jsonFile: values.json ?? null,
  };
}

function parse(argv: readonly string[]) {
  return parseCommandLine(argv, {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    works: { type: 'string' },
    seconds: { type: 'string' },
    rounds: { type: 'string' },
    node: { type: 'string', default: process.execPath },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  });
}
