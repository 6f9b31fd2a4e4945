import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const credential = z.object({ clientId: z.string(), clientSecret: z.string() });

/** The line that `simulate ev-energy --json` prints. */
const simulated = z.object({
  url: z.string(),
  baseUrl: z.string(),
  tokenUrl: z.string(),
  credentials: z.object({
    user: credential.extend({ userId: z.string() }),
    organization: credential.extend({ organizationId: z.string() }),
    allAreas: credential,
  }),
  users: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullable(),
      fullName: z.string(),
      joinedAt: z.string(),
      organizationId: z.string().nullable(),
    }),
  ),
  organizations: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Simulated = z.infer<typeof simulated>;

export interface SimulatorProcess {
  readonly simulated: Simulated;
  /** Ends the process and waits until it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts an ev.energy simulator in a process of its own, by the same program as this one.
 * @param tickets how many it makes up
 * @throws Error when it ends before it is ready
 */
export async function startSimulator(tickets: number): Promise<SimulatorProcess> {
  const [program = ''] = process.argv.slice(1);
  const argv = ['simulate', 'ev-energy', '--json', '--port', '0', '--quota', '1000000000', '--tickets', `${tickets}`];
  const child = spawn(process.execPath, [...process.execArgv, program, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await readFirstLine(child);
  return { simulated: simulated.parse(JSON.parse(line)), stop: () => stop(child) };
}

async function readFirstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('The simulator has no output to read.');
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The simulator ended with exit code ${String(code)} before it was ready.`);
  });
  const [line] = (await Promise.race([once(createInterface(child.stdout), 'line'), ended])) as [string];
  ended.catch(() => {}); // It ends in time, when it is told to.
  return line;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}
