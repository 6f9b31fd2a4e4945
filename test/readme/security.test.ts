import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const SECURITY = new URL('../../SECURITY.md', import.meta.url);
const TESTS = new URL('../', import.meta.url);

describe('the tables of what was measured', () => {
  const rows = readFileSync(SECURITY, 'utf8').split('\n');
  const commands = rows.map((row) => row.split('|').at(-2) ?? '');

  it('name tests and soaks that there are', () => {
    const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).map((path) => `test/${path}`);
    const named = commands.flatMap(toNamed);

    const missing = named.filter(
      ({ kind, path }) => !files.some((file) => file.startsWith(path) && file.endsWith(`.${kind}.ts`)),
    );

    expect(named.length).toBeGreaterThan(50);
    expect(missing).toEqual([]);
  });

  it('name scripts that there are', () => {
    const scripts = commands.flatMap((command) => [...command.matchAll(/npm run ([\w:-]+)/g)]).map(([, name]) => name);

    expect(scripts).not.toEqual([]);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(scripts));
  });
});

/** The paths in a cell, each of the kind that was last named before it. */
function toNamed(command: string): { kind: string; path: string }[] {
  let kind = '';
  return [...command.matchAll(/\b(test|soak) |test\/[\w./-]+/g)].flatMap(([path, named]) => {
    kind = named ?? kind;
    return named ? [] : [{ kind, path }];
  });
}
