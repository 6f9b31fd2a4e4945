import { inFile, type Mutation } from './mutation.js';

/** The rules themselves. */
export const RULES: readonly Mutation[] = [
  ...inFile(
    'src/auth/visibility.ts',
    ['test/auth/visibility.test.ts'],
    [
      [
        'everybody is told how many requests were made',
        "return viewer.visibility === 'ALL';",
        "return viewer.visibility !== 'USER';",
      ],
      [
        'a filter for an organisation lets everything pass',
        "return viewer.organizationId === null ? NOTHING : [is('organization', viewer.organizationId)];",
        'return [];',
      ],
      [
        'a filter for no organisation lets everything pass',
        "viewer.organizationId === null ? NOTHING : [is('organization', viewer.organizationId)]",
        "viewer.organizationId === null ? [] : [is('organization', viewer.organizationId)]",
      ],
      [
        'a filter for a user lets everything pass',
        "return viewer.userId === null ? NOTHING : [is('user', viewer.userId)];",
        'return [];',
      ],
      [
        'a filter for no user lets everything pass',
        "viewer.userId === null ? NOTHING : [is('user', viewer.userId)]",
        "viewer.userId === null ? [] : [is('user', viewer.userId)]",
      ],
      [
        'a filter for a user takes the organisation’s tickets',
        "[is('user', viewer.userId)]",
        "[is('organization', viewer.organizationId ?? '')]",
      ],
      ['nothing is everything', 'const NOTHING: TicketFilter = [{ or: [] }];', 'const NOTHING: TicketFilter = [];'],
      [
        'an organisation sees every ticket at hand',
        'return organizationId !== null && organizationId === viewer.organizationId;',
        'return true;',
      ],
      [
        'an organisation sees every ticket of some organisation',
        'return organizationId !== null && organizationId === viewer.organizationId;',
        'return organizationId !== null;',
      ],
      [
        'no organisation sees tickets of no organisation',
        'return organizationId !== null && organizationId === viewer.organizationId;',
        'return organizationId === viewer.organizationId;',
      ],
      ['a user sees every ticket at hand', 'return userId !== null && userId === viewer.userId;', 'return true;'],
      ['a user sees every ticket of some user', 'userId !== null && userId === viewer.userId;', 'userId !== null;'],
      ['nobody sees tickets of nobody', 'userId !== null && userId === viewer.userId;', 'userId === viewer.userId;'],
      [
        'everybody sees every person',
        'isOfOwnOrganization(viewer, user) || user.id === viewer.userId;',
        'isOfOwnOrganization(viewer, user) || viewer.userId !== undefined;',
      ],
      [
        'a user sees colleagues',
        "return viewer.visibility === 'ORGANIZATION' && viewer.organizationId",
        'return viewer.organizationId',
      ],
      [
        'an organisation sees the people of every organisation',
        'viewer.organizationId === organizationId && organizationId !== null',
        'organizationId !== null',
      ],
      [
        'no organisation sees the people of no organisation',
        'viewer.organizationId === organizationId && organizationId !== null',
        'viewer.organizationId === organizationId',
      ],
      [
        'everybody reads internal notes',
        "return viewer.visibility === 'ALL' || viewer.scopes.has('support:internal');",
        'return viewer.scopes !== undefined;',
      ],
      [
        'an organisation reads internal notes',
        "return viewer.visibility === 'ALL' || viewer.scopes.has('support:internal');",
        "return viewer.visibility !== 'USER' || viewer.scopes.has('support:internal');",
      ],
      [
        'who may read tickets reads internal notes',
        "viewer.scopes.has('support:internal')",
        "viewer.scopes.has('support:read')",
      ],
      [
        'every message is public',
        "messages.filter(({ visibility }) => visibility === 'PUBLIC')",
        'messages.filter(({ visibility }) => visibility !== undefined)',
      ],
      [
        'a filter may ask about internal notes',
        'return canSeeInternalMessages(viewer) ? filter : mapPredicates(filter, limitToPublicMessages);',
        'return canSeeInternalMessages(viewer) ? filter : mapPredicates(filter, (predicate) => predicate);',
      ],
      [
        'a filter by message may ask about internal notes',
        "value: [...predicate.value, { field: 'visibility', operator: 'eq', value: 'PUBLIC' }]",
        'value: [...predicate.value]',
      ],
      [
        'a search may ask about internal notes',
        "value: { ...predicate.value, messages: 'PUBLIC' }",
        'value: { ...predicate.value }',
      ],
    ],
  ),
  ...inFile(
    'src/auth/token-verifier.ts',
    ['test/auth/remote-keys.test.ts', 'test/auth/verified-tokens.test.ts'],
    [
      [
        'a token that was good is recalled whatever became of its key',
        'known !== null && keys.peek(known.header) === known.key ? known.viewer : null',
        'known === null ? null : known.viewer',
      ],
      [
        'a token that was good is good whatever became of its key',
        'known !== null && (await isStillTheKey(known, keys))',
        'known !== null',
      ],
    ],
  ),
  ...inFile(
    'src/auth/claims.ts',
    ['test/auth/claims.test.ts'],
    [
      [
        'any value of the claim opens all areas',
        'claim(claims, names.allAreas) === true',
        'Boolean(claim(claims, names.allAreas))',
      ],
      [
        'a token that says nothing sees a user’s tickets',
        "if (userId !== null) return 'USER';\n  throw new TokenError('NO_RIGHTS');",
        "if (userId !== null || userId === null) return 'USER';\n  throw new TokenError('NO_RIGHTS');",
      ],
      ['an empty id is one', "value === '' || ", ''],
      ['an id with spaces around it is one', 'value === value.trim() && ', ''],
      ['claims are inherited', 'Object.hasOwn(claims, name) ? claims[name] : undefined', 'claims[name]'],
      [
        'parts of scopes are scopes',
        "return value.split(' ');",
        'return value.split(/[ ,;:]/).flatMap((part) => [part, `support:${part}`]);',
      ],
    ],
  ),
];
