import { Session } from 'node:inspector/promises';
import { isMainThread } from 'node:worker_threads';
import type { CpuProfile } from './cpu-profile.js';

// Loaded into the process that is to be profiled, before its own modules.

export interface ProfilerOrder {
  readonly action: 'start' | 'stop';
}

/** What it answers: to `start` nothing. */
export interface ProfilerAnswer {
  readonly profile: CpuProfile | null;
}

const session = new Session();

async function obey({ action }: ProfilerOrder): Promise<ProfilerAnswer> {
  if (action === 'stop') return session.post('Profiler.stop');
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  return { profile: null };
}

function listen(): void {
  session.connect();
  process.on('message', (order: ProfilerOrder) => {
    obey(order).then(
      (answer) => process.send?.(answer),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  });
  // It must not keep a process that is done.
  process.channel?.unref();
}

// What is loaded before a process is loaded before each of its threads too.
if (isMainThread) listen();
