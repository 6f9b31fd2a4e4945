import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { mutate, type Mutation } from './mutation.js';

const FOLDERS = ['src', 'test', 'bench/statistics'];
const FILES = ['package.json', 'tsconfig.json', 'vitest.config.ts', 'bundle.ts', 'README.md', 'SECURITY.md'];
const SCHEMAS = ['schema.graphql', 'schema.released.graphql', 'schema.breaking-changes.txt'];
/** Left out: the test of the mutations themselves fails with any of them, and so says nothing. */
const JUDGES = join('test', 'visibility', 'mutations');
/** Of one run of tests, which takes a third of it. One that hangs has not noticed anything, and is run once more. */
const LONGEST_MS = 480_000;

/** What came of some test files. */
export type Verdict =
  | { readonly outcome: 'PASSED' }
  | { readonly outcome: 'FAILED'; readonly test: string }
  /** Tests did not even run. */
  | { readonly outcome: 'BROKEN'; readonly output: string };

/** A copy of the sources and the tests, to change and test as one likes. */
export interface Tree {
  readonly root: string;
  test(files: readonly string[]): Promise<Verdict>;
  /** Runs the work while the mutation is in force. */
  withMutation<T>(mutation: Mutation, work: () => Promise<T>): Promise<T>;
  remove(): void;
}

export function createTree(): Tree {
  const root = mkdtempSync(join(tmpdir(), 'ticket-gateway-mutations-'));
  for (const each of [...FOLDERS, ...FILES, ...SCHEMAS]) {
    cpSync(each, join(root, each), { recursive: true, filter: (path) => !path.startsWith(JUDGES) });
  }
  symlinkSync(realpathSync('node_modules'), join(root, 'node_modules'));
  return {
    root,
    test: (files) => runTests(root, files),
    async withMutation(mutation, work) {
      const path = join(root, mutation.file);
      const before = readFileSync(path);
      writeFileSync(path, mutate(root, mutation));
      try {
        await printSchema(root, mutation);
        return await work();
      } finally {
        writeFileSync(path, before);
      }
    },
    remove: () => rmSync(root, { recursive: true }),
  };
}

/** As the author of such a change would, so that it is not the printed schema alone that notices. */
async function printSchema(root: string, { file }: Mutation): Promise<void> {
  if (!file.startsWith('src/schema/')) return;
  const { output } = await run(root, ['node_modules/tsx/dist/cli.mjs', 'src/main.ts', 'schema']);
  writeFileSync(join(root, 'schema.graphql'), output);
}

const report = z.object({
  numFailedTests: z.int(),
  success: z.boolean(),
  testResults: z.array(z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) })),
});

async function runTests(root: string, files: readonly string[]): Promise<Verdict> {
  const path = join(root, 'report.json');
  rmSync(path, { force: true });
  const options = ['--bail=1', '--maxWorkers=1', '--reporter=json', `--outputFile=${path}`];
  const argv = ['node_modules/vitest/vitest.mjs', 'run', ...files, ...options];
  const first = await run(root, argv);
  const { output, timedOut } = first.timedOut ? await run(root, argv) : first;
  if (timedOut) return { outcome: 'BROKEN', output: 'The time was up.' };
  try {
    const { success, testResults } = report.parse(JSON.parse(readFileSync(path, 'utf8')));
    const failed = testResults.flatMap(({ assertionResults }) => assertionResults).find(isFailed);
    if (failed) return { outcome: 'FAILED', test: failed.fullName };
    return success ? { outcome: 'PASSED' } : { outcome: 'BROKEN', output };
  } catch (error) {
    return { outcome: 'BROKEN', output: `${String(error)}\n${output}` };
  }
}

function isFailed({ status }: { readonly status: string }): boolean {
  return status === 'failed';
}

interface Ran {
  readonly output: string;
  readonly timedOut: boolean;
}

function run(root: string, argv: readonly string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    // In a group of its own: a mutation may make a worker turn for ever, which its parent then leaves behind.
    const child = spawn(process.execPath, argv, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const end = () => void (child.pid !== undefined && endGroup(child.pid));
    const chunks: Buffer[] = [];
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      end();
    }, LONGEST_MS);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('exit', end);
    process.once('exit', end);
    child.on('close', () => {
      clearTimeout(timer);
      process.off('exit', end);
      resolve({ output: Buffer.concat(chunks).toString(), timedOut });
    });
  });
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    // There is nobody left in it.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
