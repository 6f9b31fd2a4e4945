import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config/problems.js';
import { parseConfig } from '../../src/config.js';
import { bench, definitions, tidewater } from './provider-definitions.js';

const AUTH = { issuer: 'https://login.example/', audience: 'tickets', jwksUrl: 'https://login.example/keys' };
const LOCAL = { key: 'local', provider: 'bench' };

function problemsOf(input: unknown, environment: Record<string, string> = {}): readonly string[] {
  try {
    parseConfig(input, environment, definitions, '/srv/gateway');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** The problems of a configuration that is right but for this. */
function problemsWith(part: object, environment: Record<string, string> = {}): readonly string[] {
  return problemsOf({ auth: AUTH, backends: [LOCAL], ...part }, environment);
}

describe('a configuration', () => {
  it('has defaults for all that need not be said', () => {
    const config = parseConfig({ auth: AUTH, backends: [LOCAL] }, {}, definitions, '/srv/gateway');

    expect(config).toEqual({
      server: {
        host: '127.0.0.1',
        port: 4000,
        drainDelayMs: 1000,
        drainMs: 7500,
        graphiql: false,
        schemaFile: false,
        introspection: true,
        suggestions: true,
        corsOrigins: [],
      },
      http: {
        bodyBytes: 1_000_000,
        urlBytes: 16_384,
        headerBytes: 16_384,
        mediaTypes: 20,
        nesting: 50,
        errors: 5,
        fieldErrors: 100,
        headersMs: 10_000,
        requestMs: 30_000,
        keepAliveMs: 5000,
        idleMs: 90_000,
        connections: 10_000,
      },
      auth: {
        issuer: 'https://login.example/',
        audience: 'tickets',
        keys: { jwksUrl: new URL('https://login.example/keys') },
        algorithms: ['ES256', 'RS256', 'EdDSA', 'PS256'],
        clockToleranceSeconds: 30,
        types: ['at+jwt', 'JWT'],
        keysMaxAgeSeconds: 600,
        tokensKept: 10_000,
        claims: { subject: 'sub', organization: 'org', scope: 'scope', allAreas: 'access_all_areas' },
      },
      store: { dataDirectory: '/srv/gateway/data' },
      limits: expect.objectContaining({ deadlineMs: 10_000, queryAliases: 30 }),
      log: { level: 'info' },
      metrics: { port: null, host: '127.0.0.1', token: null },
      tracing: { upstreams: false },
      backends: [{ key: 'local', displayName: 'local', definition: bench, options: { organization: null } }],
    });
  });

  it('may say everything', () => {
    const input = {
      server: {
        host: '::',
        port: 0,
        drainDelayMs: 0,
        drainMs: 0,
        graphiql: true,
        schemaFile: true,
        introspection: false,
        suggestions: false,
        corsOrigins: ['https://app.example'],
      },
      http: {
        bodyBytes: 1000,
        urlBytes: 1000,
        headerBytes: 1000,
        mediaTypes: 1,
        nesting: 10,
        errors: 1,
        fieldErrors: 1,
        headersMs: 100,
        requestMs: 100,
        keepAliveMs: 0,
        idleMs: 60_001,
        connections: 1,
      },
      auth: {
        ...AUTH,
        algorithms: ['RS512'],
        clockToleranceSeconds: 0,
        types: ['application/at+jwt'],
        claims: { organization: 'https://claims.example/org' },
      },
      store: { dataDirectory: null },
      limits: { deadlineMs: 60_000, pagesPerScan: 2, statisticsKeptMs: 0 },
      log: { level: 'silent' },
      metrics: { port: 9464, host: '::1', token: 'sixteen-letters!' },
      tracing: { upstreams: true },
      backends: [
        { key: 'tide-eu', provider: 'tidewater', displayName: 'Tide', baseUrl: 'https://tide.example', token: 'tok_1' },
        { ...LOCAL, organization: 'o' },
      ],
    };

    const config = parseConfig(input, {}, definitions);

    expect({ server: config.server, http: config.http }).toEqual({ server: input.server, http: input.http });
    expect(config.auth).toMatchObject({
      algorithms: ['RS512'],
      clockToleranceSeconds: 0,
      types: ['application/at+jwt'],
    });
    expect(config.auth.claims).toEqual({
      subject: 'sub',
      organization: 'https://claims.example/org',
      scope: 'scope',
      allAreas: 'access_all_areas',
    });
    expect({ store: config.store, limits: config.limits, log: config.log }).toMatchObject({
      store: input.store,
      limits: input.limits,
      log: input.log,
    });
    expect(config.backends).toEqual([
      {
        key: 'tide-eu',
        displayName: 'Tide',
        definition: tidewater,
        options: { baseUrl: 'https://tide.example', token: 'tok_1', mode: 'live', accounts: [] },
      },
      { key: 'local', displayName: 'local', definition: bench, options: { organization: 'o' } },
    ]);
  });

  it.each([
    ['/var/lib/gateway', '/var/lib/gateway'],
    ['store', '/srv/gateway/store'],
    ['../store', '/srv/store'],
  ])('puts the store %s in %s', (dataDirectory, expected) => {
    const input = { auth: AUTH, backends: [LOCAL], store: { dataDirectory } };

    expect(parseConfig(input, {}, definitions, '/srv/gateway').store.dataDirectory).toBe(expected);
  });
});

describe('a wrong configuration', () => {
  it.each([
    [{ http: { idleMs: 10_000 } }, 'http.idleMs: must be more than limits.deadlineMs'],
    [{ limits: { deadlineMs: 20_000 }, http: { idleMs: 15_000 } }, 'http.idleMs: must be more than limits.deadlineMs'],
    [{ limits: { pointsAtOnce: 19_999 } }, 'limits.pointsAtOnce: must be at least limits.queryComplexity'],
    [{ server: { port: 4100 }, metrics: { port: 4100 } }, 'metrics.port: must be another port than server.port'],
  ])('contradicts itself with %j', (part, problem) => {
    expect(problemsWith(part)).toEqual([expect.stringContaining(problem)]);
  });

  it('may hold few points where nobody is held to them', () => {
    expect(problemsWith({ limits: { pointsAtOnce: 1000, pointsPerMinute: 0 } })).toEqual([]);
  });

  it('is told every problem at once', () => {
    const input = {
      sever: {},
      server: { port: 70_000, graphiql: 'yes', hots: 'x' },
      auth: { audience: '', jwksUrl: 'http://login.example/keys', algorithms: ['HS256'], clockToleranceSeconds: 61 },
      store: { dataDirectory: 5 },
      limits: { deadlineMS: 1, deadlineMs: 99, pagesPerScan: 1.5 },
      log: { level: 'loud' },
      backends: [
        { key: 'Local', provider: 'bench', organisation: 'o' },
        { key: 'a', provider: 'tidewatre' },
        {
          key: 'a',
          provider: 'tidewater',
          baseurl: 'x',
          mode: 'test',
          pageSize: 51,
          accounts: [{ id: '1', owner: { user: 5 } }],
        },
        { provider: 'bench', displayname: 'x' },
        'bench',
      ],
    };

    expect(problemsOf(input)).toEqual([
      'auth.algorithms[0]: must be one of ES256, ES384, ES512, RS256, RS384, RS512, PS256, PS384, PS512, EdDSA, Ed25519',
      'auth.audience: must be a text of 1 to 1024 characters',
      'auth.clockToleranceSeconds: must be a whole number from 0 to 60',
      'auth.issuer: is missing; it must be a text of 1 to 1024 characters',
      'auth.jwksUrl: must be a URL with https, or http on this machine, and without user name or password',
      'backends[0].key: must be a lower-case letter and up to 62 lower-case letters, digits and hyphens',
      'backends[0].organisation: is not a setting; did you mean organization?',
      'backends[1].provider: is not a provider; there are tidewater, bench; did you mean tidewater?',
      'backends[2].accounts[0].id: must be a text of the form uuid',
      'backends[2].accounts[0].owner.user: must be of type string',
      'backends[2].baseUrl: is missing; it must be of type string',
      'backends[2].baseurl: is not a setting; did you mean baseUrl?',
      'backends[2].key: is the same as backends[1].key; keys must be unique',
      'backends[2].mode: must be one of sandbox, live',
      'backends[2].pageSize: Too big: expected number to be <=50',
      'backends[2].token: is missing; it must be of type string',
      'backends[3].displayname: is not a setting; did you mean displayName?',
      'backends[3].key: is missing; it must be a lower-case letter and up to 62 lower-case letters, digits and hyphens',
      'backends[4]: must be an object with key and provider',
      'limits.deadlineMS: is not a setting; did you mean deadlineMs?',
      'limits.deadlineMs: must be a whole number from 100 to 60000',
      'limits.pagesPerScan: must be a whole number from 2 to 1000',
      'log.level: must be one of trace, debug, info, warn, error, fatal, silent',
      'server.graphiql: must be true or false',
      'server.hots: is not a setting; did you mean host?',
      'server.port: must be a whole number from 0 to 65535',
      'sever: is not a setting; did you mean server?',
      'store.dataDirectory: must be a text of 1 to 4096 characters',
    ]);
  });

  it.each([
    [null, ['configuration: must be an object']],
    [[], ['configuration: must be an object']],
    ['text', ['configuration: must be an object']],
    [
      {},
      [
        'auth: is missing; it must be an object with issuer, audience, and jwksUrl or jwkFile',
        'backends: is missing; it must be a list of at least one',
      ],
    ],
    [{ auth: AUTH, backends: [] }, ['backends: must be a list of at least one']],
    [{ auth: AUTH, backends: {} }, ['backends: must be a list of at least one']],
    [{ auth: AUTH, backends: [LOCAL], limits: null }, ['limits: must be of type object']],
    [
      { auth: AUTH, backends: [LOCAL], server: { graphiql: 'true', corsOrigins: ['example.com'] } },
      [
        'server.corsOrigins[0]: must be an origin such as https://app.example.com, without a path and without a slash at the end',
        'server.graphiql: must be true or false',
      ],
    ],
    [{ auth: null, backends: [LOCAL] }, ['auth: must be an object with issuer, audience, and jwksUrl or jwkFile']],
  ])('%j', (input, expected) => {
    expect(problemsOf(input)).toEqual(expected);
  });

  it.each([
    ['https://login.example/keys', true],
    ['http://localhost:8080/keys', true],
    ['http://127.0.0.1/keys', true],
    ['http://127.9.9.9/keys', true],
    ['http://[::1]:8080/keys', true],
    ['http://login.example/keys', false],
    ['http://127.0.0.1.evil.example/keys', false],
    ['http://localhost.evil.example/keys', false],
    ['http://10.0.0.1/keys', false],
    ['https://user:hunter22@login.example/keys', false],
    ['file:///etc/keys', false],
    ['login.example/keys', false],
    ['', false],
  ])('has the key server %s: %s', (jwksUrl, isFine) => {
    expect(problemsWith({ auth: { ...AUTH, jwksUrl } })).toHaveLength(isFine ? 0 : 1);
  });

  it('names neither key server nor key file, or both', () => {
    const { jwksUrl: _jwksUrl, ...neither } = AUTH;

    expect(problemsWith({ auth: neither })).toEqual(['auth: needs exactly one of jwksUrl and jwkFile; it has neither']);
    expect(problemsWith({ auth: { ...AUTH, jwkFile: 'k.json' } })).toEqual([
      'auth: needs exactly one of jwksUrl and jwkFile; it has both',
    ]);
  });

  it.each(['none', 'NONE', 'HS256', 'HS384', 'HS512', 'es256', 'dir', ''])('accepts the algorithm %j', (algorithm) => {
    expect(problemsWith({ auth: { ...AUTH, algorithms: ['ES256', algorithm] } })).toEqual([
      'auth.algorithms[1]: must be one of ES256, ES384, ES512, RS256, RS384, RS512, PS256, PS384, PS512, EdDSA, Ed25519',
    ]);
  });

  it.each(['a', 'moov-eu', 'a1-', 'a'.repeat(63)])('is not one with the backend key %s', (key) => {
    expect(problemsWith({ backends: [{ ...LOCAL, key }] })).toEqual([]);
  });

  it.each(['', 'A', '1a', '-a', 'a_b', 'a b', 'ä', 'a\n', 'a'.repeat(64), '__proto__'])(
    'has the backend key %j',
    (key) => {
      expect(problemsWith({ backends: [{ ...LOCAL, key }] })).toHaveLength(1);
    },
  );

  it('lists what there is when no name is near', () => {
    expect(problemsWith({ log: { colour: true } })).toEqual(['log.colour: is not a setting; allowed here: level']);
    expect(problemsWith(JSON.parse('{"__proto__":{},"constructor":{}}'))).toEqual([
      '__proto__: is not a setting; allowed here: server, http, auth, store, limits, log, metrics, tracing, backends',
      'constructor: is not a setting; allowed here: server, http, auth, store, limits, log, metrics, tracing, backends',
    ]);
  });

  it('cannot write to the terminal through the name of a setting', () => {
    expect(problemsWith({ '\u001b[2Jx\n': 1 })).toEqual([
      '?[2Jx?: is not a setting; allowed here: server, http, auth, store, limits, log, metrics, tracing, backends',
    ]);
  });

  it('says all of it in the message of the error', () => {
    expect(() => parseConfig({ auth: AUTH }, {}, definitions)).toThrow(
      'The configuration cannot be used.\n  backends: is missing; it must be a list of at least one',
    );
  });
});
