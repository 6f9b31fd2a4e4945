import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/problems.js';
import { parseConfig } from '../../src/config.js';
import { definitions } from './provider-definitions.js';

const AUTH = { issuer: { env: 'ISSUER' }, audience: 'tickets', jwksUrl: { env: 'JWKS_URL' } };
const TIDE = { key: 'tide', provider: { env: 'KIND' }, baseUrl: 'https://tide.example', token: { env: 'TIDE_TOKEN' } };
const ENVIRONMENT = { ISSUER: 'i', JWKS_URL: 'https://login.example/keys', KIND: 'tidewater', TIDE_TOKEN: 'tok_1' };

function problemsOf(input: unknown, environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    parseConfig(input, environment, definitions);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('the environment', () => {
  it('gives any text', () => {
    const config = parseConfig({ auth: AUTH, backends: [TIDE] }, ENVIRONMENT, definitions);

    expect(config.auth).toMatchObject({ issuer: 'i', keys: { jwksUrl: new URL('https://login.example/keys') } });
    expect(config.backends[0]?.options).toMatchObject({ token: 'tok_1' });
  });

  it('lacks variables: each is named with its setting, once', () => {
    expect(
      problemsOf({ auth: AUTH, backends: [TIDE] }, { JWKS_URL: undefined, KIND: 'tidewater', TIDE_TOKEN: '' }),
    ).toEqual([
      'auth.issuer: the environment variable ISSUER is not set',
      'auth.jwksUrl: the environment variable JWKS_URL is not set',
      'backends[0].token: the environment variable TIDE_TOKEN is empty',
    ]);
  });

  it('lacks what every object has', () => {
    expect(problemsOf({ auth: { ...AUTH, issuer: { env: 'constructor' } }, backends: [TIDE] }, ENVIRONMENT)).toEqual([
      'auth.issuer: the environment variable constructor is not set',
    ]);
  });

  it.each([{ env: 5 }, { env: 'ISSUER', default: 'x' }, { ENV: 'ISSUER' }])('is not asked by %j', (issuer) => {
    expect(problemsOf({ auth: { ...AUTH, issuer }, backends: [TIDE] }, ENVIRONMENT)).toEqual([
      'auth.issuer: must be a text of 1 to 1024 characters',
    ]);
  });

  it('gives values that are not looked into again', () => {
    const config = parseConfig(
      { auth: AUTH, backends: [TIDE] },
      { ...ENVIRONMENT, ISSUER: '{"env":"KIND"}' },
      definitions,
    );

    expect(config.auth.issuer).toBe('{"env":"KIND"}');
  });
});

describe('a secret', () => {
  const SECRET = 'hunter2-correct-horse';
  const places: readonly (readonly [string, object])[] = [
    ['the token of a backend', { backends: [{ ...TIDE, token: SECRET }] }],
    ['the token of a backend, from the environment', { backends: [{ ...TIDE, token: { env: 'SECRET' } }] }],
    ['an address', { backends: [{ ...TIDE, baseUrl: SECRET }] }],
    ['an address with a password', { auth: { ...AUTH, jwksUrl: `https://u:${SECRET}@login.example` } }],
    ['a provider', { backends: [{ ...TIDE, provider: SECRET }] }],
    ['a backend key', { backends: [{ ...TIDE, key: SECRET.toUpperCase() }] }],
    [
      'the same key twice',
      {
        backends: [
          { ...TIDE, key: SECRET },
          { ...TIDE, key: SECRET },
        ],
      },
    ],
    ['a choice', { backends: [{ ...TIDE, mode: SECRET }], log: { level: SECRET } }],
    ['an unknown setting', { backends: [{ ...TIDE, password: SECRET }], secret: SECRET }],
    ['a number', { limits: { deadlineMs: SECRET }, server: { port: SECRET } }],
    ['a list', { auth: { ...AUTH, types: SECRET, algorithms: [SECRET] } }],
    ['a section', { store: SECRET, backends: [SECRET] }],
    ['a key file', { auth: { issuer: 'i', audience: 'a', jwkFile: SECRET } }],
    ['a key server', { auth: { ...AUTH, jwksUrl: SECRET } }],
    ['everything', { server: SECRET, auth: SECRET, store: SECRET, limits: SECRET, log: SECRET, backends: SECRET }],
  ];

  it.each(places)('is not repeated: %s', (_name, part) => {
    const problems = problemsOf({ auth: AUTH, backends: [TIDE], ...part }, { ...ENVIRONMENT, SECRET });

    expect(problems).not.toEqual([]);
    expect(problems.join('\n').toLowerCase()).not.toContain('hunter2');
  });
});
