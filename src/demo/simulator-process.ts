import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
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
  /** Resolves when it answers. Rejects when it ends before that. */
  readonly ready: Promise<Simulated>;
  /** Ends the process and waits until it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts an ev.energy simulator in a process of its own, by the same program as this one.
 * @param tickets how many it makes up
 */
export function startSimulator(tickets: number): SimulatorProcess {
  const [program = ''] = process.argv.slice(1);
  const argv = ['simulate', 'ev-energy', '--json', '--port', '0', '--quota', '1000000000', '--tickets', `${tickets}`];
  const child = spawn(process.execPath, [...process.execArgv, program, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const ready = readLine(child, exited);
  // Whoever waits for it is told; it may also be stopped before anybody waits.
  ready.catch(() => {});
  return {
    ready,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function readLine({ stdout }: ChildProcessByStdio<null, Readable, null>, exited: Promise<unknown[]>) {
  const ended = exited.then(([code]): never => {
    throw new Error(`The simulator ended with exit code ${String(code)} before it was ready.`);
  });
  const [line] = (await Promise.race([once(createInterface(stdout), 'line'), ended])) as [string];
  ended.catch(() => {}); // It ends in time, when it is told to.
  return simulated.parse(JSON.parse(line));
}
