import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SOURCE = fileURLToPath(new URL('../src', import.meta.url));
const IMPORT = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/** Which parts a part may import, besides itself. A part is a folder of src, a provider's folder, or a file. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  ticket: [],
  auth: ['ticket'],
  provider: ['linked-list.ts', 'ticket'],
  store: ['provider', 'ticket'],
  'providers/ev-energy': ['provider', 'ticket'],
  'providers/local': ['provider', 'store', 'ticket'],
  'providers/moov': ['provider', 'ticket'],
  'providers/sirportly': ['provider', 'ticket'],
  'providers/index.ts': ['provider', 'providers/ev-energy', 'providers/local', 'providers/moov', 'providers/sirportly'],
  federation: ['auth', 'linked-list.ts', 'provider', 'ticket'],
  schema: ['auth', 'federation', 'provider', 'ticket'],
  telemetry: ['http', 'provider'],
  http: ['linked-list.ts'],
  'linked-list.ts': [],
  operation: ['auth', 'federation', 'linked-list.ts', 'provider', 'schema', 'ticket'],
  plugins: ['auth', 'http', 'operation', 'provider', 'schema', 'telemetry'],
  'direct-posts': ['http', 'operation', 'plugins'],
  config: ['auth', 'http', 'provider'],
  'config.ts': ['auth', 'config', 'provider'],
  'graphql-server.ts': [
    'auth',
    'config.ts',
    'direct-posts',
    'federation',
    'operation',
    'plugins',
    'schema',
    'telemetry',
  ],
  'gateway.ts': [
    'auth',
    'config.ts',
    'federation',
    'graphql-server.ts',
    'plugins',
    'provider',
    'schema',
    'store',
    'telemetry',
  ],
  logging: [],
  'log.ts': ['logging'],
  examples: [],
  simulators: [],
  'serve.ts': ['gateway.ts', 'http', 'telemetry'],
  demo: [
    'auth',
    'config',
    'config.ts',
    'examples',
    'gateway.ts',
    'log.ts',
    'providers/index.ts',
    'serve.ts',
    'store',
    'ticket',
  ],
  directory: ['config', 'provider', 'store', 'ticket'],
  commands: [
    'auth',
    'config',
    'config.ts',
    'directory',
    'examples',
    'gateway.ts',
    'http',
    'log.ts',
    'logging',
    'provider',
    'providers/index.ts',
    'schema',
    'serve.ts',
    'store',
  ],
  'commands/demo.ts': ['commands', 'demo'],
  'commands/simulate.ts': ['commands', 'http', 'simulators'],
  'main.ts': [
    'commands',
    'commands/demo.ts',
    'commands/simulate.ts',
    'config',
    'config.ts',
    'http',
    'store',
    'young-garbage.ts',
  ],
  'young-garbage.ts': [],
};

describe('the direction of imports', () => {
  const files = listFiles(SOURCE);

  it('finds the sources', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  it('allows each part only what is below it', () => {
    const violations = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => !isAllowed(partOf(file), partOf(target)))
        .map((target) => `${file} → ${target}`),
    );

    expect(violations).toEqual([]);
  });

  it('keeps the demo and the simulators out of reach of a started gateway', () => {
    const reached = reachFrom('commands/start.ts');

    expect(reached.filter((file) => /^(demo|simulators)\//.test(file))).toEqual([]);
    expect(reached).toContain('gateway.ts');
  });

  it('reads the environment in one place', () => {
    const readers = files.filter((file) => /process\.env|\benv[:,} ].*process/.test(readSource(file)));

    expect(readers).toEqual(['main.ts']);
  });
});

function isAllowed(from: string, to: string): boolean {
  return from === to || (ALLOWED[from] ?? []).includes(to);
}

function partOf(file: string): string {
  const [folder = '', child = ''] = file.split('/');
  if (file in ALLOWED) return file;
  return folder === 'providers' ? `${folder}/${child}` : folder;
}

function reachFrom(start: string): string[] {
  const reached = new Set([start]);
  for (const file of reached) for (const target of importsOf(file)) reached.add(target);
  return [...reached];
}

function importsOf(file: string): string[] {
  const paths = [...readSource(file).matchAll(IMPORT)].map((match) => match[1] ?? '');
  return paths.map((path) => relative(SOURCE, join(SOURCE, dirname(file), path)).replace(/\.js$/, '.ts'));
}

function readSource(file: string): string {
  return readFileSync(join(SOURCE, file), 'utf8');
}

function listFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  return files.map((entry) => relative(SOURCE, join(entry.parentPath, entry.name)));
}
