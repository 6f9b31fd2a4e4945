import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the code of the installed PGlite is: …/node_modules/@electric-sql/pglite/dist */
export const PGLITE_CODE = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));

let compiled: Promise<WebAssembly.Module> | null = null;

/** PGlite's machine code, one copy for all threads of the process: each later one starts in half the time. */
export function compilePglite(): Promise<WebAssembly.Module> {
  compiled ??= readFile(join(PGLITE_CODE, 'pglite.wasm')).then((bytes) => WebAssembly.compile(bytes));
  return compiled;
}
