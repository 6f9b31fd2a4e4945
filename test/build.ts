import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/**
 * Compiles the sources before the tests, and bundles them: threads and other processes run what `npm run build` makes.
 * Types are checked elsewhere.
 */
export default async function build(): Promise<void> {
  await run('node_modules/typescript/bin/tsc', '-p', 'src/tsconfig.json', '--noCheck');
  await run('--import', 'tsx', 'bundle.ts');
}

async function run(...argv: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, argv, { cwd: ROOT });
}
