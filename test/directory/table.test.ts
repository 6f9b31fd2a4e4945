import { describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '../../src/directory/entry.js';
import { toTable } from '../../src/directory/table.js';
import { toList } from './texts.js';

async function* toPages(...pages: readonly (readonly DirectoryEntry[])[]) {
  yield* pages;
}

function organization(id: string, name: string): DirectoryEntry {
  return { kind: 'organization', value: { id, name } };
}

describe('the table of a kind', () => {
  it('has columns as wide as the first page wants, and is made page by page', async () => {
    const pages = toPages(
      [organization('o1', 'One'), organization('long-id', 'Two')],
      [organization('longer-id', 'X')],
    );

    const texts = await toList(toTable('organization', pages));

    expect(texts).toEqual(['id       name\n', 'o1       One\nlong-id  Two\n', 'longer-id  X\n']);
  });

  it('shows what is not known, and no control characters', async () => {
    const user = { id: 'u', email: null, emailVerified: false, fullName: 'A\n\u001b[31mB', organizationId: null };

    const texts = await toList(toTable('user', toPages([{ kind: 'user', value: { ...user, joinedAt: null } }])));

    expect(texts.join('').split('\n')).toEqual([
      'id  email  emailVerified  fullName  organizationId  joinedAt',
      'u   -      false          A ?[31mB  -               -',
      '',
    ]);
  });

  it('says that there is nothing', async () => {
    expect(await toList(toTable('identity', toPages()))).toEqual(['no identities\n']);
  });
});
