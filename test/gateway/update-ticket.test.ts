import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { graphql } from '../../src/examples/generated/index.js';
import { createRandom } from '../../src/demo/random.js';
import { seedDesk } from '../visibility/desk.js';
import { askFor } from './ask.js';
import { createWorld, SHARED, type World } from './world.js';

const read = graphql(`
  query TicketToUpdate($id: ID!) {
    ticket(id: $id) {
      version
      humanVerifiedCategory {
        value
        label
      }
      humanVerifiedSubcategory {
        value
      }
      aiGeneratedCategory {
        value
      }
    }
  }
`);

const update = graphql(`
  mutation UpdateTicket($input: UpdateTicketInput!) {
    updateTicket(input: $input) {
      __typename
      ... on UpdateTicketPayload {
        ticket {
          version
          humanVerifiedCategory {
            value
            label
          }
          humanVerifiedSubcategory {
            value
          }
          aiGeneratedCategory {
            value
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
      ... on ConflictError {
        current {
          version
        }
      }
      ... on UpstreamError {
        code
        outcomeUnknown
        retryable
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
    }
  }
`);

describe('updateTicket', () => {
  let world: World;
  let token: string;
  let ids: Readonly<Record<string, string>>;
  beforeAll(async () => {
    world = await createWorld({ tickets: 20, seed: 3, connection: SHARED });
    const [desk] = await seedDesk(world, createRandom(3), 20);
    const [ev] = world.simulator.data.tickets;
    ids = { desk: toId(`Ticket:desk:${desk?.id}`), ev: toId(`Ticket:ev:${ev?.id}`) };
    token = await world.token({ scope: 'support:read support:write access_all_areas' });
  });
  afterAll(() => world.close());

  const write = async (input: Record<string, unknown> & { id: string }, by = token) =>
    (await askFor(world.gateway, update, { token: by, variables: { input } })).updateTicket;
  const look = async (id: string) => (await askFor(world.gateway, read, { token, variables: { id } })).ticket;

  it.each([
    ['desk', 'BILLING', 'INVOICE', 'Billing'],
    ['ev', 'CHARGER', 'OFFLINE', 'Charger'],
  ])('writes and clears categories in %s', async (backend, category, subcategory, label) => {
    const id = ids[backend] ?? '';

    const written = await write({ id, humanVerifiedCategory: category, humanVerifiedSubcategory: subcategory });
    const readBack = await look(id);
    const cleared = await write({ id, humanVerifiedSubcategory: null });

    expect(written).toEqual({ __typename: 'UpdateTicketPayload', ticket: readBack });
    expect(readBack?.humanVerifiedCategory).toEqual({ value: category, label });
    expect(readBack?.humanVerifiedSubcategory).toEqual({ value: subcategory });
    expect(cleared).toMatchObject({
      __typename: 'UpdateTicketPayload',
      ticket: { humanVerifiedCategory: { value: category, label }, humanVerifiedSubcategory: null },
    });
  });

  it.each(['desk', 'ev'])('writes in %s only while the ticket is the expected version', async (backend) => {
    const id = ids[backend] ?? '';
    const expectedVersion = (await look(id))?.version ?? '';
    const category = backend === 'ev' ? 'SOLAR' : 'TARIFF';

    const first = await write({ id, expectedVersion, aiGeneratedCategory: category });
    const second = await write({ id, expectedVersion, aiGeneratedCategory: null });

    expect(first.__typename).toBe('UpdateTicketPayload');
    expect(second).toEqual({
      __typename: 'ConflictError',
      message: 'The ticket has changed in the meantime.',
      current: { version: (await look(id))?.version },
    });
    expect((await look(id))?.aiGeneratedCategory).toEqual({ value: category });
  });

  it.each(['desk', 'ev'])('names the field of a value that %s does not know', async (backend) => {
    const result = await write({ id: ids[backend] ?? '', humanVerifiedCategory: 'NO_SUCH_THING' });

    expect(result).toMatchObject({ __typename: 'ValidationError', issues: [{ path: ['humanVerifiedCategory'] }] });
  });

  it('refuses a token that may only read before it looks', async () => {
    const reader = await world.token({ scope: 'support:read access_all_areas' });
    world.simulator.requests.clear();

    const result = await write({ id: ids['ev'] ?? '', aiGeneratedCategory: 'SOLAR' }, reader);

    expect(result).toEqual({
      __typename: 'ForbiddenError',
      message: 'Changing a ticket needs a token with support:write and support:read.',
      requiredScopes: ['support:write', 'support:read'],
    });
    expect(world.simulator.requests.entries).toEqual([]);
  });

  it('shows no ticket to a token that may write but not read', async () => {
    const writer = await world.token({ scope: 'support:write access_all_areas' });

    const result = await write({ id: ids['ev'] ?? '', expectedVersion: 'another', aiGeneratedCategory: null }, writer);

    expect(result.__typename).toBe('ForbiddenError');
  });

  it('tells a half-empty input what it needs', async () => {
    expect(await write({ id: ids['ev'] ?? '' })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: [] }],
    });
    expect(await write({ id: 'nonsense', aiGeneratedCategory: null })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: ['id'], message: 'is not the id of a ticket' }],
    });
  });

  it('says that a write whose answer was lost may have taken effect', async () => {
    const heal = world.simulator.fail({ match: ({ method }) => method === 'PATCH', with: 'reset' });

    const result = await write({ id: ids['ev'] ?? '', aiGeneratedCategory: 'ACCOUNT' });
    heal();

    expect(result).toMatchObject({ __typename: 'UpstreamError', code: 'UNAVAILABLE', outcomeUnknown: true });
  });

  it('passes on how long a limited backend wants to be left alone', async () => {
    const heal = world.simulator.fail({
      match: ({ method }) => method === 'PATCH',
      with: { status: 429, headers: { 'retry-after': '17' } },
    });

    const result = await write({ id: ids['ev'] ?? '', aiGeneratedCategory: 'ACCOUNT' });
    heal();

    expect(result).toMatchObject({ __typename: 'RateLimitedError', retryAfterSeconds: 17 });
  });
});

function toId(text: string): string {
  return Buffer.from(text).toString('base64url');
}
