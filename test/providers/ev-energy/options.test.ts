import { describe, expect, it } from 'vitest';
import { evEnergy } from '../../../src/providers/ev-energy/index.js';

const REQUIRED = { clientId: 'id', clientSecret: 'secret' };

describe('the options', () => {
  it('have defaults for everything but the credentials', () => {
    expect(evEnergy.options.parse(REQUIRED)).toEqual({
      baseUrl: 'https://api.ev.energy/v2',
      tokenUrl: 'https://api.ev.energy/o/token/',
      clientId: 'id',
      clientSecret: 'secret',
      scopes: 'support:read support:write user:read',
      maxOutOfOrdernessMs: 3_600_000,
      statistics: 'tickets',
      timeoutMs: 5000,
      maxConnections: 50,
      maxWaiting: 5000,
      readAttempts: 3,
      breakMs: 5000,
      quotaReserve: 0.1,
      staleMs: 900_000,
      freshMs: 3000,
      keptBytes: 16_000_000,
    });
  });

  it.each<[string, Record<string, unknown>]>([
    ['no secret', { clientSecret: undefined }],
    ['an empty secret', { clientSecret: '' }],
    ['a base URL of another kind', { baseUrl: 'ftp://api.example.test' }],
    ['a base URL without encryption', { baseUrl: 'http://api.example.test/v2' }],
    ['a token URL without encryption', { tokenUrl: 'http://api.example.test/o/token/' }],
    ['a token URL that only looks like this machine', { tokenUrl: 'http://127.0.0.1.example.test/o/token/' }],
    ['a base URL that is none', { baseUrl: 'api' }],
    ['a base URL with a fragment', { baseUrl: 'https://api.example.test/v2#x' }],
    ['a base URL with a query', { baseUrl: 'https://api.example.test/v2?x=1' }],
    ['a base URL with a password', { baseUrl: 'https://a:b@api.example.test/v2' }],
    ['a header value of two lines', { actAs: 'a\r\nb: c' }],
    ['statistics that nobody gives', { statistics: 'sankey' }],
    ['statistics that would not act as the user', { statistics: 'upstream', actAs: 'user1' }],
    ['a time of nothing', { timeoutMs: 0 }],
    ['a misspelled name', { organisation: 'org' }],
  ])('refuse %s', (_name, given) => {
    expect(evEnergy.options.safeParse({ ...REQUIRED, ...given }).success).toBe(false);
  });

  it.each(['https://api.example.test/v2', 'http://127.8.0.1:81/v2', 'http://localhost/v2', 'http://[::1]:81/v2'])(
    'allow the URL %s',
    (url) => {
      const parsed = evEnergy.options.parse({ ...REQUIRED, baseUrl: url, tokenUrl: url });

      expect([parsed.baseUrl, parsed.tokenUrl]).toEqual([url, url]);
    },
  );

  it('say which URLs are allowed', () => {
    const { error } = evEnergy.options.safeParse({ ...REQUIRED, tokenUrl: 'http://api.example.test/o/token/' });

    expect(error?.issues).toMatchObject([
      {
        path: ['tokenUrl'],
        message:
          'must be a URL with https, or http on this machine, and without user name, password, query or fragment',
      },
    ]);
  });

  it.each([
    [{ organization: 'org-a' }, 'org-a'],
    [{}, null],
  ])('with %j tie every user to %j', (given, expected) => {
    expect(evEnergy.organizationOf?.(evEnergy.options.parse({ ...REQUIRED, ...given }))).toBe(expected);
  });
});
