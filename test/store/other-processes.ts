import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = new URL('./other-process.ts', import.meta.url);

export interface OtherProcess {
  readonly pid: number;
  /** Waits until it has said that many lines in all; they may be more. */
  said(lines: number): Promise<readonly string[]>;
  /** As `kill -9`. Gives everything that it said. */
  kill(): Promise<readonly string[]>;
  /** Waits for its end. */
  exitCode(): Promise<number | null>;
}

/** Starts `other-process.ts`. */
export function startOtherProcess(dataDirectory: string, task: 'write' | 'leave'): OtherProcess {
  const program = ['--import', import.meta.resolve('tsx'), fileURLToPath(PROGRAM), dataDirectory, task];
  const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const closed = once(child, 'close');
  return {
    pid: child.pid ?? 0,
    async said(count) {
      while (lines.length < count) await Promise.race([once(reader, 'line'), failAtEnd(closed)]);
      return lines;
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
      return lines;
    },
    async exitCode() {
      await closed;
      return child.exitCode;
    },
  };
}

async function failAtEnd(closed: Promise<unknown>): Promise<never> {
  await closed;
  throw new Error('The other process has ended too early.');
}
