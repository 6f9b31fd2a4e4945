import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopesOf } from '../../src/schema/access.js';
import { createSchema } from '../../src/schema/schema.js';
import { ask } from '../gateway/ask.js';
import { createWorld, type World } from '../gateway/world.js';
import { seedDesk } from './desk.js';
import { createRandom } from '../../src/demo/random.js';
import { toId } from './doors/raw.js';
import type { PlainTicket } from './plain/plain-ticket.js';

/** Every rule there is, written down a second time; what is not named here is for any valid token. */
const RULES: Readonly<Record<string, readonly string[]>> = {
  Ticket: ['support:read'],
  TicketConnection: ['support:read'],
  TicketEdge: ['support:read'],
  Message: ['support:read'],
  MessageConnection: ['support:read'],
  MessageEdge: ['support:read'],
  Backend: ['support:read'],
  Stats: ['support:read'],
  'Query.ticket': ['support:read'],
  'Query.ticketByNativeId': ['support:read'],
  'Query.tickets': ['support:read'],
  'Query.stats': ['support:read'],
  'Query.backends': ['support:read'],
  'Query.categories': ['support:read'],
  'Mutation.updateTicket': ['support:write', 'support:read'],
  'Mutation.createTicket': ['support:write', 'support:read'],
  'Mutation.addMessage': ['support:write', 'support:read'],
  'User.email': ['user:read'],
  'User.fullName': ['user:read'],
  'Contact.email': ['user:read'],
};
const ALL_SCOPES = ['support:read', 'support:write', 'user:read', 'support:internal', 'access_all_areas'];
const SEED = 8;

describe('the rules of the schema', () => {
  it('are these and no others', () => {
    expect(rulesOf(createSchema())).toEqual(RULES);
  });
});

describe('a token without a scope', () => {
  let world: World;
  let tickets: readonly PlainTicket[];
  beforeAll(async () => {
    world = await createWorld({ tickets: 4, seed: SEED });
    tickets = await seedDesk(world, createRandom(SEED), 12);
  });
  afterAll(() => world.close());

  const tokenWithout = (...missing: string[]) =>
    world.token({ user: 'u', scope: ALL_SCOPES.filter((scope) => !missing.includes(scope)).join(' ') });
  const owned = () => {
    const found = tickets.find(({ user, messages }) => user !== null && messages.length > 0);
    if (!found) throw new Error('Nobody has a ticket.');
    return found;
  };

  it.each([
    ['ticket', (id: string) => `ticket(id: "${id}") { id }`],
    ['ticketByNativeId', () => `ticketByNativeId(backend: "desk", nativeId: "${owned().id}") { id }`],
    ['tickets', () => 'tickets { totalCount { value } }'],
    ['stats', () => 'stats { total }'],
    ['backends', () => 'backends { key }'],
    ['categories', () => 'categories { value }'],
    ['node', (id: string) => `node(id: "${id}") { id }`],
    ['node of a message', () => `node(id: "${toId('Message', 'desk', owned().id, 'm0')}") { id }`],
    ['node of a backend', () => `node(id: "${toId('Backend', 'desk')}") { id }`],
    ['nodes', (id: string) => `nodes(ids: ["${id}"]) { id }`],
  ])('gets nothing through %s', async (_name, toField) => {
    const query = `{ found: ${toField(toId('Ticket', 'desk', owned().id))} }`;

    const refused = await ask(world.gateway, query, { token: await tokenWithout('support:read') });
    const allowed = await ask(world.gateway, query, { token: await tokenWithout() });

    expect(JSON.stringify(refused.data ?? null)).toMatch(/^(null|\{"found":(null|\[null\])\})$/);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', requiredScopes: ['support:read'] } }]);
    expect(allowed.errors).toBeUndefined();
    expect(JSON.stringify(allowed.data)).not.toMatch(/:(null|\[null\])/);
  });

  it.each(['support:read', 'support:write'])('writes nothing without %s', async (scope) => {
    const token = await tokenWithout(scope);
    const id = toId('Ticket', 'desk', owned().id);
    const query = `mutation {
      a: updateTicket(input: { id: "${id}", subject: "Mine" }) { __typename }
      b: createTicket(input: { backend: "desk", idempotencyKey: "a", subject: "A", text: "B" }) { __typename }
      c: addMessage(input: { ticket: "${id}", idempotencyKey: "b", text: "C" }) { __typename } }`;

    const { data } = await ask(world.gateway, query, { token });

    const refused = { __typename: 'ForbiddenError' };
    expect(data).toEqual({ a: refused, b: refused, c: refused });
  });

  it('sees addresses and names of nobody but the caller', async () => {
    const { users } = world.simulator.data;
    const [one, other] = users.filter(({ email }) => email !== null);
    const query = `{ own: node(id: "${toId('User', one?.id ?? '')}") { ...P } other: node(id: "${toId('User', other?.id ?? '')}") { ...P } }
      fragment P on User { email fullName }`;
    const token = await world.token({ user: one?.id ?? null, scope: 'support:read access_all_areas' });

    const { data, errors } = await ask(world.gateway, query, { token });

    expect(data).toEqual({
      own: { email: one?.email, fullName: one?.fullName },
      other: { email: null, fullName: null },
    });
    expect(errors?.map(({ path }) => path?.join('.'))).toEqual(['other.email', 'other.fullName']);
  });
});

function rulesOf(schema: GraphQLSchema): Record<string, readonly string[]> {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) || isInterfaceType(type));
  const ruled = types.flatMap((type) => [
    [type.name, scopesOf(type)] as const,
    ...Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, scopesOf(field)] as const),
  ]);
  return Object.fromEntries(ruled.flatMap(([name, scopes]) => (scopes === null ? [] : [[name, scopes]])));
}
