import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** Compiles the sources before the tests: threads and other processes run what `npm run build` makes. Types are checked elsewhere. */
export default async function build(): Promise<void> {
  const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', import.meta.url));
  const project = fileURLToPath(new URL('../src/tsconfig.json', import.meta.url));
  await promisify(execFile)(process.execPath, [tsc, '-p', project, '--noCheck']);
}
