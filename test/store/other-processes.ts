import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./other-process.mjs', import.meta.url));
const FAULTY_DISK = new URL('./faulty-disk.mjs', import.meta.url);

export interface OtherProcess {
  readonly pid: number;
  /** Waits until it has said that many lines in all; they may be more. */
  said(lines: number): Promise<readonly string[]>;
  /** Sends a line; gives the next one that it says. */
  ask(line: string): Promise<string>;
  /** As `kill -9`. Gives everything that it said. */
  kill(): Promise<readonly string[]>;
  /** Waits for its end. */
  exitCode(): Promise<number | null>;
}

export interface OtherProcessOptions {
  /** What the task takes, as JSON. */
  readonly given?: unknown;
  /** The file that tells how its disk fails; see faulty-disk.mjs. */
  readonly faultFile?: string;
}

export type OtherTask = 'write' | 'leave' | 'serve' | 'migrate';

/** Starts `other-process.mjs`. */
export function startOtherProcess(
  dataDirectory: string,
  task: OtherTask,
  { given = null, faultFile }: OtherProcessOptions = {},
): OtherProcess {
  const preload = faultFile === undefined ? [] : ['--import', FAULTY_DISK.href];
  const child = spawn(process.execPath, [...preload, PROGRAM, dataDirectory, task, JSON.stringify(given)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, FAULT_FILE: faultFile },
  });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const closed = once(child, 'close');
  async function said(count: number): Promise<readonly string[]> {
    while (lines.length < count) await Promise.race([once(reader, 'line'), failAtEnd(closed)]);
    return lines;
  }
  return {
    pid: child.pid ?? 0,
    said,
    async ask(line) {
      const before = lines.length;
      child.stdin.write(`${line}\n`);
      return (await said(before + 1))[before] ?? '';
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
      return lines;
    },
    async exitCode() {
      child.stdin.end();
      await closed;
      return child.exitCode;
    },
  };
}

async function failAtEnd(closed: Promise<unknown>): Promise<never> {
  await closed;
  throw new Error('The other process has ended too early.');
}
