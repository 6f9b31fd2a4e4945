import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../gateway/world.js';

interface Case {
  readonly name: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

const LIST =
  'query ($filter: TicketFilter, $first: Int = 3) { tickets(filter: $filter, first: $first) { nodes { id } } }';
const NESTED = 'query ($search: String) { tickets(filter: { search: $search }) { nodes { id subject } } }';
const PARTS =
  'query ($with: Boolean!) { tickets(first: 3) { nodes { ...Part ... on Ticket @skip(if: $with) { reference } } edges @include(if: $with) { node { nativeId subject } } } } fragment Part on Ticket { __typename messages(first: 1) { nodes { text } } }';

const CASES: readonly Case[] = [
  { name: 'a filter as a variable', query: LIST, variables: { filter: { status: { in: ['OPEN', 'CLOSED'] } } } },
  {
    name: 'a filter inside of others',
    query: LIST,
    variables: { filter: { or: [{ not: { status: { eq: 'OPEN' } } }] } },
  },
  { name: 'no variables', query: LIST },
  { name: 'a variable that is null', query: LIST, variables: { filter: null } },
  { name: 'a variable in an object', query: NESTED, variables: { search: 'charger' } },
  { name: 'a variable in an object that is not given', query: NESTED },
  { name: 'a null in an object', query: NESTED, variables: { search: null } },
  { name: 'a variable of a wrong type', query: LIST, variables: { first: 'three' } },
  { name: 'a number that is too large', query: LIST, variables: { first: 3_000_000_000 } },
  { name: 'a page that is too large', query: LIST, variables: { first: 1000 } },
  { name: 'parts that are in', query: PARTS, variables: { with: true } },
  { name: 'parts that are out', query: PARTS, variables: { with: false } },
  { name: 'a field without its scope', query: '{ tickets(first: 2) { nodes { id user { id email } } } }' },
  { name: 'a field that fails in a list', query: '{ tickets(first: 2) { nodes { id message(id: "no") { text } } } }' },
  {
    name: 'a field that fails under an alias',
    query: '{ mine: ticket(id: "no") { id } other: ticket(id: "no") { id } }',
  },
  {
    name: 'an alias that looks like a path',
    query: '{ b_a: tickets(first: 1) { totalCount { value } } a: tickets(first: 1) { b: nodes { id } } }',
  },
  {
    name: 'a value written out',
    query: '{ tickets(first: 2, filter: { status: { in: [OPEN, CLOSED] } }) { nodes { id } } }',
  },
  {
    name: 'another value in its place',
    query: '{ tickets(first: 3, filter: { status: { in: [CLOSED] } }) { nodes { id } } }',
  },
  {
    name: 'one value where a list may stand',
    query:
      '{ tickets(filter: { status: { in: OPEN } }, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { id } } }',
  },
  { name: 'a null written out', query: '{ tickets(first: 2, filter: null) { nodes { id } } }' },
  {
    name: 'a variable that has our name',
    query: 'query ($literal1: Int) { tickets(first: $literal1) { nodes { id message(id: "no") { text } } } }',
    variables: { literal1: 2 },
  },
  {
    name: 'a variable in a list that is not given',
    query:
      'query ($search: String) { tickets(filter: { or: [{ search: $search }, { search: "charger" }] }) { nodes { id } } }',
  },
  {
    name: 'a variable in a list of statuses that is not given',
    query: 'query ($status: TicketStatus) { tickets(filter: { status: { in: [OPEN, $status] } }) { nodes { id } } }',
  },
  {
    name: 'a variable that has a default',
    query: 'query ($search: String = "charger") { tickets(filter: { search: $search }) { nodes { id subject } } }',
  },
  {
    name: 'values in a fragment that is there twice',
    query:
      'query A { a: tickets(first: 1) { ...Page } b: tickets(first: 2) { ...Page } } fragment Page on TicketConnection { nodes { id messages(first: 1) { nodes { text } } } }',
  },
  { name: 'a text that is no id', query: '{ ticket(id: "no") { id } }' },
  { name: 'the same elsewhere in the text', query: '{\n\n ticket(id: "neither") {\n id } }' },
  { name: 'an alias that objects have', query: '{ __proto__: tickets(first: 1) { constructor: nodes { id } } }' },
  { name: 'an interface', query: '{ node(id: "VGlja2V0OmRlc2s6eA") { id ... on Ticket { subject } } }' },
];

/** The code that is made of a query answers as graphql-js does. */
describe('a query that is compiled', () => {
  const worlds: World[] = [];

  beforeAll(async () => {
    for (const compileAfter of [0, 1]) worlds.push(await createWorld({ tickets: 20, server: { compileAfter } }));
  });

  afterAll(() => Promise.all(worlds.map((world) => world.close())));

  const ask = async ({ gateway, token }: World, { query, variables }: Case) => {
    const response = await gateway.yoga.fetch('http://gateway.test/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'always-the-same',
        authorization: `Bearer ${await token({ scope: 'support:read access_all_areas' })}`,
      },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  it('makes no code of what a caller writes', async () => {
    // graphql-jit knows dates in its own code by this text, and puts what follows it there as it is.
    const mark = '__MAGIC_DATE__33a9e76d_02e0_4128_8e92_3530ad3da74d';
    const text = `${mark}globalThis.wasRun = true`;
    const inside = `{ ticketByNativeId(backend: "desk", nativeId: "${text}") { id } }`;
    const byDefault = `query ($id: String! = "${text}") { ticketByNativeId(backend: "desk", nativeId: $id) { id } }`;
    const given = 'query ($id: String!) { ticketByNativeId(backend: "desk", nativeId: $id) { id } }';
    const [, compiling] = worlds;
    if (!compiling) throw new Error('There is no world that compiles.');

    for (const query of [inside, byDefault]) await ask(compiling, { name: '', query });
    await ask(compiling, { name: '', query: given, variables: { id: text } });
    await ask(compiling, { name: '', query: `{ tickets(filter: { search: "${text}" }) { nodes { id } } }` });

    expect(globalThis).not.toHaveProperty('wasRun');
  });

  it.each(CASES)('answers the same with $name', async (asked) => {
    const [interpreted, compiled] = await Promise.all(worlds.map((world) => ask(world, asked)));

    expect(compiled).toEqual(interpreted);
  });
});
