import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import packageJson from '../../package.json' with { type: 'json' };
import { isRecord, valueAt } from '../../src/config/json-value.js';
import { settingsSchema } from '../../src/config/settings.js';
import { toShape } from '../../src/config/unknown-settings.js';
import type { ProviderDefinition } from '../../src/provider/backend.js';
import { providerDefinitions } from '../../src/providers/index.js';
import { expectSection, readReadme } from './section.js';

const definitions = providerDefinitions;

describe('the README', () => {
  it('has a row for each setting', async () => {
    await expectSection('settings', [toTable(settingsSchema), ...definitions.map(toOptions)]);
  });

  it('names scripts and programs that there are', () => {
    const [scripts, programs] = [scriptsIn(readReadme()), programsIn(readReadme())];

    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(scripts));
    expect(Object.values(packageJson.bin)).toEqual(expect.arrayContaining(programs));
    expect(scriptsIn('npm ci && npm run a:b; npm run --silent c -- --d\n`npm test`')).toEqual(['a:b', 'c', 'test']);
    expect(programsIn('node dist/main.js doctor')).toEqual(['dist/main.js']);
  });
});

describe('a table of settings', () => {
  it('has a row for each value, however deep', () => {
    const item = z.object({ id: z.string().describe('Who.'), tags: z.array(z.string()).default([]).describe('a|b') });
    const list = z.array(item).describe('Not a row.');

    const table = toTable(z.object({ on: z.boolean().optional().describe('One\n  line.'), part: z.object({ list }) }));

    expect(table.split('\n')).toEqual([
      '| setting | default | what it is |',
      '| --- | --- | --- |',
      '| `on` | none | One line. |',
      '| `part.list[].id` | required | Who. |',
      '| `part.list[].tags` | `[]` | a\\|b |',
    ]);
  });

  it('is not made while a setting has no description', () => {
    expect(() => toTable(z.object({ a: z.object({ b: z.string() }) }))).toThrow('a.b has no description');
  });
});

function toOptions({ name, options }: Pick<ProviderDefinition, 'name' | 'options'>): string {
  const hasOptions = [...toRows(toShape(options), '')].length > 0;
  if (!hasOptions) return `A backend with the provider \`${name}\` has no other settings.`;
  return `A backend with the provider \`${name}\` has these settings too:\n\n${toTable(options)}`;
}

function toTable(schema: z.ZodType): string {
  const rows = [['setting', 'default', 'what it is'], ['---', '---', '---'], ...toRows(toShape(schema), '')];
  return rows.map((cells) => `| ${cells.map(toCell).join(' | ')} |`).join('\n');
}

/** A row for each setting with a value of its own: a section, or a list of sections, stands for what is inside. */
function* toRows(shape: unknown, prefix: string): Generator<readonly string[]> {
  if (!isRecord(shape) || !isRecord(shape['properties'])) return;
  const required = new Set([shape['required']].flat());
  for (const [name, part] of Object.entries(shape['properties'])) {
    const path = `${prefix}${name}`;
    const inside = [...toRows(part, `${path}.`), ...toRows(valueAt(part, ['items']), `${path}[].`)];
    if (inside.length > 0) yield* inside;
    else yield toRow(path, part, required.has(name));
  }
}

function toRow(path: string, part: unknown, isRequired: boolean): readonly string[] {
  const description = valueAt(part, ['description']);
  if (typeof description !== 'string') throw new Error(`${path} has no description.`);
  return [`\`${path}\``, isRequired ? 'required' : toDefault(valueAt(part, ['default'])), description];
}

function toDefault(value: unknown): string {
  return value === undefined ? 'none' : `\`${JSON.stringify(value)}\``;
}

function toCell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
}

function scriptsIn(text: string): string[] {
  const matches = text.matchAll(/\bnpm (?:run (?:--\S+ )*(?<script>[\w:-]+)|(?<short>test|start)\b)/g);
  return [...matches].map(({ groups }) => groups?.['script'] ?? groups?.['short'] ?? '');
}

function programsIn(text: string): string[] {
  return [...text.matchAll(/\bnode (\S+\.js)/g)].map(([, path = '']) => path);
}
