import { gzipSync } from 'node:zlib';
import type { RawRequest } from './raw.js';

/** A name, what is sent, the status that is due, and the code, or PROBLEM for application/problem+json. */
export type Case = readonly [name: string, request: RawRequest, status: number, code?: string];

const QUERY = JSON.stringify({ query: '{ __typename }' });
const get = (parameters: Record<string, string>) => `/graphql?${new URLSearchParams(parameters).toString()}`;
const as = (type: string | undefined, body: string | Buffer = QUERY): RawRequest => ({
  headers: { 'content-type': type },
  body,
});

const MEDIA_TYPES: readonly Case[] = [
  ['a form', as('application/x-www-form-urlencoded', 'query={__typename}'), 415, 'BAD_USER_INPUT'],
  ['a multipart form', as('multipart/form-data; boundary=x', '--x--'), 415, 'BAD_USER_INPUT'],
  ['plain text', as('text/plain', QUERY), 415, 'BAD_USER_INPUT'],
  ['plain text that says JSON too', as('text/plain, application/json'), 415, 'BAD_USER_INPUT'],
  ['JSON that says plain text too', as('application/json, text/plain'), 415, 'BAD_USER_INPUT'],
  ['a bare GraphQL document', as('application/graphql', '{ __typename }'), 415, 'BAD_USER_INPUT'],
  ['no media type', as(undefined), 415, 'BAD_USER_INPUT'],
  ['another JSON', as('application/vnd.api+json'), 415, 'BAD_USER_INPUT'],
  ['UTF-16', as('application/json; charset=utf-16', Buffer.from(QUERY, 'utf16le')), 415, 'BAD_USER_INPUT'],
  ['UTF-8 in quotes', as('Application/JSON; charset="UTF-8"'), 200],
  [
    'a gzip bomb',
    { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(10_000_000, 'a')) },
    415,
    'BAD_USER_INPUT',
  ],
  ['an unknown encoding', { headers: { 'content-encoding': 'identity, br' }, body: QUERY }, 415, 'BAD_USER_INPUT'],
  ['what is not encoded', { headers: { 'content-encoding': 'identity' }, body: QUERY }, 200],
  [
    'a transfer encoding',
    { headers: { 'transfer-encoding': 'gzip, chunked', 'content-length': undefined }, body: '0\r\n\r\n' },
    400,
    'PROBLEM',
  ],
];

const ACCEPT: readonly Case[] = [
  ['an Accept of 21 types', { headers: { accept: 'a/b,'.repeat(20) + '*/*' }, body: QUERY }, 400, 'BAD_USER_INPUT'],
  ['an Accept of 3000 types', { headers: { accept: '*/*,'.repeat(3000) }, body: QUERY }, 400, 'BAD_USER_INPUT'],
  ['an Accept of 20 types', { headers: { accept: 'a/b,'.repeat(19) + '*/*' }, body: QUERY }, 200],
  ['an Accept of nothing we have', { headers: { accept: 'image/png' }, body: QUERY }, 406, 'BAD_USER_INPUT'],
  ['an Accept of streams', { headers: { accept: 'text/event-stream' }, body: QUERY }, 406, 'BAD_USER_INPUT'],
  ['an Accept of parts', { headers: { accept: 'multipart/mixed' }, body: QUERY }, 406, 'BAD_USER_INPUT'],
  ['an Accept of Latin 1', { headers: { accept: 'application/json;charset=latin1' }, body: QUERY }, 406],
  ['an Accept of no JSON', { headers: { accept: 'application/json;q=0' }, body: QUERY }, 406, 'BAD_USER_INPUT'],
  ['an Accept of a stream or JSON', { headers: { accept: 'text/event-stream, */*;q=0.1' }, body: QUERY }, 200],
];

const SIZES: readonly Case[] = [
  ['a URL of 17 KB', { method: 'GET', target: get({ query: `{__typename}#${'a'.repeat(17_000)}` }) }, 414, 'PROBLEM'],
  ['a URL of 40 KB', { method: 'GET', target: `/graphql?${'a'.repeat(40_000)}` }, 414, 'PROBLEM'],
  ['headers of 17 KB', { headers: { 'x-long': 'a'.repeat(17_000) }, body: QUERY }, 431, 'PROBLEM'],
  ['headers of 60 KB', { headers: { 'x-long': 'a'.repeat(60_000) }, body: QUERY }, 431, 'PROBLEM'],
  ['101 headers', { lines: Array<string>(101).fill('a: b'), body: QUERY }, 431, 'PROBLEM'],
  ['a body said to be of 12 MB', { headers: { 'content-length': '12000000' }, body: QUERY }, 413, 'BAD_USER_INPUT'],
  [
    'a body of 12 MB that has to be asked for',
    { headers: { 'content-length': '12000000', expect: '100-continue' } },
    413,
    'BAD_USER_INPUT',
  ],
  ['a body that has to be asked for', { headers: { expect: '100-continue' }, body: QUERY }, 200],
  ['an odd expectation', { headers: { expect: 'more' }, body: QUERY }, 417, 'PROBLEM'],
  ['a body of 999000 bytes', { body: JSON.stringify({ query: `{__typename}#${'a'.repeat(999_000 - 30)}` }) }, 200],
];

const CHUNKED = { 'transfer-encoding': 'chunked', 'content-length': undefined };
const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

const FRAMING: readonly Case[] = [
  ['chunks', { headers: CHUNKED, body: `${chunk(QUERY)}0\r\n\r\n` }, 200],
  ['chunks of 1.1 MB', { headers: CHUNKED, body: `${chunk('a'.repeat(1_100_000))}0\r\n\r\n` }, 413, 'BAD_USER_INPUT'],
  ['chunks without an end, of 1.1 MB', { headers: CHUNKED, body: chunk('a'.repeat(1_100_000)) }, 413],
  ['a chunk that is longer than it says', { headers: CHUNKED, body: `5\r\n${QUERY}\r\n0\r\n\r\n` }, 400, 'PROBLEM'],
  ['a chunk of no size', { headers: CHUNKED, body: `zz\r\n${QUERY}\r\n0\r\n\r\n` }, 400, 'PROBLEM'],
  ['a chunk of negative size', { headers: CHUNKED, body: `-1\r\n${QUERY}\r\n0\r\n\r\n` }, 400, 'PROBLEM'],
  ['a chunk of endless size', { headers: CHUNKED, body: `${'f'.repeat(17)}\r\n${QUERY}` }, 400, 'PROBLEM'],
  ['a length and chunks', { headers: { 'transfer-encoding': 'chunked' }, body: `${chunk(QUERY)}0\r\n\r\n` }, 400],
  ['two lengths', { lines: ['content-length: 5'], body: QUERY }, 400, 'PROBLEM'],
  ['a negative length', { headers: { 'content-length': '-1' }, body: QUERY }, 400, 'PROBLEM'],
  ['a length in words', { headers: { 'content-length': 'ten' }, body: QUERY }, 400, 'PROBLEM'],
  ['a hidden second coding', { headers: { ...CHUNKED, 'transfer-encoding': 'xchunked' }, body: QUERY }, 400],
  ['a header that goes on in the next line', { lines: ['x-a: b', ' c'], body: QUERY }, 400],
  ['a space before the colon', { lines: ['content-length : 3'], body: QUERY }, 400, 'PROBLEM'],
  ['a header with a NUL', { lines: ['x-a: \0'], body: QUERY }, 400, 'PROBLEM'],
  ['a header without a name', { lines: [': b'], body: QUERY }, 400, 'PROBLEM'],
];

const HEADS: readonly Case[] = [
  ['two tokens', { lines: ['authorization: Bearer x'], body: QUERY }, 401, 'UNAUTHENTICATED'],
  ['two media types', { lines: ['content-type: text/plain'], body: QUERY }, 400, 'PROBLEM'],
  ['two hosts', { lines: ['host: other.test'], body: QUERY }, 400, 'PROBLEM'],
  ['no host', { headers: { host: undefined }, body: QUERY }, 400, 'PROBLEM'],
  ['an empty host', { headers: { host: '' }, body: QUERY }, 400, 'PROBLEM'],
  ['a host that is none', { headers: { host: 'a b[' }, body: QUERY }, 400, 'PROBLEM'],
  ['a host with a path', { headers: { host: 'gateway.test/x?' }, body: QUERY }, 400, 'PROBLEM'],
  ['a host with a name', { headers: { host: 'user@gateway.test' }, body: QUERY }, 400, 'PROBLEM'],
  ['a port that is none', { headers: { host: 'gateway.test:99999' }, body: QUERY }, 400, 'PROBLEM'],
  ['a wish for WebSockets', { headers: { connection: 'close, upgrade', upgrade: 'websocket' }, body: QUERY }, 200],
  ['a request id with markup', { headers: { 'x-request-id': '<script>' }, body: '{' }, 400, 'BAD_USER_INPUT'],
  ['a request id that is long', { headers: { 'x-request-id': 'a'.repeat(129) }, body: '{' }, 400, 'BAD_USER_INPUT'],
  ['a method to override with', { headers: { 'x-http-method-override': 'DELETE' }, body: QUERY }, 200],
];

const target = (path: string): RawRequest => ({ target: path, body: QUERY });

const TARGETS: readonly Case[] = [
  ['an absolute URL', target('http://elsewhere.test/graphql'), 200],
  ['an absolute URL without a path', target('http://elsewhere.test'), 405, 'PROBLEM'],
  ['another scheme', target('ftp://elsewhere.test/graphql'), 400, 'PROBLEM'],
  ['no path', target('graphql'), 400, 'PROBLEM'],
  ['a star', target('*'), 400, 'PROBLEM'],
  ['two slashes', target('//graphql'), 404, 'PROBLEM'],
  ['two slashes and a host', target('//elsewhere.test/graphql'), 404, 'PROBLEM'],
  ['a slash behind', target('/graphql/'), 404, 'PROBLEM'],
  ['letters as percents', target('/%67raphql'), 404, 'PROBLEM'],
  ['capitals', target('/GRAPHQL'), 404, 'PROBLEM'],
  ['a NUL as percents', target('/graphql%00'), 404, 'PROBLEM'],
  ['a percent of nothing', target('/graphql%'), 404, 'PROBLEM'],
  ['a fragment', target('/graphql#x'), 400, 'PROBLEM'],
  ['a path under it', target('/graphql/batch'), 404, 'PROBLEM'],
  ['the ending of a health check', target('/graphql?x=/livez'), 200],
  ['what is in every object', target('/constructor'), 404, 'PROBLEM'],
  ['what every object comes from', target('/__proto__'), 404, 'PROBLEM'],
  ['bytes that are no letters', target('/graphql\x80\xff'), 400, 'PROBLEM'],
];

const METHODS: readonly Case[] = [
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method): Case => [
    method,
    { method, body: QUERY },
    405,
    'BAD_USER_INPUT',
  ]),
  ['TRACE', { method: 'TRACE' }, 405, 'BAD_USER_INPUT'],
  ['HEAD', { method: 'HEAD' }, 405],
  ['CONNECT', { method: 'CONNECT', target: 'elsewhere.test:443' }, 405, 'PROBLEM'],
  ['a method that is none', { method: 'QUERY?' }, 400, 'PROBLEM'],
  ['GET', { method: 'GET', target: get({ query: '{ __typename }' }) }, 200],
  ['GET of a mutation', { method: 'GET', target: get({ query: 'mutation { __typename }' }) }, 405, 'BAD_USER_INPUT'],
  [
    'GET of one mutation of several operations',
    { method: 'GET', target: get({ query: 'query A { __typename } mutation B { __typename }', operationName: 'B' }) },
    400,
    'QUERY_TOO_COMPLEX',
  ],
  ['GET with two queries', { method: 'GET', target: '/graphql?query={__typename}&query={a}' }, 400, 'BAD_USER_INPUT'],
  ['GET without a query', { method: 'GET' }, 400, 'BAD_USER_INPUT'],
  [
    'GET with variables that are no JSON',
    { method: 'GET', target: get({ query: '{ __typename }', variables: '{a' }) },
    400,
    'BAD_USER_INPUT',
  ],
  [
    'GET with deep variables',
    { method: 'GET', target: get({ query: '{ __typename }', variables: '['.repeat(200) }) },
    400,
    'QUERY_TOO_COMPLEX',
  ],
  ['POST to what is read', { target: '/livez', body: QUERY }, 405, 'PROBLEM'],
  ['GraphiQL where it is off', { method: 'GET', headers: { accept: 'text/html' } }, 406, 'BAD_USER_INPUT'],
  ['the schema where it is off', { method: 'GET', target: '/schema.graphql' }, 404, 'PROBLEM'],
];

const ORIGINS: readonly Case[] = [
  ['a foreign origin', { headers: { origin: 'https://evil.test' }, body: QUERY }, 403, 'FORBIDDEN'],
  ['the origin null', { headers: { origin: 'null' }, body: QUERY }, 403, 'FORBIDDEN'],
  ['an origin that ends like ours', { headers: { origin: 'http://evil-gateway.test' }, body: QUERY }, 403, 'FORBIDDEN'],
  ['an origin that begins like ours', { headers: { origin: 'http://gateway.test.evil' }, body: QUERY }, 403],
  ['our own origin', { headers: { origin: 'https://gateway.test' }, body: QUERY }, 200],
  [
    'an image of a foreign page',
    {
      method: 'GET',
      target: get({ query: '{ __typename }' }),
      headers: { 'sec-fetch-site': 'cross-site', accept: 'image/*, */*' },
    },
    403,
    'FORBIDDEN',
  ],
  [
    'a foreign preflight',
    { method: 'OPTIONS', headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' } },
    403,
    'FORBIDDEN',
  ],
];

/** What is wrong before anything looks at the operation. */
export const HTTP_CASES = { MEDIA_TYPES, ACCEPT, SIZES, FRAMING, HEADS, TARGETS, METHODS, ORIGINS };
