import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../../src/http/server.js';
import { createWorld, type World } from './world.js';

const TICKETS = '{ tickets(first: 2) { nodes { id subject messages(first: 2) { nodes { text } } } } }';
const NOT_THERE = '{ ticket(id: "nothing") { id } }';
const UPDATE = 'mutation { updateTicket(input: { id: "nothing", changes: { subject: "x" } }) { __typename } }';

/** When it was, and how its length is told. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set(['date', 'content-length', 'transfer-encoding']);

/** What a request may be besides a POST of a query with a token that sees everything. */
interface Case {
  readonly name: string;
  readonly body?: unknown;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: null;
}

describe('a POST', () => {
  let world: World;
  let direct: Listening;
  let throughYoga: Listening;
  let token: string;
  /** By the clock that fills what callers may spend. */
  let nowMs = 0;

  beforeAll(async () => {
    world = await createWorld({
      bounds: 'default',
      tickets: 5,
      server: { corsOrigins: ['https://app.example.com'] },
      ticks: () => nowMs,
    });
    const options = { host: '127.0.0.1', port: 0, onError: () => {} };
    direct = await listen(world.gateway.handle, options);
    throughYoga = await listen(world.gateway.yoga, options);
    token = await world.token({ scope: 'support:read support:write access_all_areas' });
  });

  afterAll(async () => {
    await direct.stop(1000);
    await throughYoga.stop(1000);
    await world.close();
  });

  const ask = async ({ url }: Listening, { body = { query: TICKETS }, text, headers, token: given }: Case) => {
    nowMs += 60_000;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': 'always-the-same',
        ...(given !== null && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: text ?? JSON.stringify(body),
    });
    const headersGiven = [...response.headers].filter(([name]) => !OF_THE_MOMENT.has(name));
    return { status: response.status, headers: Object.fromEntries(headersGiven), body: await response.text() };
  };

  it('does not go through Yoga, which tells no length of what it refuses', async () => {
    const lengths = [direct, throughYoga].map(async ({ url }) => {
      const response = await fetch(`${url}/graphql`, { method: 'POST', body: '{}' });
      await response.text();
      return response.headers.has('content-length');
    });

    expect(await Promise.all(lengths)).toEqual([true, false]);
  });

  it.each<Case>([
    { name: 'of a query' },
    { name: 'of a query for the newer media type', headers: { accept: 'application/graphql-response+json' } },
    { name: 'of a query whose cost is asked for', body: { query: '{ __typename }', extensions: { cost: true } } },
    { name: 'of a query with a name', body: { query: `query Some ${TICKETS}`, operationName: 'Some' } },
    { name: 'of a query without that name', body: { query: `query Some ${TICKETS}`, operationName: 'Other' } },
    { name: 'of a query with a mistake in it', body: { query: '{ tickts { id } ' } },
    { name: 'of a query that does not fit', body: { query: '{ tickts { id } }' } },
    { name: 'of a query that is too deep', body: { query: '{ a '.repeat(200) + '}'.repeat(200) } },
    { name: 'of a query that fails', body: { query: NOT_THERE } },
    { name: 'of variables that do not fit', body: { query: 'query ($id: ID!) { ticket(id: $id) { id } }' } },
    { name: 'of a mutation', body: { query: UPDATE } },
    { name: 'of several operations', body: [{ query: TICKETS }] },
    { name: 'of nothing', text: '' },
    { name: 'of no JSON', text: '{ "query": ' },
    { name: 'without a token', token: null },
    { name: 'with a token that is none', headers: { authorization: 'Bearer nonsense' } },
    { name: 'of a form', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { name: 'for another media type', headers: { accept: 'text/csv' } },
    { name: 'of a listed page', headers: { origin: 'https://app.example.com' } },
    { name: 'of another page', headers: { origin: 'https://evil.example.com' } },
    // The last: its connection is no good for another.
    { name: 'of a megabyte and more', text: JSON.stringify({ query: ' '.repeat(1_000_001) }) },
  ])('$name is answered straight from Node as through Yoga', async (asked) => {
    const expected = await ask(throughYoga, asked);

    const answer = await ask(direct, asked);

    expect(answer).toEqual(expected);
    expect(answer.headers['x-request-id']).toBe('always-the-same');
  });
});
