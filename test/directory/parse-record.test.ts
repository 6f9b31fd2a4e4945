import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../src/directory/parse-record.js';

const BACKENDS = ['desk', 'chargers'];

function parse(fields: object) {
  return parseRecord({ line: 7, fields: new Map(Object.entries(fields)) }, BACKENDS);
}

function problemsOf(fields: object): readonly string[] {
  const parsed = parse(fields);
  return 'problems' in parsed ? parsed.problems.map(({ field, message }) => `${field}: ${message}`) : [];
}

describe('a record of the directory', () => {
  it.each<[string, object, object]>([
    ['an organization', { kind: 'organization', id: 'o', name: 'One' }, { id: 'o', name: 'One' }],
    [
      'a user with an id only',
      { kind: 'user', id: 'u' },
      { id: 'u', email: null, emailVerified: false, fullName: null, organizationId: null, joinedAt: null },
    ],
    [
      'a user with empty cells',
      { kind: 'user', id: 'u', name: '', email: '', emailVerified: '', fullName: '', joinedAt: '', backend: '' },
      { id: 'u', email: null, emailVerified: false, fullName: null, organizationId: null, joinedAt: null },
    ],
    [
      'a user with everything',
      {
        kind: 'user',
        id: 'u',
        email: 'Ann@Example.com',
        emailVerified: 'TRUE',
        fullName: 'Ann\nO’Hara',
        organizationId: 'o',
        joinedAt: '2026-03-02T10:14:05+01:00',
        backend: null,
      },
      {
        id: 'u',
        email: 'Ann@Example.com',
        emailVerified: true,
        fullName: 'Ann\nO’Hara',
        organizationId: 'o',
        joinedAt: '2026-03-02T09:14:05.000Z',
      },
    ],
    [
      'an identity',
      { kind: 'identity', backend: 'desk', identity: 'contact:88', userId: 'u' },
      { backend: 'desk', identity: 'contact:88', userId: 'u' },
    ],
    ['the longest id and name', { kind: 'organization', id: 'o'.repeat(128), name: 'n'.repeat(500) }, {}],
  ])('is understood: %s', (_name, fields, value) => {
    const parsed = parse(fields);

    expect(parsed).toMatchObject({ line: 7, entry: { value } });
  });

  const ID_FORM = 'must have 1 to 128 characters, no control characters and no space at its ends';
  const TEXT_FORM = 'must have 1 to 500 characters, and no control characters but line breaks and tabs';

  it.each<[object, readonly string[]]>([
    [{ id: 'o' }, ['kind: is missing; there are organization, user, identity']],
    [
      { kind: 'organisation' },
      ['kind: "organisation" is no kind; there are organization, user, identity; did you mean organization?'],
    ],
    [{ kind: 'organization' }, ['id: is missing', 'name: is missing']],
    [{ kind: 'organization', id: ' o', name: 'n' }, [`id: ${ID_FORM}`]],
    [{ kind: 'organization', id: 'o'.repeat(129), name: 'n'.repeat(501) }, [`id: ${ID_FORM}`, `name: ${TEXT_FORM}`]],
    [{ kind: 'organization', id: 'a\nb', name: '\u001b[31m' }, [`id: ${ID_FORM}`, `name: ${TEXT_FORM}`]],
    [{ kind: 'organization', id: '\ud800', name: '\0' }, [`id: ${ID_FORM}`, `name: ${TEXT_FORM}`]],
    [
      { kind: 'organization', id: 'o', name: 'M\uFFFDller' },
      ['name: has characters that were damaged on the way; the file must be UTF-8'],
    ],
    [{ kind: 'organization', id: 1, name: ['n'] }, ['id: must be text, in quotes', 'name: must be text, in quotes']],
    [
      { kind: 'organization', id: 'o', name: 'n', nam: null },
      ['nam: is no field of a record of kind organization; there are id, name; did you mean name?'],
    ],
    [
      { kind: 'organization', id: 'o', name: 'n', email: 'a@b' },
      ['email: is no field of a record of kind organization; there are id, name'],
    ],
    [
      { kind: 'user', id: 'u', email: 'ann', emailVerified: 'yes' },
      [
        'email: "ann" is no e-mail address; it must look like ann@example.com',
        'emailVerified: "yes" is neither true nor false',
      ],
    ],
    [
      { kind: 'user', id: 'u', joinedAt: '2026-02-30T00:00:00Z', emailVerified: 1 },
      [
        'joinedAt: "2026-02-30T00:00:00Z" is no time; it must look like 2026-03-02T09:14:05Z (RFC 3339, with an offset)',
        'emailVerified: "1" is neither true nor false',
      ],
    ],
    [
      { kind: 'identity', backend: 'dusk', identity: '', userId: 'u' },
      [
        'backend: "dusk" is no configured backend; there are desk, chargers; did you mean desk?',
        'identity: is missing',
      ],
    ],
  ])('is refused, and all is told that is wrong with it: %j', (fields, expected) => {
    expect(problemsOf(fields)).toEqual(expected);
  });

  it('still says whom it means where that can be told', () => {
    const user = parse({ kind: 'user', id: 'u', email: 'ann' });
    const identity = parse({ kind: 'identity', backend: 'desk', identity: '', userId: 'u' });

    expect(user).toMatchObject({ meant: { kind: 'user', id: 'u' } });
    expect(identity).toMatchObject({ meant: null });
  });
});
