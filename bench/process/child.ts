import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A program on one core. */
export interface Program {
  readonly name: string;
  /** Path of the Node.js binary. */
  readonly node: string;
  readonly argv: readonly string[];
  readonly core: number;
  /** Whether it talks to us by messages. */
  readonly ipc?: boolean;
  readonly cwd?: string;
  /** Besides our own. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly process: ChildProcess;
  /** What it said so far on standard error and standard output: the last of it. */
  output(): string;
}

/** All that has been started, to be stopped. */
const running = new Map<ChildProcess, Promise<void>>();

const OUTPUT_CHARACTERS = 4000;
const STOP_MS = 5000;

/** Starts a program where `taskset` puts it. */
export function start({ name, node, argv, core, ipc = false, environment, ...options }: Program): Child {
  const stdio = ipc ? (['ignore', 'pipe', 'pipe', 'ipc'] as const) : (['ignore', 'pipe', 'pipe'] as const);
  const child = spawn('taskset', ['-c', String(core), node, ...argv], {
    ...options,
    stdio: [...stdio],
    env: { ...process.env, NODE_ENV: 'production', ...environment },
    serialization: 'advanced',
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-OUTPUT_CHARACTERS);
    });
  }
  child.once('error', (error) => (output += `${error.message}: is taskset of util-linux installed?`));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  running.set(child, ended);
  void ended.then(() => running.delete(child));
  return {
    name,
    pid: child.pid ?? -1,
    process: child,
    output: () => output,
  };
}

/** Stops whatever still runs, and waits for its end. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(([child, ended]) => stop(child, ended)));
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

const LISTENS = /listens on (http:\/\/\S+)/;
const START_MS = 60_000;

/** The address that a program says it listens on. @throws Error when it ends, or says nothing for a minute */
export async function addressOf(child: Child): Promise<string> {
  const tooLate = AbortSignal.timeout(START_MS);
  for (;;) {
    const [, url] = LISTENS.exec(child.output()) ?? [];
    if (url !== undefined) return url;
    const { exitCode, stdout } = child.process;
    if (exitCode !== null || stdout === null || tooLate.aborted || child.pid === -1) throw notStarted(child);
    await Promise.race([once(stdout, 'data', { signal: tooLate }), once(child.process, 'exit')]).catch(() => {
      throw notStarted(child);
    });
  }
}

function notStarted({ name, output }: Child): Error {
  return new Error(`${name} did not start:\n${output()}`);
}

/** Runs a program to its end. @throws Error when it fails */
export async function run(program: Program): Promise<void> {
  const child = start(program);
  const code = await new Promise((resolve) => child.process.once('close', resolve));
  if (code !== 0) throw new Error(`${program.name} failed:\n${child.output()}`);
}

/** Sends a message to a program and waits for the one it answers with. @throws Error when it ends instead */
export function ask<Order, Answer>(child: Child, order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error(`${child.name} ended:\n${child.output()}`));
    child.process.once('exit', onExit);
    child.process.once('message', (answer: unknown) => {
      child.process.off('exit', onExit);
      resolve(answer as Answer);
    });
    child.process.send(order as object);
  });
}
