import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toViewer, type Claims } from '../../src/auth/claims.js';
import { TokenError } from '../../src/auth/token-error.js';

type Shape = readonly [name: string, claims: Claims, expected: string];

// Written as `VISIBILITY user organisation [scopes]`, by hand from the rules.
const shapes: readonly Shape[] = [
  ['nothing', {}, 'NO_RIGHTS'],
  ['a subject', { sub: 'u' }, 'USER u - []'],
  ['an organisation', { org: 'o' }, 'ORGANIZATION - o []'],
  ['both', { sub: 'u', org: 'o' }, 'ORGANIZATION u o []'],
  ['all areas as scope', { sub: 'u', org: 'o', scope: 'access_all_areas' }, 'ALL u o [access_all_areas]'],
  ['all areas as claim', { sub: 'u', org: 'o', access_all_areas: true }, 'ALL u o []'],
  ['all areas for nobody', { access_all_areas: true }, 'ALL - - []'],
  ['all areas among scopes', { scope: 'a access_all_areas b' }, 'ALL - - [access_all_areas,a,b]'],
  ['all areas in a list', { scope: ['support:read', 'access_all_areas'] }, 'ALL - - [support:read,access_all_areas]'],
  ['all areas false', { sub: 'u', access_all_areas: false }, 'USER u - []'],
  ['all areas as text', { sub: 'u', access_all_areas: 'true' }, 'USER u - []'],
  ['all areas as 1', { sub: 'u', access_all_areas: 1 }, 'USER u - []'],
  ['all areas as list', { sub: 'u', access_all_areas: [true] }, 'USER u - []'],
  ['all areas as object', { sub: 'u', access_all_areas: { value: true } }, 'USER u - []'],
  ['all areas null', { sub: 'u', access_all_areas: null }, 'USER u - []'],
  ['all areas in capitals', { sub: 'u', scope: 'ACCESS_ALL_AREAS' }, 'USER u - [ACCESS_ALL_AREAS]'],
  ['all areas, one capital', { sub: 'u', scope: 'Access_all_areas' }, 'USER u - [Access_all_areas]'],
  ['all areas with a Cyrillic letter', { sub: 'u', scope: 'аccess_all_areas' }, 'USER u - [аccess_all_areas]'],
  ['all areas in full width', { sub: 'u', scope: 'ａccess_all_areas' }, 'USER u - [ａccess_all_areas]'],
  ['all areas with a long s', { sub: 'u', scope: 'acceſs_all_areas' }, 'USER u - [acceſs_all_areas]'],
  ['all areas, joined by a tab', { sub: 'u', scope: 'a\taccess_all_areas' }, 'USER u - [a\taccess_all_areas]'],
  ['all areas, joined by a line', { sub: 'u', scope: 'a\naccess_all_areas' }, 'USER u - [a\naccess_all_areas]'],
  ['all areas, joined by a comma', { sub: 'u', scope: 'a,access_all_areas' }, 'USER u - [a,access_all_areas]'],
  [
    'all areas, joined by an odd space',
    { sub: 'u', scope: 'a\u00a0access_all_areas' },
    'USER u - [a\u00a0access_all_areas]',
  ],
  ['all areas as part', { sub: 'u', scope: 'no_access_all_areas' }, 'USER u - [no_access_all_areas]'],
  ['all areas inside an entry', { sub: 'u', scope: ['x access_all_areas'] }, 'USER u - [x access_all_areas]'],
  ['all areas in a nested list', { sub: 'u', scope: [['access_all_areas']] }, 'USER u - []'],
  ['all areas as key', { sub: 'u', scope: { access_all_areas: true } }, 'USER u - []'],
  ['all areas in another claim', { sub: 'u', scopes: 'access_all_areas', scp: ['access_all_areas'] }, 'USER u - []'],
  ['scopes', { sub: 'u', scope: 'support:read user:read' }, 'USER u - [support:read,user:read]'],
  ['scopes apart', { sub: 'u', scope: '  support:read   user:read ' }, 'USER u - [support:read,user:read]'],
  ['scopes twice', { sub: 'u', scope: 'support:read support:read' }, 'USER u - [support:read]'],
  ['scopes unknown', { sub: 'u', scope: 'openid email' }, 'USER u - [openid,email]'],
  ['scopes empty', { sub: 'u', scope: '' }, 'USER u - []'],
  ['scopes blank', { sub: 'u', scope: '   ' }, 'USER u - []'],
  ['scopes null', { sub: 'u', scope: null }, 'USER u - []'],
  ['scopes as number', { sub: 'u', scope: 7 }, 'USER u - []'],
  ['scopes as true', { sub: 'u', scope: true }, 'USER u - []'],
  ['scopes as object', { sub: 'u', scope: { 0: 'support:read', length: 1 } }, 'USER u - []'],
  ['scopes in an empty list', { sub: 'u', scope: [] }, 'USER u - []'],
  ['scopes in a mixed list', { sub: 'u', scope: ['support:read', 7] }, 'USER u - []'],
  ['scopes with an empty entry', { sub: 'u', scope: ['', 'support:read'] }, 'USER u - [support:read]'],
  ['scope in capitals', { sub: 'u', scope: 'SUPPORT:READ' }, 'USER u - [SUPPORT:READ]'],
  ['organisation null', { sub: 'u', org: null }, 'USER u - []'],
  ['organisation empty', { sub: 'u', org: '' }, 'USER u - []'],
  ['organisation blank', { sub: 'u', org: '  ' }, 'USER u - []'],
  ['organisation with a space before', { sub: 'u', org: ' o' }, 'USER u - []'],
  ['organisation with a line after', { sub: 'u', org: 'o\n' }, 'USER u - []'],
  ['organisation with an odd space after', { sub: 'u', org: 'o\u00a0' }, 'USER u - []'],
  ['organisation with a NUL', { sub: 'u', org: 'o\u0000' }, 'USER u - []'],
  ['organisation with a control character', { sub: 'u', org: 'a\u0085b' }, 'USER u - []'],
  ['organisation with half a character', { sub: 'u', org: 'a\ud800' }, 'USER u - []'],
  ['organisation with a whole one', { sub: 'u', org: 'o\u{1f600}' }, 'ORGANIZATION u o\u{1f600} []'],
  ['organisation with a space inside', { sub: 'u', org: 'o 1' }, 'ORGANIZATION u o 1 []'],
  ['organisation as list', { sub: 'u', org: ['o'] }, 'USER u - []'],
  ['organisation as number', { sub: 'u', org: 7 }, 'USER u - []'],
  ['organisation as zero', { sub: 'u', org: 0 }, 'USER u - []'],
  ['organisation as true', { sub: 'u', org: true }, 'USER u - []'],
  ['organisation as object', { sub: 'u', org: { id: 'o' } }, 'USER u - []'],
  ['organisation of 255', { sub: 'u', org: 'o'.repeat(255) }, `ORGANIZATION u ${'o'.repeat(255)} []`],
  ['organisation of 256', { sub: 'u', org: 'o'.repeat(256) }, 'USER u - []'],
  ['organisation under another name', { sub: 'u', organization: 'o', org_id: 'o', ORG: 'o' }, 'USER u - []'],
  ['odd organisation and nobody', { org: ['o'] }, 'NO_RIGHTS'],
  ['odd organisation, all areas', { org: ['o'], access_all_areas: true }, 'ALL - - []'],
  ['subject null', { sub: null, org: 'o' }, 'ORGANIZATION - o []'],
  ['subject empty', { sub: '' }, 'NO_RIGHTS'],
  ['subject blank', { sub: '\t' }, 'NO_RIGHTS'],
  ['subject with a space after', { sub: 'u ' }, 'NO_RIGHTS'],
  ['subject as number', { sub: 7 }, 'NO_RIGHTS'],
  ['subject as list', { sub: ['u'] }, 'NO_RIGHTS'],
  ['subject of 256', { sub: 'u'.repeat(256) }, 'NO_RIGHTS'],
  ['subject in capitals', { sub: 'U' }, 'USER U - []'],
  ['everything inherited', Object.create({ sub: 'u', org: 'o', access_all_areas: true }) as Claims, 'NO_RIGHTS'],
  ['scopes but nobody', { scope: 'support:read user:read' }, 'NO_RIGHTS'],
];

function describeOutcome(claims: Claims): string {
  try {
    const { visibility, userId, organizationId, scopes } = toViewer(claims);
    return `${visibility} ${userId ?? '-'} ${organizationId ?? '-'} [${[...scopes].join(',')}]`;
  } catch (error) {
    return error instanceof TokenError ? error.reason : 'another error';
  }
}

describe('claims', () => {
  it.each(shapes)('%s', (_name, claims, expected) => {
    expect(describeOutcome(claims)).toBe(expected);
  });

  it('never widen, whatever is in them', () => {
    const names = fc.constantFrom('sub', 'org', 'scope', 'access_all_areas', 'exp', '__proto__');
    const values = fc.oneof(fc.constantFrom('u', ' u', 'support:read access_all_areas', true, ''), fc.jsonValue());

    fc.assert(
      fc.property(fc.dictionary(names, values), (claims) => {
        expect(describeOutcome(claims).split(' ')[0]).toBe(naiveVisibility(claims));
      }),
      { seed: 20_260_302, numRuns: 2000 },
    );
  });
});

function naiveVisibility({ sub, org, scope, access_all_areas: allAreas }: Claims): string {
  const names = typeof scope === 'string' ? scope.split(' ') : scope;
  const listed =
    Array.isArray(names) && names.every((n) => typeof n === 'string') && names.includes('access_all_areas');
  if (allAreas === true || listed) return 'ALL';
  if (isNaiveId(org)) return 'ORGANIZATION';
  return isNaiveId(sub) ? 'USER' : 'NO_RIGHTS';
}

function isNaiveId(value: unknown): boolean {
  if (typeof value !== 'string' || value.length < 1 || value.length > 255) return false;
  return value.trim() === value && Buffer.from(value).toString() === value && ![...value].some(isControl);
}

function isControl(character: string): boolean {
  const code = character.charCodeAt(0);
  return code < 0x20 || (code > 0x7e && code < 0xa0);
}

describe('scopes without end', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => `scope:${index}`);

  it('are cut to 1000', () => {
    expect(toViewer({ sub: 'u', scope: many.join(' ') }).scopes).toEqual(new Set(many.slice(0, 1000)));
  });

  it('lose none that means something here', () => {
    const known = ['support:read', 'support:write', 'user:read', 'support:internal', 'access_all_areas'];

    const viewer = toViewer({ sub: 'u', scope: [...many, ...known] });

    expect(viewer.visibility).toBe('ALL');
    expect(viewer.scopes).toEqual(new Set([...known, ...many.slice(0, 995)]));
  });
});

describe('exp', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000Z'],
    [1_772_442_845, '2026-03-02T09:14:05.000Z'],
    [1_772_442_845.9996, '2026-03-02T09:14:05.999Z'],
    [253_402_300_799, '9999-12-31T23:59:59.000Z'],
    [253_402_300_800, null],
    [-1, null],
    [Number.POSITIVE_INFINITY, null],
    [Number.NaN, null],
    ['1772442845', null],
    [undefined, null],
  ])('%s is the time %s', (exp, expected) => {
    expect(toViewer({ sub: 'u', exp }).tokenExpiresAt).toBe(expected);
  });
});
