import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.js';
import { createWorld, type World } from './world.js';

describe('bad input', () => {
  let world: World;
  let token: string;
  beforeAll(async () => {
    world = await createWorld({ tickets: 10 });
    token = await world.token({ scope: 'support:read support:write access_all_areas' });
  });
  afterAll(() => world.close());

  const tickets = (args: string) => `{ tickets(${args}) { nodes { id } } }`;
  const userId = toId('User:somebody');

  it.each([
    [tickets('first: 0'), 'first', 'first must be 1 to 100, not 0.'],
    [tickets('first: 101'), 'first', 'first must be 1 to 100, not 101.'],
    [tickets('first: -1'), 'first', 'first must be 1 to 100, not -1.'],
    [tickets('last: 0'), 'last', 'last must be 1 to 100, not 0.'],
    [tickets('first: 1, last: 1'), 'last', 'last cannot go with first or after: page one way at a time.'],
    [tickets('first: 1, before: "x"'), 'before', 'before cannot go with first or after: page one way at a time.'],
    [
      tickets('after: "garbage"'),
      'after',
      'after is not a cursor of this gateway, or an outdated one; start again without it.',
    ],
    [
      tickets('last: 5, before: "💥"'),
      'before',
      'before is not a cursor of this gateway, or an outdated one; start again without it.',
    ],
    [
      tickets('filter: { user: { eq: "nonsense" } }'),
      'filter.user.eq',
      'filter.user.eq is not an id of this gateway; pass ids on as some query gave them.',
    ],
    [
      tickets(`filter: { or: [{ not: { organization: { in: ["${userId}"] } } }] }`),
      'filter.or.0.not.organization.in.0',
      'filter.or.0.not.organization.in.0 is the id of a User, not of a Organization.',
    ],
    [
      tickets('filter: { and: [{ status: { eq: null } }] }'),
      'filter.and.0.status.eq',
      'filter.and.0.status.eq must not be null: leave it out, or use isNull where there is one.',
    ],
    [
      tickets('filter: { tags: null }'),
      'filter.tags',
      'filter.tags must not be null: leave it out, or use isNull where there is one.',
    ],
    [
      tickets('filter: { search: " …!" }'),
      'filter.search',
      'filter.search must hold at least one letter or digit: leave it out to search for nothing.',
    ],
    [
      tickets('filter: { or: [{ backend: { in: ["desk", "dsek"] } }] }'),
      'filter.or.0.backend.in.1',
      'filter.or.0.backend.in.1 is not the key of a backend; there are desk, ev.',
    ],
    [
      '{ stats(filter: { not: { backend: { eq: "Desk" } } }) { total } }',
      'filter.not.backend.eq',
      'filter.not.backend.eq is not the key of a backend; there are desk, ev.',
    ],
    [
      '{ ticketByNativeId(backend: "dsek", nativeId: "1") { id } }',
      'backend',
      'backend is not the key of a backend; there are desk, ev.',
    ],
    ['{ node(id: "") { id } }', 'id', 'id is not an id of this gateway; pass ids on as some query gave them.'],
    [`{ ticket(id: "${userId}") { id } }`, 'id', 'id is the id of a User, not of a Ticket.'],
    [
      `{ nodes(ids: [${Array(101).fill(`"${userId}"`).join(' ')}]) { id } }`,
      'ids',
      'ids must be at most 100, not 101.',
    ],
  ])('answers %s with what is wrong, where and what is allowed', async (query, argument, message) => {
    const { status, errors } = await ask(world.gateway, query, { token });

    expect(errors?.map((error) => [error.message, error.extensions.code, error.extensions['argument']])).toEqual([
      [message, 'BAD_USER_INPUT', argument],
    ]);
    expect(status).toBe(200);
  });

  it.each([
    ['a syntax error', '{ tickets(', {}, /Syntax Error/],
    ['an unknown field', '{ tickets { nope } }', {}, /Cannot query field "nope"/],
    [
      'an unknown enum value',
      tickets('filter: { status: { eq: NOPE } }'),
      {},
      /"NOPE" does not exist in "TicketStatus"/,
    ],
    ['a date that is none', tickets('filter: { createdAt: { gte: "yesterday" } }'), {}, /must be an RFC 3339 text/],
    [
      'a variable of a wrong type',
      'query Q($first: Int) { tickets(first: $first) { nodes { id } } }',
      { first: 'ten' },
      /^Variable "\$first": Expected type Int\.$/,
    ],
    [
      'a variable date that is none',
      'query Q($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }',
      { filter: { createdAt: { lt: '2026-02-30T00:00:00Z' } } },
      /must be an RFC 3339 text/,
    ],
    [
      'a variable text in the place of an object',
      'query Q($filter: TicketFilter) { tickets(filter: $filter) { nodes { id } } }',
      { filter: 'abc' },
      /^Variable "\$filter": Expected type "TicketFilter" to be an object\.$/,
    ],
    ['a missing operation', 'fragment F on Ticket { id }', {}, /^The query must have one operation/],
  ])('refuses %s before anything runs, with HTTP 400', async (_what, query, variables, message) => {
    const { status, errors, data, headers } = await ask(world.gateway, query, { token, variables });

    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', requestId: headers.get('x-request-id') });
  });

  async function post(body: object): Promise<Response> {
    return world.gateway.yoga.fetch('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  }

  it('tells which operations there are, where none has the name that is asked for', async () => {
    const response = await post({ query: 'query A { viewer { visibility } }', operationName: 'B' });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ message: 'The query has no operation of the name in operationName; it has A.' }],
    });
  });

  it('tells where in the query a date is that is none', async () => {
    const response = await post({ query: tickets('filter: { createdAt: { gte: "yesterday" } }') });

    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringMatching(/RFC 3339/), locations: [{ line: 1, column: 39 }] }],
    });
  });

  it('takes null for an argument as not given', async () => {
    const query = tickets('first: null, after: null, last: null, before: null, filter: null, orderBy: null');

    const { errors } = await ask(world.gateway, query, { token });

    expect(errors).toBeUndefined();
  });

  it('refuses a cursor of another filter, another order and another caller', async () => {
    const query =
      'query Q($after: String, $status: TicketStatus!, $by: OrderDirection!) { tickets(first: 1, after: $after, filter: { status: { notIn: [$status] } }, orderBy: { direction: $by }) { pageInfo { endCursor } } }';
    const page = async (variables: Record<string, unknown>, by = token) =>
      ask<{ tickets: { pageInfo: { endCursor: string } } }>(world.gateway, query, { token: by, variables });
    const asked = { status: 'NEW', by: 'DESC' };
    const after = (await page(asked)).data?.tickets.pageInfo.endCursor;
    const stranger = await world.token({ user: 'user1' });

    expect((await page({ ...asked, after })).errors).toBeUndefined();
    for (const { errors } of [
      await page({ ...asked, status: 'OPEN', after }),
      await page({ ...asked, by: 'ASC', after }),
      await page({ ...asked, after }, stranger),
    ]) {
      expect(errors?.map(({ message }) => message)).toEqual([
        'after belongs to another filter, order or caller; use it with the arguments it came from.',
      ]);
    }
  });

  it('answers what is not GraphQL with a problem', async () => {
    const response = await world.gateway.yoga.fetch('http://gateway.test/nothing');

    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toEqual({
      title: 'Not Found',
      status: 404,
      detail: 'There is nothing here; try /graphql.',
      requestId: response.headers.get('x-request-id'),
    });
  });
});

function toId(text: string): string {
  return Buffer.from(text).toString('base64url');
}
