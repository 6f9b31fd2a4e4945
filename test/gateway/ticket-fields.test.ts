import {
  getNamedType,
  isLeafType,
  isObjectType,
  isUnionType,
  type GraphQLField,
  type GraphQLOutputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/schema/schema.js';
import { toGlobalId } from '../../src/ticket/ids.js';
import type { Ticket } from '../../src/ticket/ticket.js';
import { makeMessage } from '../ticket/tickets.js';
import { askFor } from './ask.js';
import { createWorld, type World } from './world.js';

const AT = { backend: 'desk', nativeId: 'tick01HN0000000000000000000000' };
const ID = toGlobalId({ type: 'Ticket', ...AT });
const MESSAGE_ID = toGlobalId({ type: 'Message', backend: AT.backend, ticketNativeId: AT.nativeId, messageId: 'm1' });

const DOORS = {
  list: (selected: string) => `{ tickets { nodes { ${selected} } } }`,
  edges: (selected: string) => `{ tickets { edges { node { ${selected} } } } }`,
  ticket: (selected: string) => `{ ticket(id: "${ID}") { ${selected} } }`,
  ticketByNativeId: (selected: string) =>
    `{ ticketByNativeId(backend: "${AT.backend}", nativeId: "${AT.nativeId}") { ${selected} } }`,
  node: (selected: string) => `{ node(id: "${ID}") { ... on Ticket { ${selected} } } }`,
  'the ticket of a message': (selected: string) =>
    `{ tickets { nodes { messages { nodes { ticket { ${selected} } } } } } }`,
  'a message’s ticket': (selected: string) =>
    `{ node(id: "${MESSAGE_ID}") { ... on Message { ticket { ${selected} } } } }`,
};

/** A ticket of the store in which every field has a value. */
function makeWholeTicket(userId: string, organizationId: string): Ticket {
  return {
    ...AT,
    owner: { userId, organizationId },
    reference: 'LF-616004',
    externalTicketId: '4711',
    url: 'https://desk.example/4711',
    requester: { name: 'Ann', email: 'ann@example.com', company: 'Ann Ltd' },
    assignee: { nativeId: 'agent1', name: 'Bob' },
    subject: 'It does not charge',
    status: 'OPEN',
    statusName: 'Open',
    priority: 'HIGH',
    priorityName: 'High',
    source: 'EMAIL',
    sourceName: 'email',
    humanVerifiedCategory: 'BILLING',
    humanVerifiedSubcategory: 'INVOICE',
    aiGeneratedCategory: 'TARIFF',
    aiGeneratedSubcategory: 'OFF_PEAK',
    typeDeprecated: 'question',
    tags: ['vip'],
    conversationSummary: 'It does not charge at night.',
    customFields: { car: 'ID.3' },
    attributes: { os: 'iOS' },
    createdAt: '2026-03-02T09:14:05.000Z',
    updatedAt: '2026-03-03T09:14:05.000Z',
    resolvedAt: '2026-03-04T09:14:05.000Z',
    closedAt: '2026-03-05T09:14:05.000Z',
    latestMessageAt: '2026-03-06T09:14:05.000Z',
    revision: '1',
    details: { kind: 'LOCAL', createdBy: 'user1' },
  };
}

/** What selects a field, with all that it has on the next level. */
function select({ name, type }: GraphQLField<unknown, unknown>): string {
  switch (name) {
    case 'message':
      return `message(id: "${MESSAGE_ID}") { id text }`;
    case 'messages':
      return 'messages { nodes { id text } }';
    default:
      return `${name} ${selectLeaves(type)}`;
  }
}

function selectLeaves(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isUnionType(named)) {
    return `{ __typename ${named
      .getTypes()
      .map((one) => `... on ${one.name} ${selectLeaves(one)}`)
      .join(' ')} }`;
  }
  if (!isObjectType(named)) return '';
  const leaves = Object.values(named.getFields()).filter(({ type: of }) => isLeafType(getNamedType(of)));
  return `{ __typename ${leaves.map(({ name }) => name).join(' ')} }`;
}

function ticketFields(): GraphQLField<unknown, unknown>[] {
  const type = createSchema().getType('Ticket');
  return isObjectType(type) ? Object.values(type.getFields()) : [];
}

/** What stands at the end of a chain of objects and lists of one. */
function innermost(value: unknown): Record<string, unknown> {
  const values = Object.values(value as Record<string, unknown>);
  const [only] = values;
  if (values.length === 1 && typeof only === 'object' && only !== null) return innermost(only);
  return value as Record<string, unknown>;
}

describe('a field of a ticket that is selected alone', () => {
  let world: World;
  let token: string;
  let whole: Record<string, unknown>;
  beforeAll(async () => {
    world = await createWorld({ tickets: 0 });
    const { users } = world.simulator.data;
    const owner = users.find(({ organizationId }) => organizationId !== null);
    if (!owner?.organizationId) throw new Error('Nobody is in an organisation.');
    const ticket = makeWholeTicket(owner.id, owner.organizationId);
    await world.gateway.store.tickets.insert([{ ticket, messages: [makeMessage({ id: 'm1' })] }]);
    token = await world.token({ scope: 'support:read user:read access_all_areas' });
    const all = ticketFields().map(select).join(' ');
    const answer = await askFor<{ ticket: Record<string, unknown> }, object>(world.gateway, DOORS.ticket(all), {
      token,
    });
    whole = answer.ticket;
  });
  afterAll(() => world.close());

  it('has a value to be seen by', () => {
    expect(
      ticketFields()
        .map(({ name }) => name)
        .filter((name) => (whole[name] ?? null) === null),
    ).toEqual([]);
  });

  it('is there too where a ticket that was read for another is asked for again', async () => {
    const query = `{ tickets { nodes { subject } } ticket(id: "${ID}") { tags details { __typename } } }`;

    expect(await askFor(world.gateway, query, { token })).toEqual({
      tickets: { nodes: [{ subject: whole['subject'] }] },
      ticket: { tags: whole['tags'], details: { __typename: 'LocalTicketDetails' } },
    });
  });

  it.each(Object.entries(DOORS))('is as it is with all others: through %s', async (_door, toQuery) => {
    for (const field of ticketFields()) {
      // Beside another name, so that no answer is a chain down into the field itself.
      const selected = `__typename a: ${select(field)}`;
      const answer = await askFor(world.gateway, toQuery(selected), { token });

      expect(innermost(answer), field.name).toEqual({ __typename: 'Ticket', a: whole[field.name] });
    }
  });
});
