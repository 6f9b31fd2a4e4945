#!/usr/bin/env node
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { UsageError, type Command, type CommandIo } from './commands/command.js';
import { isCommand, toUsage, type CommandName } from './commands/usage.js';
import { ConfigError } from './config/problems.js';
import { ListenError } from './http/server.js';
import { StoreError } from './store/store-error.js';
import { keepGarbageYoung } from './young-garbage.js';

keepGarbageYoung();

/** As shells tell of a program that a signal has ended. */
const EXIT_BY_SIGNAL = 128;
/** What keeps the process alive after its command is over is no reason to stay. */
const LEAVING_MS = 500;

/** Loaded when they run: the demo and the simulators are no part of a started gateway. */
const COMMANDS: Readonly<Record<CommandName, () => Promise<Command>>> = {
  start: async () => {
    // It is compiled by threads that have nothing else to do; when that fails, whoever opens the store is told.
    import('./store/pglite/compiled-pglite.js').then(({ compilePglite }) => compilePglite()).catch(() => {});
    return (await import('./commands/start.js')).runStart;
  },
  doctor: async () => (await import('./commands/doctor.js')).runDoctor,
  demo: async () => (await import('./commands/demo.js')).runDemo,
  simulate: async () => (await import('./commands/simulate.js')).runSimulate,
  token: async () => (await import('./commands/token.js')).runToken,
  directory: async () => (await import('./commands/directory.js')).runDirectory,
  schema: async () => (await import('./commands/schema.js')).runSchema,
};

async function run([name = '', ...argv]: readonly string[], io: CommandIo): Promise<number> {
  const asksHelp = argv.includes('--help') && isCommand(name);
  if (name === '--help' || name === '-h' || asksHelp) return print(toUsage(name), io);
  if (name === '--version') return print(`${readVersion()}\n`, io);
  if (!isCommand(name)) {
    throw new UsageError(
      `${name === '' ? 'A command is missing' : `There is no command ${name}`}.\n\n${toUsage(name)}`,
    );
  }
  const command = await COMMANDS[name]();
  return command(argv, io);
}

function print(text: string, { stdout }: CommandIo): number {
  stdout.write(text);
  return 0;
}

function readVersion(): string {
  const { version } = createRequire(import.meta.url)('ticket-gateway/package.json') as { version: string };
  return version;
}

/** Failures that a person can mend are told in a sentence; a fault of ours keeps its stack. */
function toText(error: unknown): string {
  const isForPeople = [UsageError, ConfigError, ListenError, StoreError].some((type) => error instanceof type);
  return isForPeople && error instanceof Error ? error.message : String((error as Error)?.stack ?? error);
}

/** The first signal asks to stop, the second one does not ask. */
const stopped = new Promise<void>((resolve) => {
  let isAsked = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isAsked) process.exit(EXIT_BY_SIGNAL + constants.signals[signal]);
      isAsked = true;
      resolve();
    });
  }
});

function catchFaults(tell: (error: unknown) => void): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
      process.on(event, (error: unknown) => {
        tell(error);
        resolve();
      });
    }
  });
}

// Whoever reads our output may have read enough, as in `directory list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  const { stdout, stderr, env: environment } = process;
  process.exitCode = await run(process.argv.slice(2), { stdout, stderr, environment, stopped, catchFaults });
} catch (error) {
  process.stderr.write(`${toText(error)}\n`);
  process.exitCode = 1;
}

// Whoever reads our output may be slow.
await Promise.all([process.stdout, process.stderr].map(written));
setTimeout(() => process.exit(), LEAVING_MS).unref();

/** Resolves when all has been taken that was written so far. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
