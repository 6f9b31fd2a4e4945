import { createEvEnergyData, createEvEnergySimulator, type EvEnergySimulator } from '../simulators/ev-energy/index.js';
import { toListenError } from '../server.js';
import { HIGHEST_PORT, parseOptions, parseWholeNumber, UsageError, type Command } from './command.js';

const HOST = '127.0.0.1';
const OPTIONS = {
  port: { type: 'string', default: '4100' },
  tickets: { type: 'string', default: '600' },
  seed: { type: 'string', default: '1' },
  quota: { type: 'string', default: '1000' },
  json: { type: 'boolean', default: false },
} as const;

/** What `simulate ev-energy --json` prints, in one line. */
export interface SimulatedEvEnergy {
  readonly provider: 'ev-energy';
  readonly url: string;
  readonly baseUrl: string;
  readonly tokenUrl: string;
  readonly credentials: EvEnergySimulator['credentials'];
  readonly users: EvEnergySimulator['data']['users'];
  readonly organizations: EvEnergySimulator['data']['organizations'];
}

/**
 * `ticket-gateway simulate ev-energy --port N [--tickets N] [--seed N] [--quota N] [--json]`: plays the upstream until
 * it is asked to stop. `--quota` is in requests per hour.
 */
export const runSimulate: Command = async ([provider, ...argv], { stdout, stopped }) => {
  if (provider !== 'ev-energy') throw new UsageError('simulate must be followed by one of: ev-energy.');
  const options = parseOptions(argv, OPTIONS);
  const data = createEvEnergyData({
    tickets: parseWholeNumber('--tickets', options.tickets, 0, 1_000_000),
    seed: parseWholeNumber('--seed', options.seed, 0, 2 ** 31),
  });
  const simulator = createEvEnergySimulator({
    data,
    quota: parseWholeNumber('--quota', options.quota, 1, 1_000_000_000),
  });
  await listenOn(simulator, parseWholeNumber('--port', options.port, 0, HIGHEST_PORT));
  const simulated = describe(simulator);
  stdout.write(options.json ? `${JSON.stringify(simulated)}\n` : toText(simulated));
  await stopped;
  await simulator.close();
  return 0;
};

async function listenOn(simulator: EvEnergySimulator, port: number): Promise<void> {
  try {
    await simulator.listen(port, HOST);
  } catch (error) {
    throw error instanceof Error && 'code' in error ? toListenError(error, HOST, port) : error;
  }
}

function describe({ url, baseUrl, tokenUrl, credentials, data }: EvEnergySimulator): SimulatedEvEnergy {
  const { users, organizations } = data;
  return { provider: 'ev-energy', url, baseUrl, tokenUrl, credentials, users, organizations };
}

function toText({ baseUrl, tokenUrl, credentials }: SimulatedEvEnergy): string {
  const { user, organization, allAreas } = credentials;
  return `ev.energy simulator: ${baseUrl}, tokens at ${tokenUrl}
  one user's tickets         client ${user.clientId}, secret ${user.clientSecret} (${user.userId})
  one organisation's tickets client ${organization.clientId}, secret ${organization.clientSecret} (${organization.organizationId})
  all areas                  client ${allAreas.clientId}, secret ${allAreas.clientSecret}
`;
}
