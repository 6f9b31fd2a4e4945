import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { expect } from 'vitest';

const README = new URL('../../README.md', import.meta.url);
const UPDATE = 'UPDATE_README=1 npx vitest run test/readme';

export function readReadme(): string {
  return readFileSync(README, 'utf8');
}

/**
 * Holds the part of the README between the comments of that name against what it has to be; with UPDATE_README=1 writes
 * it.
 */
export async function expectSection(name: string, parts: readonly string[]): Promise<void> {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const section = new RegExp(`${start}.*${end}`, 's');
  // In the form that `prettier` leaves alone.
  const expected = (await format([start, ...parts, end].join('\n\n'), { parser: 'markdown' })).trimEnd();
  if (process.env['UPDATE_README'] === '1') {
    writeFileSync(
      README,
      readReadme().replace(section, () => expected),
    );
  }

  expect(section.exec(readReadme())?.[0], `${UPDATE} writes it anew`).toEqual(expected);
}
