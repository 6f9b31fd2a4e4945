import { describe, expect, it } from 'vitest';
import { sirportly } from '../../../src/providers/sirportly/index.js';

const REQUIRED = { token: 'token', secret: 'secret' };

describe('the options', () => {
  it('have defaults', () => {
    expect(sirportly.options.parse(REQUIRED)).toEqual({
      ...REQUIRED,
      baseUrl: 'https://api.sirportly.com',
      hiddenCustomFields: [],
      publicCustomFields: [],
      companies: {},
      statuses: {},
      priorities: {},
      tablesKeptMs: 300_000,
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

  it.each([
    ['a base URL without https', { baseUrl: 'http://support.example.com' }],
    ['a base URL with a query', { baseUrl: 'https://support.example.com/?a=b' }],
    ['a token that no header carries', { token: 'two words' }],
    ['one staff user as agent and as AI agent', { agent: 'sam', aiAgent: 'sam' }],
    ['the same with another case and space', { agent: 'Sam', aiAgent: 'sam ' }],
    ['a company twice', { companies: { Acme: 'org-a', ' ACME ': 'org-b' } }],
    ['a status that is none', { statuses: { Parked: 'PARKED' } }],
    ['a field that is no system name', { organizationField: 'a]b' }],
    ['a name that is unknown', { apiKey: 'x' }],
  ])('refuse %s', (_name, rest) => {
    expect(sirportly.options.safeParse({ ...REQUIRED, ...rest }).success).toBe(false);
  });

  it('take a server of the own domain, and one on this machine without https', () => {
    const urls = ['https://support.example.com', 'http://127.0.0.1:8080/'];

    expect(urls.map((baseUrl) => sirportly.options.safeParse({ ...REQUIRED, baseUrl }).success)).toEqual([true, true]);
  });
});
