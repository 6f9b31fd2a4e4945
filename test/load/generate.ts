import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const GENERATOR = fileURLToPath(new URL('generator.mjs', import.meta.url));

export interface Load {
  readonly url: string;
  readonly token: string;
  readonly bodies: readonly string[];
  readonly connections: number;
  /** Requests that are begun in each second, whatever becomes of them; null: each connection asks when it was answered. */
  readonly perSecond: number | null;
  readonly forMs: number;
}

/** What became of a load. */
export interface LoadFigures {
  /** Answers in a second, by status; 0 for requests without one. */
  readonly perSecond: Readonly<Record<number, number>>;
  /** Milliseconds from asking to the end of the answer. @param fraction 0 to 1 */
  percentile(status: number, fraction: number): number;
}

/** Asks a server from a process of its own. */
export async function generate(load: Load): Promise<LoadFigures> {
  const options = { maxBuffer: 100_000_000, timeout: load.forMs + 60_000 };
  const running = promisify(execFile)(process.execPath, [GENERATOR], options);
  running.child.stdin?.end(JSON.stringify(load));
  const { stdout } = await running;
  const { tookMs, answers } = JSON.parse(stdout) as { tookMs: number; answers: [status: number, ms: number][] };
  const perSecond: Record<number, number> = {};
  for (const [status] of answers) perSecond[status] = (perSecond[status] ?? 0) + 1000 / tookMs;
  return {
    perSecond,
    percentile(status, fraction) {
      const sorted = answers.flatMap(([each, ms]) => (each === status ? [ms] : [])).toSorted((a, b) => a - b);
      return sorted[Math.floor(fraction * (sorted.length - 1))] ?? 0;
    },
  };
}
