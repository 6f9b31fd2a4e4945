import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../../src/examples/generated/index.js';
import { ask, askFor } from './ask.js';
import { createWorld, SHARED, type World } from './world.js';

const create = graphql(`
  mutation CreateTicket($input: CreateTicketInput!) {
    createTicket(input: $input) {
      __typename
      ... on CreateTicketPayload {
        ticket {
          id
          subject
          status
          priority
          tags
          customFields
          user {
            fullName
          }
          organization {
            name
          }
          messages {
            nodes {
              position
              type
              text
              visibility
            }
          }
        }
      }
      ... on UserError {
        message
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on ForbiddenError {
        requiredScopes
      }
      ... on UnsupportedError {
        fields
        supported
      }
    }
  }
`);

const add = graphql(`
  mutation AddMessage($input: AddMessageInput!) {
    addMessage(input: $input) {
      __typename
      ... on AddMessagePayload {
        message {
          id
          text
          type
          visibility
          position
        }
        ticket {
          version
          latestMessageAt
          messages {
            nodes {
              text
            }
          }
        }
      }
      ... on UserError {
        problem: message
      }
      ... on ValidationError {
        issues {
          path
          message
        }
      }
      ... on ForbiddenError {
        requiredScopes
      }
    }
  }
`);

const INPUT = { backend: 'desk', subject: 'No charge', text: 'It does not charge.' };
let keys = 0;
const newKey = () => `key ${(keys += 1)}`;

describe('writing through the front door', () => {
  let world: World;
  let mine: string;
  let others: string;
  let staff: string;
  let person: World['simulator']['data']['users'][number];
  beforeAll(async () => {
    world = await createWorld({ tickets: 5, connection: SHARED });
    const [first, second] = world.simulator.data.users;
    if (!first || !second) throw new Error('The simulator has no users.');
    person = first;
    const scope = 'support:read support:write';
    mine = await world.token({ user: first.id, scope });
    others = await world.token({ user: second.id, scope });
    staff = await world.token({ scope: `${scope} access_all_areas` });
  });
  afterAll(() => world.close());

  const open = async (input: object = {}, token = mine) => {
    const variables = { input: { idempotencyKey: newKey(), ...INPUT, ...input } };
    return (await askFor(world.gateway, create, { token, variables })).createTicket;
  };
  const openOne = async () => {
    const result = await open();
    if (result.__typename !== 'CreateTicketPayload') throw new Error(JSON.stringify(result));
    return result.ticket;
  };
  const say = async (input: { readonly ticket: string } & Record<string, unknown>, token = mine) => {
    const variables = { input: { idempotencyKey: newKey(), text: 'Any news?', ...input } };
    return (await askFor(world.gateway, add, { token, variables })).addMessage;
  };

  describe('createTicket', () => {
    it('opens a ticket of the caller, with its first message, that only who may see it finds', async () => {
      const result = await open({ priority: 'HIGH', tags: ['vip'], customFields: { colour: 'red' } });

      expect(result).toEqual({
        __typename: 'CreateTicketPayload',
        ticket: {
          id: expect.any(String),
          subject: 'No charge',
          status: 'NEW',
          priority: 'HIGH',
          tags: ['vip'],
          customFields: { colour: 'red' },
          user: { fullName: person.fullName },
          organization: { name: expect.any(String) },
          messages: {
            nodes: [{ position: 0, type: 'INITIAL_REQUEST', text: 'It does not charge.', visibility: 'PUBLIC' }],
          },
        },
      });
      const id = 'ticket' in result ? result.ticket.id : '';
      const find = async (token: string) =>
        (await ask(world.gateway, 'query Q($id: ID!) { ticket(id: $id) { subject } }', { token, variables: { id } }))
          .data;
      expect(await Promise.all([mine, others, staff].map(find))).toEqual([
        { ticket: { subject: 'No charge' } },
        { ticket: null },
        { ticket: { subject: 'No charge' } },
      ]);
    });

    it('answers the same key with the same ticket, at the same time too', async () => {
      const idempotencyKey = newKey();

      const results = await Promise.all([1, 2, 3].map(() => open({ idempotencyKey })));
      const later = await open({ idempotencyKey });

      const ids = [...results, later].flatMap((result) => ('ticket' in result ? result.ticket.id : []));
      expect(new Set(ids).size).toBe(1);
      expect(results.map((result) => result.__typename)).toContain('CreateTicketPayload');
      expect(later.__typename).toBe('CreateTicketPayload');
    });

    it.each([
      ['another input under a used key', { idempotencyKey: 'used' }, [['idempotencyKey']]],
      ['a blank key', { idempotencyKey: ' ' }, [['idempotencyKey']]],
      ['a backend that is not there', { backend: 'moon' }, [['backend']]],
      ['another user', { user: toId('User:user00000000000000000000000001') }, [['user']]],
      ['an id that is no user’s', { user: 'x' }, [['user']]],
      ['blank texts', { subject: ' ', text: '\n' }, [['text'], ['subject']]],
      ['custom fields that are none', { customFields: [1] }, [['customFields']]],
      ['a bad name of a custom field', { customFields: { 'a b': 1 } }, [['customFields', 'a b']]],
      ['a subject of two lines', { subject: 'Hello\r\nBcc: x' }, [['subject']]],
      ['a text with half a character', { text: 'a\uD800' }, [['text']]],
      ['a custom field with a control character', { customFields: { name: ['a\0'] } }, [['customFields', 'name', '0']]],
      ['a long subject', { subject: 'x'.repeat(5000) }, [['subject']]],
      ['a long text', { text: 'x'.repeat(70_000) }, [['text']]],
      ['somebody else’s address', { requesterEmail: 'somebody@example.test' }, [['requesterEmail']]],
    ])('refuses %s, and says where', async (_name, input, paths) => {
      await open({ idempotencyKey: 'used', text: 'First.' });

      const result = await open(input);

      expect(result).toMatchObject({
        __typename: 'ValidationError',
        issues: paths.map((path) => ({ path, message: expect.any(String) })),
      });
    });

    it('says what the backend does not take', async () => {
      const result = await open({ sirportly: { team: 'First line' } });
      const elsewhere = await open({ backend: 'ev' });

      const supported = expect.arrayContaining(['priority', 'tags']);
      expect(result).toMatchObject({ __typename: 'UnsupportedError', fields: ['sirportly.team'], supported });
      expect(elsewhere).toMatchObject({ __typename: 'UnsupportedError', fields: ['createTicket'], supported: [] });
    });

    it('takes both scopes', async () => {
      const token = await world.token({ user: person.id, scope: 'support:write' });

      const requiredScopes = ['support:write', 'support:read'];
      expect(await open({}, token)).toMatchObject({ __typename: 'ForbiddenError', requiredScopes });
    });
  });

  describe('addMessage', () => {
    it('adds the caller’s word to a ticket', async () => {
      const { id } = await openOne();

      const result = await say({ ticket: id });

      expect(result).toMatchObject({
        __typename: 'AddMessagePayload',
        message: { text: 'Any news?', type: 'CUSTOMER_RESPONSE', visibility: 'PUBLIC', position: 1 },
        ticket: { messages: { nodes: [{ text: 'It does not charge.' }, { text: 'Any news?' }] } },
      });
    });

    it('answers the same key with the same message', async () => {
      const { id } = await openOne();
      const idempotencyKey = newKey();

      const first = await say({ ticket: id, idempotencyKey });
      const second = await say({ ticket: id, idempotencyKey });

      expect(second).toEqual(first);
    });

    it('keeps staff’s notes from the customer', async () => {
      const { id } = await openOne();
      const note = await say({ ticket: id, visibility: 'INTERNAL', text: 'A difficult one.' }, staff);
      const reply = await say({ ticket: id, text: 'We look into it.' }, staff);

      const texts = async (token: string) => {
        const query =
          'query Q($id: ID!) { ticket(id: $id) { latestMessageAt messages { nodes { text } totalCount } } }';
        return (await ask(world.gateway, query, { token, variables: { id } })).data?.['ticket'];
      };

      expect([note, reply]).toMatchObject([
        { message: { type: 'HUMAN_AGENT_RESPONSE', visibility: 'INTERNAL' } },
        { message: { type: 'HUMAN_AGENT_RESPONSE', visibility: 'PUBLIC' } },
      ]);
      expect(await texts(mine)).toMatchObject({
        messages: { nodes: [{ text: 'It does not charge.' }, { text: 'We look into it.' }], totalCount: 2 },
      });
      expect(await texts(staff)).toMatchObject({ messages: { totalCount: 3 } });
    });

    it.each([
      ['write a note', { visibility: 'INTERNAL' }],
      ['speak as staff', { type: 'HUMAN_AGENT_RESPONSE' }],
    ])('does not let a customer %s', async (_name, input) => {
      const { id } = await openOne();

      const requiredScopes = ['support:internal'];
      expect(await say({ ticket: id, ...input })).toMatchObject({ __typename: 'ForbiddenError', requiredScopes });
    });

    it('answers a hidden ticket like one that is not there', async () => {
      const { id } = await openOne();

      const hidden = await say({ ticket: id }, others);
      const absent = await say({ ticket: toId('Ticket:desk:tick00000000000000000000000000') }, others);

      expect(hidden).toEqual({ __typename: 'NotFoundError', problem: 'There is no such ticket.' });
      expect(absent).toEqual(hidden);
    });

    it.each([
      ['an id that is no ticket’s', { ticket: 'x' }, [['ticket']]],
      ['a blank text', { text: ' ' }, [['text']]],
      ['a text with a control character', { text: 'a\u0001' }, [['text']]],
      ['a message that opens a ticket', { type: 'INITIAL_REQUEST' }, [['type']]],
    ])('refuses %s, and says where', async (_name, input, paths) => {
      const { id } = await openOne();

      const issues = paths.map((path) => ({ path, message: expect.any(String) }));
      expect(await say({ ticket: id, ...input })).toMatchObject({ __typename: 'ValidationError', issues });
    });
  });
});

function toId(text: string): string {
  return Buffer.from(text).toString('base64url');
}
