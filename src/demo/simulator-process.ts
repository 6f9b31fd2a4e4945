import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { simulated, type Simulated } from './simulated.js';

export interface SimulatorProcess {
  /** Resolves when it answers. Rejects when it ends before that. */
  readonly ready: Promise<Simulated>;
  /** Ends the process and waits until it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts all simulators in a process of their own, by the same program as this one.
 * @param tickets how many each makes up
 */
export function startSimulators(tickets: number): SimulatorProcess {
  const [program = ''] = process.argv.slice(1);
  const argv = ['simulate', 'all', '--json', '--port', '0', '--quota', '1000000000', '--tickets', `${tickets}`];
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
    throw new Error(`The simulators ended with exit code ${String(code)} before they were ready.`);
  });
  const [line] = (await Promise.race([once(createInterface(stdout), 'line'), ended])) as [string];
  ended.catch(() => {}); // They end in time, when they are told to.
  return simulated.parse(JSON.parse(line));
}
