import { describe, expect, it } from 'vitest';
import { moov } from '../../../src/providers/moov/index.js';
import { toScopes } from '../../../src/providers/moov/scopes.js';

const REQUIRED = { publicKey: 'public', secretKey: 'secret', accounts: [{ accountId: 'acc-1', user: 'user-a' }] };

describe('the options', () => {
  it('have defaults for everything but the key pair and the accounts', () => {
    expect(moov.options.parse(REQUIRED)).toEqual({
      ...REQUIRED,
      baseUrl: 'https://api.moov.io',
      auth: 'basic',
      version: 'v2026.07.00',
      pageSize: 200,
      timeoutMs: 5000,
      maxConnections: 50,
      maxWaiting: 5000,
      readAttempts: 3,
      breakMs: 5000,
      quotaReserve: 0.1,
      staleMs: 900_000,
      freshMs: 3000,
      keptBytes: 16_000_000,
      requestsPerSecond: 40,
    });
  });

  const ACCOUNT_RULE = 'must be the id of a Moov account: 1 to 64 letters, digits and hyphens';
  const OWNER_RULE = 'must name a user, an organization or both: they say whose the tickets of the account are';
  const URL_RULE =
    'must be a URL with https, or http on this machine, and without user name, password, query or fragment';
  const VERSION_RULE = 'must be of the form vYYYY.QQ.BB, such as v2026.07.00';

  it.each<[string, Record<string, unknown>, readonly unknown[], string]>([
    ['a base URL without encryption', { baseUrl: 'http://api.example.test' }, ['baseUrl'], URL_RULE],
    ['a base URL with a password', { baseUrl: 'https://a:b@api.example.test' }, ['baseUrl'], URL_RULE],
    ['a base URL that is none', { baseUrl: 'api' }, ['baseUrl'], URL_RULE],
    [
      'a public key with a colon',
      { publicKey: 'a:b' },
      ['publicKey'],
      'must be printable ASCII without spaces and colons',
    ],
    ['a version of another form', { version: '2026' }, ['version'], VERSION_RULE],
    ['a version without a month', { version: 'v2026.13.00' }, ['version'], VERSION_RULE],
    [
      'a version before there were tickets',
      { version: 'v2025.04.00' },
      ['version'],
      'must be v2025.07.00 or later: there were no tickets before',
    ],
    ['no accounts', { accounts: [] }, ['accounts'], 'must list one account or more'],
    [
      'an account twice',
      {
        accounts: [
          { accountId: 'acc-1', user: 'a' },
          { accountId: 'ACC-1', user: 'b' },
        ],
      },
      ['accounts', 1, 'accountId'],
      'is the same as that of [0] in this list',
    ],
    ['an account of nobody', { accounts: [{ accountId: 'acc-1' }] }, ['accounts', 0], OWNER_RULE],
    [
      'an account id that leads elsewhere',
      { accounts: [{ accountId: '../files', user: 'a' }] },
      ['accounts', 0, 'accountId'],
      ACCOUNT_RULE,
    ],
    ['a partner that is none', { partnerAccountId: '__proto__' }, ['partnerAccountId'], ACCOUNT_RULE],
  ])('refuse %s and say what is allowed', (_name, given, path, message) => {
    const { error } = moov.options.safeParse({ ...REQUIRED, ...given });

    expect(error?.issues.map((issue) => [issue.path, issue.message])).toEqual([[path, message]]);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no secret', { secretKey: '' }],
    ['an unknown way to authenticate', { auth: 'digest' }],
    ['an empty page', { pageSize: 0 }],
    ['a page beyond what Moov gives', { pageSize: 1001 }],
    ['a time of nothing', { timeoutMs: 0 }],
    ['a misspelled name', { account: [] }],
    ['a misspelled name in an account', { accounts: [{ accountId: 'acc-1', user: 'a', organisation: 'b' }] }],
  ])('refuse %s', (_name, given) => {
    expect(moov.options.safeParse({ ...REQUIRED, ...given }).success).toBe(false);
  });

  it.each(['v2025.07.00', 'v2026.08.01', 'v2031.01.00'])('allow the version %s', (version) => {
    expect(moov.options.parse({ ...REQUIRED, version })).toMatchObject({ version });
  });

  it('tell every owner that a ticket can have', () => {
    const accounts = [
      { accountId: 'acc-1', user: 'user-a' },
      { accountId: 'acc-2', organization: 'org-1' },
      { accountId: 'acc-3', user: 'user-b', organization: 'org-1' },
    ];

    expect(moov.ownersOf?.(moov.options.parse({ ...REQUIRED, accounts }))).toEqual([
      { userId: 'user-a', organizationId: null },
      { userId: null, organizationId: 'org-1' },
      { userId: 'user-b', organizationId: 'org-1' },
    ]);
  });
});

describe('the scopes of a token', () => {
  const accounts = [
    { accountId: 'acc-1', user: 'a' },
    { accountId: 'acc-2', user: 'b' },
  ];

  it('are those of each account that speaks for itself', () => {
    expect(toScopes({ accounts })).toEqual([
      '/accounts/acc-1/tickets.read',
      '/accounts/acc-1/tickets.write',
      '/accounts/acc-2/tickets.read',
      '/accounts/acc-2/tickets.write',
    ]);
  });

  it("are the partner's, and a look at each connected account", () => {
    expect(toScopes({ accounts, partnerAccountId: 'acc-2' })).toEqual([
      '/accounts/acc-2/tickets.read',
      '/accounts/acc-2/tickets.write',
      '/accounts/acc-1/profile.read',
    ]);
  });
});
