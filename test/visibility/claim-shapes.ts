/** People that there are tickets of. */
export interface People {
  /** Somebody of the organisation, who has fewer tickets than it has. */
  readonly user: string;
  readonly organization: string;
  /** Somebody of another. */
  readonly stranger: string;
}

/** Claims besides issuer, audience and times: an object, or text where an object could not say it. */
export type MakeClaims = (people: People) => object | string;

export type ClaimShape = readonly [name: string, sees: 'own' | 'organization' | 'all' | 'nobody', make: MakeClaims];

const read = 'support:read';
const many = Array.from({ length: 1500 }, (_, index) => `s${index}`);

/** A user's token with something odd in it. */
const user = (name: string, claims: object): ClaimShape => [
  name,
  'own',
  (people) => ({ sub: people.user, scope: read, ...claims }),
];

/** The same, with an organisation that is made from the real one. */
const userIn = (name: string, toOrganization: (id: string) => unknown): ClaimShape => [
  name,
  'own',
  ({ user: sub, organization }) => ({ sub, org: toOrganization(organization), scope: read }),
];

/** An organisation that is proper as a text, and nobody's. */
const inAnother = (name: string, toOrganization: (id: string) => string): ClaimShape => [
  name,
  'organization',
  ({ user: sub, organization }) => ({ sub, org: toOrganization(organization), scope: read }),
];

/** Nothing but a subject that is made from the real one. */
const nobody = (name: string, toSubject: (id: string) => unknown): ClaimShape => [
  name,
  'nobody',
  ({ user: sub }) => ({ sub: toSubject(sub), scope: read }),
];

/** A proper subject that is nobody's. */
const another = (name: string, toSubject: (id: string) => string): ClaimShape => [
  name,
  'own',
  ({ user: sub }) => ({ sub: toSubject(sub), scope: read }),
];

export const claimShapes: readonly ClaimShape[] = [
  user('a user', {}),
  ['an organisation', 'organization', ({ organization }) => ({ org: organization, scope: read })],
  ['a user of an organisation', 'organization', ({ user: sub, organization: org }) => ({ sub, org, scope: read })],
  ['all areas as scope', 'all', ({ user: sub }) => ({ sub, scope: `${read} access_all_areas` })],
  ['all areas as claim, for nobody', 'all', () => ({ scope: read, access_all_areas: true })],
  [
    'all areas and an odd organisation',
    'all',
    ({ organization }) => ({ org: [organization], scope: [read, 'access_all_areas'] }),
  ],
  ['nothing', 'nobody', () => ({})],
  ['scopes alone', 'nobody', () => ({ scope: read })],

  user('all areas as "true"', { access_all_areas: 'true' }),
  user('all areas as 1', { access_all_areas: 1 }),
  user('all areas as [true]', { access_all_areas: [true] }),
  user('all areas as object', { access_all_areas: { value: true } }),
  user('all areas as false', { access_all_areas: false }),
  user('all areas as "false"', { access_all_areas: 'false' }),
  user('all areas as null', { access_all_areas: null }),
  user('all areas under another name', { ACCESS_ALL_AREAS: true, accessAllAreas: true, access_all_areas_: true }),
  user('all areas as scope in capitals', { scope: `${read} ACCESS_ALL_AREAS` }),
  user('all areas as scope with a Cyrillic letter', { scope: `${read} аccess_all_areas` }),
  user('all areas as scope in full width', { scope: `${read} ａccess_all_areas` }),
  user('all areas as scope with a long s', { scope: `${read} acceſs_all_areas` }),
  user('all areas as scope with a space of no width', { scope: `${read} access_all_areas\u200b` }),
  user('all areas as scope with a combining mark', { scope: `${read} access_all_areas\u0301` }),
  user('all areas as scope after a tab', { scope: `${read}\taccess_all_areas ${read}` }),
  user('all areas as scope after a line', { scope: `${read} x\naccess_all_areas` }),
  user('all areas as scope after a comma', { scope: `${read} x,access_all_areas` }),
  user('all areas as scope with a NUL', { scope: `${read} access_all_areas\0` }),
  user('all areas as part of a scope', { scope: `${read} no_access_all_areas access_all_areas:read` }),
  user('all areas inside an entry', { scope: [read, 'x access_all_areas'] }),
  user('all areas in another claim', {
    scp: 'access_all_areas',
    scopes: ['access_all_areas'],
    roles: ['access_all_areas'],
  }),
  user('all areas of a prototype', JSON.parse('{"__proto__":{"access_all_areas":true,"org":"x"}}') as object),
  [
    'all areas twice, the last one false',
    'own',
    ({ user: sub }) => `{"sub":"${sub}","scope":"${read}","access_all_areas":true,"access_all_areas":false}`,
  ],

  user('no scope', { scope: undefined }),
  user('an empty scope', { scope: '' }),
  user('a blank scope', { scope: '   ' }),
  user('scope null', { scope: null }),
  user('unknown scopes', { scope: 'openid email support:reads support' }),
  user('names that every object has, as scopes', { scope: 'constructor __proto__ toString hasOwnProperty' }),
  user('a scope in capitals', { scope: 'SUPPORT:READ' }),
  user('scopes in an object', { scope: { 0: read, length: 1 } }),
  user('scopes in a list', { scope: [read] }),
  user('scopes in a list with a number', { scope: [read, 7] }),
  user('scopes in a list in a list', { scope: [[read, 'access_all_areas']] }),
  user('1500 scopes', { scope: [...many, read].join(' ') }),
  user('internal notes', { scope: `${read} support:internal` }),
  user('internal notes in capitals', { scope: `${read} SUPPORT:INTERNAL support:internal:read` }),
  user('internal notes with a hyphen that only looks so', { scope: `${read} support：internal` }),

  userIn('organisation null', () => null),
  userIn('organisation empty', () => ''),
  userIn('organisation blank', () => '  '),
  userIn('organisation with a space before', (id) => ` ${id}`),
  userIn('organisation with a space of no break after', (id) => `${id}\u00a0`),
  userIn('organisation with a line after', (id) => `${id}\n`),
  userIn('organisation with a NUL', (id) => `${id}\0`),
  userIn('organisation with half a character', (id) => `${id}\ud800`),
  userIn('organisation in a list', (id) => [id]),
  userIn('organisation in an object', (id) => ({ id })),
  userIn('organisation true', () => true),
  userIn('organisation zero', () => 0),
  userIn('organisation of 256 characters', (id) => id.padEnd(256, 'x')),
  inAnother('organisation in capitals', (id) => id.toUpperCase()),
  inAnother('organisation with a space of no width', (id) => `${id}\u200b`),
  inAnother('organisation in full width', (id) => id.replace('o', 'ｏ')),
  inAnother('organisation that is a wildcard', () => '%'),
  inAnother('organisation that is SQL', (id) => `${id}' OR '1'='1`),
  inAnother('organisation that is the text null', () => 'null'),
  inAnother('organisation that is a Relay id', (id) => Buffer.from(`Organization:${id}`).toString('base64url')),
  user('organisation under another name', { organization: 'x', org_id: 'x', ORG: 'x' }),
  ['subject null, of an organisation', 'organization', ({ organization: org }) => ({ sub: null, org, scope: read })],
  [
    'a stranger of the organisation',
    'organization',
    ({ stranger: sub, organization: org }) => ({ sub, org, scope: read }),
  ],

  nobody('subject null', () => null),
  nobody('subject empty', () => ''),
  nobody('subject in a list', (id) => [id]),
  nobody('subject with a space after', (id) => `${id} `),
  nobody('subject with a control character', (id) => `${id}\u0085`),
  another('subject in capitals', (id) => id.toUpperCase()),
  another('subject that is cut', (id) => id.slice(0, -1)),
  another('subject that is a wildcard', () => '*'),
  another('subject that every object has', () => '__proto__'),
  another('subject that is more of a query', (id) => `${id}&user=`),
];
