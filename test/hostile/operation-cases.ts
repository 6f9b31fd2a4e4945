import type { Case } from './http-cases.js';

const sent = (name: string, body: string | Buffer, status: number, code?: string): Case =>
  code === undefined ? [name, { body }, status] : [name, { body }, status, code];
const asked = (name: string, params: object, status: number, code?: string): Case =>
  sent(name, JSON.stringify(params), status, code);
const repeat = (times: number, open: string, middle: string, close: string) =>
  open.repeat(times) + middle + close.repeat(times);

const JSON_BODIES: readonly Case[] = [
  sent('nothing', '', 400, 'BAD_USER_INPUT'),
  sent('half an object', '{"query":"{ __typename }"', 400, 'BAD_USER_INPUT'),
  sent('a word', 'MARKER', 400, 'BAD_USER_INPUT'),
  sent('null', 'null', 400, 'BAD_USER_INPUT'),
  sent('a text', '"{ __typename }"', 400, 'BAD_USER_INPUT'),
  sent('a number', '1e999', 400, 'BAD_USER_INPUT'),
  sent('a list of operations', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', 400, 'BAD_USER_INPUT'),
  sent('a list of one', '[{"query":"{ __typename }"}]', 400, 'BAD_USER_INPUT'),
  sent('an empty list', '[]', 400, 'BAD_USER_INPUT'),
  sent('UTF-16', Buffer.from('{"query":"{ __typename }"}', 'utf16le'), 400, 'BAD_USER_INPUT'),
  sent('half a letter', Buffer.from([0x7b, 0x22, 0xc3, 0x22, 0x7d]), 400, 'BAD_USER_INPUT'),
  sent('a NUL', '{"query":"{ __typename }"}\0', 400, 'BAD_USER_INPUT'),
  sent('a comment', '{"query":"{ __typename }"/**/}', 400, 'BAD_USER_INPUT'),
  sent('a comma too many', '{"query":"{ __typename }",}', 400, 'BAD_USER_INPUT'),
  sent('a byte order mark', '\uFEFF{"query":"{ __typename }"}', 200),
  sent('a name of every object', '{"query":"{ __typename }","__proto__":{"a":1}}', 400, 'BAD_USER_INPUT'),
  sent('one twice', '{"query":"{ nope }","query":"{ __typename }"}', 200),
  asked('something else besides', { query: '{ __typename }', MARKER: 1 }, 400, 'BAD_USER_INPUT'),
  asked('no query', {}, 400, 'BAD_USER_INPUT'),
  asked('a query that is null', { query: null }, 400, 'BAD_USER_INPUT'),
  asked('an empty query', { query: '' }, 400, 'BAD_USER_INPUT'),
  asked('a query of spaces', { query: ' \n,' }, 200, 'BAD_USER_INPUT'),
  asked('a query that is an object', { query: { MARKER: 1 } }, 400, 'BAD_USER_INPUT'),
  asked('variables that are a list', { query: '{ __typename }', variables: ['MARKER'] }, 400, 'BAD_USER_INPUT'),
  asked('extensions that are a text', { query: '{ __typename }', extensions: 'MARKER' }, 400, 'BAD_USER_INPUT'),
  asked('a name that is an object', { query: '{ __typename }', operationName: {} }, 400, 'BAD_USER_INPUT'),
  asked('a name of 1000 letters', { query: '{ __typename }', operationName: 'A'.repeat(1000) }, 400),
  asked('a name that there is not', { query: 'query A { __typename }', operationName: 'B' }, 400, 'BAD_USER_INPUT'),
  asked('a name of every object', { query: 'query A { __typename }', operationName: 'constructor' }, 400),
  asked(
    'a hash in place of a query',
    { extensions: { persistedQuery: { version: 1, sha256Hash: 'MARKER' } } },
    400,
    'BAD_USER_INPUT',
  ),
  asked('a cost that is a text', { query: '{ __typename }', extensions: { cost: 'MARKER' } }, 400, 'BAD_USER_INPUT'),
  asked('a cost that is not asked for', { query: '{ __typename }', extensions: { cost: null } }, 200),
  asked('extensions that nobody knows', { query: '{ __typename }', extensions: { a: { b: 1 } } }, 200),
];

const deep = (times: number) => [
  asked(`fields, ${times} deep`, { query: repeat(times, '{ a', '', '}') }, 400, 'QUERY_TOO_COMPLEX'),
  asked(`lists, ${times} deep`, { query: `{ a(b: ${repeat(times, '[', '', ']')}) }` }, 400, 'QUERY_TOO_COMPLEX'),
  asked(`objects, ${times} deep`, { query: `{ a(b: ${repeat(times, '{b:', '1', '}')}) }` }, 400, 'QUERY_TOO_COMPLEX'),
  asked(`types, ${times} deep`, { query: `query(${repeat(times, '$a: [', 'Int', ']')}) { a }` }, 400),
  asked(`inline fragments, ${times} deep`, { query: repeat(times, '{ ... on Query ', '{ a }', '}') }, 400),
  asked(`fragments, ${times} in a row`, { query: `{ ...F0 } ${chain(times)}` }, 400, 'QUERY_TOO_COMPLEX'),
  sent(`JSON lists, ${times} deep`, `{"query":"{a}","variables":{"a":${repeat(times, '[', '', ']')}}}`, 400),
  sent(`JSON objects, ${times} deep`, `{"query":"{a}","variables":${repeat(times, '{"a":', '1', '}')}}`, 400),
  sent(`JSON lists, ${times} deep, open`, '['.repeat(times), 400, 'QUERY_TOO_COMPLEX'),
];

/** @param times fragments, each of which spreads the next */
function chain(times: number): string {
  return Array.from({ length: times }, (_, index) => `fragment F${index} on Query { ...F${index + 1} }`).join(' ');
}

const NESTING: readonly Case[] = [
  ...deep(200),
  ...deep(5000),
  asked('brackets in texts', { query: `{ tickets(filter: {search: "${'[{('.repeat(1000)}"}) { nodes { id } } }` }, 200),
  asked(
    'brackets in a block',
    { query: `{ tickets(filter: {search: """a${'[{("'.repeat(500)}a"""}) { nodes { id } } }` },
    200,
  ),
  asked('brackets in comments', { query: `{ # ${'{'.repeat(1000)}\n __typename }` }, 200),
  asked('brackets in variables of a text', { query: '{ __typename }', variables: { a: '["\\"['.repeat(1000) } }, 200),
];

const QUERIES: readonly Case[] = [
  asked('1001 tokens', { query: `{${' a'.repeat(999)}}` }, 400, 'QUERY_TOO_COMPLEX'),
  asked('1000 comments', { query: `${'#\n'.repeat(1000)}{ __typename }` }, 200),
  asked('100000 comments', { query: `${'#\n'.repeat(100_000)}{ __typename }` }, 400, 'QUERY_TOO_COMPLEX'),
  asked('400000 tokens', { query: '{'.concat(' a'.repeat(400_000), '}') }, 400, 'QUERY_TOO_COMPLEX'),
  asked('a name of 900000 letters', { query: `{ ${'a'.repeat(900_000)} }` }, 400, 'QUERY_TOO_COMPLEX'),
  asked(
    'a text of 900000 letters',
    { query: `{ node(id: "${'a'.repeat(900_000)}") { id } }` },
    400,
    'QUERY_TOO_COMPLEX',
  ),
  asked('a number of 900000 digits', { query: `{ tickets(first: ${'1'.repeat(900_000)}) { nodes { id } } }` }, 400),
  asked('a text without an end', { query: '{ node(id: "MARKER' }, 200, 'BAD_USER_INPUT'),
  asked('a block without an end', { query: `{ node(id: """${'\\"""'.repeat(10_000)}` }, 200, 'BAD_USER_INPUT'),
  asked('brackets that close first', { query: '}'.repeat(400) + '{'.repeat(400) }, 200, 'BAD_USER_INPUT'),
  asked('half a surrogate pair', { query: '{ node(id: "\ud800") { id } }' }, 200, 'BAD_USER_INPUT'),
  asked('a NUL in a text', { query: '{ node(id: "\\u0000") { id } }' }, 200, 'BAD_USER_INPUT'),
  asked(
    '300 unknown fields',
    { query: `{ tickets { nodes { ${Array.from({ length: 300 }, (_, n) => `nope${n}`).join(' ')} } } }` },
    200,
  ),
  asked(
    '300 unknown arguments',
    { query: `{ __typename(${Array.from({ length: 240 }, (_, n) => `a${n}: 1`).join(' ')}) }` },
    200,
  ),
  asked(
    '15 conflicts',
    { query: `{ ${Array.from({ length: 15 }, (_, n) => `a: viewer { b: ${n % 2 ? 'id' : 'scopes'} }`).join(' ')} }` },
    200,
  ),
  asked('a subscription', { query: 'subscription { tickets { nodes { id } } }' }, 200, 'BAD_USER_INPUT'),
  asked('a schema', { query: 'type Query { a: Int }' }, 400, 'BAD_USER_INPUT'),
  asked('only a fragment', { query: 'fragment F on Query { __typename }' }, 400, 'BAD_USER_INPUT'),
  asked('fragments in a ring', { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }' }, 200),
];

const first = 'query($first: Int) { tickets(first: $first) { nodes { id } } }';
const filter = 'query($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }';

const VARIABLES: readonly Case[] = [
  asked('a text for a number', { query: first, variables: { first: 'MARKER' } }, 200, 'BAD_USER_INPUT'),
  sent('a number beyond all', `{"query":"${first}","variables":{"first":1e999}}`, 200, 'BAD_USER_INPUT'),
  sent('a number of 1000 digits', `{"query":"${first}","variables":{"first":${'9'.repeat(1000)}}}`, 200),
  asked(
    'a text of 900000 letters',
    { query: first, variables: { first: 'MARKER'.repeat(150_000) } },
    400,
    'QUERY_TOO_COMPLEX',
  ),
  asked(
    'a text of 90000 letters',
    { query: first, variables: { first: 'MARKER'.repeat(15_000) } },
    200,
    'BAD_USER_INPUT',
  ),
  asked(
    'an unknown value',
    { query: filter, variables: { filter: { status: { eq: 'MARKER' } } } },
    200,
    'BAD_USER_INPUT',
  ),
  asked('an unknown field', { query: filter, variables: { filter: { MARKER: 1 } } }, 200, 'BAD_USER_INPUT'),
  asked('a list for an object', { query: filter, variables: { filter: ['MARKER'] } }, 200, 'BAD_USER_INPUT'),
  asked(
    '50000 wrong values',
    { query: filter, variables: { filter: { status: { in: Array(50_000).fill('MARKER') } } } },
    400,
    'QUERY_TOO_COMPLEX',
  ),
  asked(
    '900 wrong values',
    { query: filter, variables: { filter: { status: { in: Array(900).fill('MARKER') } } } },
    200,
    'BAD_USER_INPUT',
  ),
  asked(
    '50000 unknown fields',
    { query: filter, variables: { filter: { and: Array.from({ length: 50_000 }, () => ({ MARKER: 1 })) } } },
    400,
    'QUERY_TOO_COMPLEX',
  ),
  asked(
    '900 unknown fields',
    { query: filter, variables: { filter: { and: Array.from({ length: 900 }, () => ({ MARKER: 1 })) } } },
    200,
    'BAD_USER_INPUT',
  ),
  sent(
    'what every object comes from',
    `{"query":"${filter}","variables":{"filter":{"__proto__":{"a":1}}}}`,
    200,
    'BAD_USER_INPUT',
  ),
  sent('variables of that name', `{"query":"${filter}","variables":{"__proto__":{"filter":1}}}`, 200),
  asked('variables that nobody asked for', { query: '{ __typename }', variables: { MARKER: 1 } }, 200),
  asked('a NUL to search for', { query: filter, variables: { filter: { search: 'a\0b' } } }, 200),
  asked('half a surrogate pair to search for', { query: filter, variables: { filter: { search: 'a\ud800b' } } }, 200),
];

const times = (count: number, toText: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => toText(n)).join(' ');

/** Each with far more mistakes than are told. */
export const MANY_MISTAKES: readonly Case[] = [
  asked('200 unknown fields', { query: `{ tickets { nodes { ${times(200, (n) => `nope${n}`)} } } }` }, 200),
  asked('200 unknown arguments', { query: `{ __typename(${times(200, (n) => `a${n}: 1`)}) }` }, 200),
  asked('200 variables that nothing uses', { query: `query(${times(200, (n) => `$a${n}: Int`)}) { __typename }` }, 200),
  asked(
    '120 variables that do not fit',
    {
      query: `query(${times(120, (n) => `$a${n}: TicketStatus!`)}) {
        tickets(filter: { status: { in: [${times(120, (n) => `$a${n}`)}] } }) { nodes { id } } }`,
      variables: Object.fromEntries(Array.from({ length: 120 }, (_, n) => [`a${n}`, 'MARKER'])),
    },
    200,
  ),
  asked(
    '200 values that do not fit',
    { query: filter, variables: { filter: { status: { in: Array(200).fill('MARKER') } } } },
    200,
  ),
  asked(
    '200 wrong values of one query',
    { query: `{ tickets(filter: { status: { in: [${times(200, (n) => `NOPE${n}`)}] } }) { nodes { id } } }` },
    200,
  ),
];

/** What is wrong with the operation, with a status for a client that takes application/json. */
export const OPERATION_CASES = { JSON_BODIES, NESTING, QUERIES, VARIABLES };
