import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };

const DIST = new URL('../dist/', import.meta.url);
/** As esbuild writes what it leaves in place. */
const IMPORT = /^(?:import|export) (?:.* from )?"([^"]+)";$|\bimport\("([^"]+)"\)/gm;
const PACKAGE = /^(?:@[^/]+\/)?[^/]+/;

it('the bundle loads no package that is not declared', () => {
  const specifiers = [
    ...collectImports(new URL('main.js', DIST)),
    ...collectImports(new URL('chunks/pglite-worker.js', DIST)),
  ];
  const packages = specifiers
    .filter((name) => !name.startsWith('.') && !isBuiltin(name))
    .map((name) => PACKAGE.exec(name)?.[0]);

  expect(packages).toContain('graphql');
  expect(Object.keys(packageJson.dependencies)).toEqual(expect.arrayContaining([...new Set(packages)]));
});

/** What a file imports, and what the files do that it imports. */
function collectImports(file: URL, seen = new Set<string>()): Set<string> {
  if (seen.has(file.href)) return new Set();
  seen.add(file.href);
  const own = [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, name, lazy]) => name ?? lazy ?? '');
  const inner = own.filter((name) => name.startsWith('.')).map((name) => collectImports(new URL(name, file), seen));
  return new Set([...own, ...inner.flatMap((names) => [...names])]);
}
