import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSigningKey } from '../../src/auth/signing-key.js';
import { issueToken } from '../../src/auth/issue-token.js';
import { ask } from './ask.js';
import { createWorld, NOW, type World } from './world.js';

describe('who may ask', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ tickets: 10 });
  });
  afterAll(() => world.close());

  it('asks for a token where there is none', async () => {
    const { status, headers, errors, data } = await ask(world.gateway, '{ __typename }');

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="ticket-gateway"');
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: 'A bearer token is required.',
        extensions: { code: 'UNAUTHENTICATED', requestId: headers.get('x-request-id') },
      },
    ]);
  });

  it('asks for a token before it reads the question', async () => {
    const { status } = await ask(world.gateway, '{ this is no GraphQL');

    expect(status).toBe(401);
  });

  it.each([
    ['broken', async () => 'abc'],
    ['expired', () => world.token({ user: 'user1', expiresInSeconds: -3600 })],
    [
      'foreign',
      async () =>
        issueToken({
          key: await createSigningKey(),
          subject: 'user1',
          scope: 'support:read',
          expiresInSeconds: 60,
          now: () => NOW,
        }),
    ],
    [
      'meant for others',
      async () =>
        issueToken({
          key: world.key,
          subject: 'user1',
          audience: 'others',
          scope: 'support:read',
          expiresInSeconds: 60,
          now: () => NOW,
        }),
    ],
  ])('refuses a %s token and says why', async (_kind, create) => {
    const { status, headers, errors } = await ask(world.gateway, '{ viewer { visibility } }', {
      token: await create(),
    });

    expect(status).toBe(401);
    expect(headers.get('www-authenticate')).toMatch(
      /^Bearer error="invalid_token", error_description="[^"]+", realm="ticket-gateway"$/,
    );
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('answers a query without the scope of one field with the others', async () => {
    const token = await world.token({ user: 'user1', scope: '' });

    const { status, data, errors, headers } = await ask(
      world.gateway,
      '{ viewer { visibility } ticket(id: "VGlja2V0OmV2OnRpY2sx") { subject } }',
      { token },
    );

    expect(status).toBe(200);
    expect(data).toEqual({ viewer: { visibility: 'USER' }, ticket: null });
    expect(errors).toEqual([
      {
        message: 'Query.ticket needs a token with support:read.',
        path: ['ticket'],
        locations: [{ line: 1, column: 25 }],
        extensions: { code: 'FORBIDDEN', requiredScopes: ['support:read'], requestId: headers.get('x-request-id') },
      },
    ]);
  });

  it('tells the first hundred of many such fields, and how many others there are', async () => {
    const token = await world.token({ user: 'user1', scope: '' });
    const ids = Array.from({ length: 80 }, (_, at) => toId(`Ticket:ev:tick${at}`));
    const nodes = `nodes(ids: ${JSON.stringify(ids)}) { id }`;

    const { data, errors } = await ask(world.gateway, `{ a: ${nodes} b: ${nodes} }`, { token });

    expect(data).toEqual({ a: ids.map(() => null), b: ids.map(() => null) });
    expect(errors).toHaveLength(101);
    expect(errors?.at(99)?.path).toBeDefined();
    expect(errors?.at(-1)).toEqual({
      message: 'Errors left out: 60.',
      extensions: { code: 'FORBIDDEN', requestId: expect.any(String) },
    });
  });

  it('refuses a guarded node alike, whether it exists or not', async () => {
    const token = await world.token({ user: 'user1', scope: '' });
    const [ticket] = world.simulator.data.tickets;
    const existing = toId(`Ticket:ev:${ticket?.id}`);
    const missing = toId('Ticket:ev:tick00000000000000000000000000');

    const answers = await Promise.all(
      [existing, missing].map((id) => ask(world.gateway, `{ node(id: "${id}") { id } }`, { token })),
    );

    expect(answers[0]?.data).toEqual({ node: null });
    expect(answers[0]?.errors?.[0]?.message).toBe('A node of type Ticket needs a token with support:read.');
    expect(answers[1]?.errors?.[0]?.message).toBe(answers[0]?.errors?.[0]?.message);
  });
});

function toId(text: string): string {
  return Buffer.from(text).toString('base64url');
}
