import type { SimulatorServer } from '../simulators/http/server.js';
import { createTogether, type Together } from '../simulators/together.js';
import { toListenError } from '../http/server.js';
import { HIGHEST_PORT, parseOptions, parseWholeNumber, UsageError, type Command } from './command.js';
import { describeEvEnergy, describeMoov, describeSirportly, toText } from '../simulators/described.js';

const HOST = '127.0.0.1';
const OPTIONS = {
  port: { type: 'string', default: '4100' },
  tickets: { type: 'string', default: '600' },
  seed: { type: 'string', default: '1' },
  quota: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** What each word plays, in the order of its ports. */
const PLAYS = {
  'ev-energy': ['evEnergy'],
  moov: ['moov'],
  sirportly: ['sirportly'],
  all: ['evEnergy', 'moov', 'sirportly'],
} as const;

/**
 * `ticket-gateway simulate ev-energy|moov|sirportly|all [--port N] [--tickets N] [--seed N] [--quota N] [--json]`: plays
 * upstreams, whose people are the same, until it is asked to stop. `all` takes three ports from the given one on;
 * `--quota` is of ev.energy, in requests per hour.
 */
export const runSimulate: Command = async ([word = '', ...argv], { stdout, stopped }) => {
  if (!isPlay(word)) throw new UsageError(`simulate must be followed by one of: ${Object.keys(PLAYS).join(', ')}.`);
  const options = parseOptions(argv, OPTIONS);
  const plays = PLAYS[word];
  if (options.quota !== undefined && !plays.some((name) => name === 'evEnergy'))
    throw new UsageError('--quota is of ev.energy alone.');
  // The last of them takes one, too.
  const port = parseWholeNumber('--port', options.port, 0, HIGHEST_PORT + 1 - plays.length);
  const together = createTogether({
    tickets: parseWholeNumber('--tickets', options.tickets, 0, 1_000_000),
    seed: parseWholeNumber('--seed', options.seed, 0, 2 ** 31),
    quota: parseWholeNumber('--quota', options.quota ?? '1000', 1, 1_000_000_000),
  });
  const played = plays.map((name) => together[name]);
  try {
    await listenInTurn(played, port);
    const simulated = plays.map((name) => describe(name, together));
    stdout.write(options.json ? `${JSON.stringify(toJson(word, simulated))}\n` : simulated.map(toText).join('\n'));
    await stopped;
  } finally {
    await Promise.all(played.map((simulator) => simulator.close()));
  }
  return 0;
};

function isPlay(word: string): word is keyof typeof PLAYS {
  return Object.hasOwn(PLAYS, word);
}

/** Each on the port after the one before it; each on a free one for port 0. */
async function listenInTurn(simulators: readonly SimulatorServer[], first: number): Promise<void> {
  for (const [index, simulator] of simulators.entries()) {
    const port = first === 0 ? 0 : first + index;
    try {
      await simulator.listen(port, HOST);
    } catch (error) {
      throw error instanceof Error && 'code' in error ? toListenError(error, HOST, port) : error;
    }
  }
}

function describe(name: (typeof PLAYS)['all'][number], together: Together) {
  switch (name) {
    case 'evEnergy':
      return describeEvEnergy(together.evEnergy);
    case 'moov':
      return describeMoov(together.moov, together.moovAccounts);
    case 'sirportly':
      return describeSirportly(together.sirportly, together.evEnergy.data.organizations);
  }
}

function toJson(word: keyof typeof PLAYS, simulated: readonly { readonly provider: string }[]): unknown {
  return word === 'all' ? Object.fromEntries(simulated.map((each) => [each.provider, each])) : simulated[0];
}
