import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toDemoText } from '../demo/demo-text.js';
import { startSimulators } from '../demo/simulator-process.js';
import { HIGHEST_PORT, parseOptions, parseWholeNumber, type Command } from './command.js';

const OPTIONS = {
  port: { type: 'string', default: '4000' },
  tickets: { type: 'string', default: '600' },
  json: { type: 'boolean', default: false },
} as const;
const MOST_TICKETS = 100_000;

/**
 * `ticket-gateway demo [--port N] [--tickets N] [--json]`: a gateway over four backends full of made-up tickets, with
 * tokens to try. `--tickets` is for each backend. Everything is gone when it stops.
 */
export const runDemo: Command = async (argv, { stdout, stopped }) => {
  const options = parseOptions(argv, OPTIONS);
  const port = parseWholeNumber('--port', options.port, 0, HIGHEST_PORT);
  const tickets = parseWholeNumber('--tickets', options.tickets, 1, MOST_TICKETS);
  const folder = await mkdtemp(join(tmpdir(), 'ticket-gateway-demo-'));
  const simulators = startSimulators(tickets);
  try {
    // The gateway is loaded while the simulators start.
    const { startDemoGateway } = await import('../demo/demo-gateway.js');
    const simulated = await simulators.ready;
    const gateway = await startDemoGateway({ port, tickets, folder, simulated });
    stdout.write(options.json ? `${JSON.stringify(gateway.description)}\n` : toDemoText(gateway.description));
    await stopped;
    await gateway.stop();
  } finally {
    await simulators.stop();
    await rm(folder, { recursive: true, force: true });
  }
  return 0;
};
