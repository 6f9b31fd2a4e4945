import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import packageJson from './package.json' with { type: 'json' };

/** Of a path: up to the package that it is in. */
const PACKAGE = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;

/** Many modules, of ES. A fix in one of these reaches the program with its next build. */
const BUNDLED = new Set([
  '@graphql-tools/utils',
  '@pothos/core',
  '@pothos/plugin-complexity',
  '@pothos/plugin-directives',
  '@pothos/plugin-scope-auth',
  'graphql-yoga',
  'jose',
  'kysely',
  'lru-cache',
  'ulid',
  'zod',
]);

/**
 * The program as it is started, of what `tsc` has written: 1300 modules in a few files, since to load each of them took
 * Node.js about a millisecond. Other packages are loaded where they are: those that are shared with whoever else is in
 * the process (graphql, OpenTelemetry), have files of their own (PGlite, pino, GraphiQL), or are CommonJS, which requires
 * parts of Node.js while it runs.
 */
const { metafile } = await build({
  entryPoints: {
    main: 'dist/modules/main.js',
    // Beside the code that starts it.
    'chunks/pglite-worker': 'dist/modules/store/pglite/pglite-worker.js',
  },
  external: Object.keys(packageJson.dependencies).filter((name) => !BUNDLED.has(name)),
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});
writeFileSync('dist/THIRD-PARTY-LICENSES', toLicenses(metafile));

/** Of each package that was bundled. */
function toLicenses({ inputs }: Metafile): string {
  const folders = new Set(Object.keys(inputs).map((path) => PACKAGE.exec(path)?.[1]));
  return [...folders]
    .filter((folder) => folder !== undefined)
    .toSorted()
    .map(toLicense)
    .join('\n');
}

function toLicense(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version}, ${license}\n\n${text}\n`;
}
