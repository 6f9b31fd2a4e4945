import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, SHARED, type World } from '../world.js';
import { writeUpdate } from './documents.js';
import { commonHeaders, SECRET, toSent } from './sent.js';
import {
  createCallers,
  createWriting,
  ticketOf,
  toTicketId,
  type Callers,
  type Input,
  type Writing,
} from './writing.js';

describe('writing to ev.energy', () => {
  let world: World;
  let writing: Writing;
  let callers: Callers;
  let nativeId: string;
  let id: string;
  beforeAll(async () => {
    world = await createWorld({ backends: 'four', tickets: 12, seed: 7, connection: SHARED });
    writing = createWriting(world);
    const { tickets, users } = world.simulator.data;
    const ticket = tickets.find(({ userId }) => userId !== null);
    const person = users.find((user) => user.id === ticket?.userId);
    if (!ticket || !person) throw new Error('The simulator has no ticket of anybody.');
    nativeId = ticket.id;
    id = toTicketId('ev', nativeId);
    callers = await createCallers(world, person);
    // Fetches the token, so that the requests after it are those of the writes.
    await writing.read(id, callers.staff);
  });
  afterAll(() => world.close());
  beforeEach(() => world.simulator.requests.clear());

  const sent = () => {
    const bearers = world.simulator.requests.entries.map(({ headers }) => headers.authorization ?? '');
    return toSent(
      world.simulator.requests.entries,
      bearers.filter((text) => text.startsWith('Bearer ')),
    );
  };

  it.each<[input: Input, body: object, after: object]>([
    [
      { humanVerifiedCategory: 'CHARGER', humanVerifiedSubcategory: 'OFFLINE' },
      { human_verified_category: 'CHARGER', human_verified_subcategory: 'OFFLINE' },
      { humanVerifiedCategory: { value: 'CHARGER' }, humanVerifiedSubcategory: { value: 'OFFLINE' } },
    ],
    [
      { aiGeneratedCategory: 'SOLAR', aiGeneratedSubcategory: null },
      { ai_generated_category: 'SOLAR', ai_generated_subcategory: null },
      { aiGeneratedCategory: { value: 'SOLAR' }, aiGeneratedSubcategory: null },
    ],
  ])('writes %o with one request, for all to see', async (input, body, after) => {
    const { staff, customer, company, stranger } = callers;

    const written = ticketOf(await writing.update(staff, { id, ...input }));

    const writes = sent().filter(({ method }) => method !== 'GET');
    const { url } = world.simulator;
    expect(writes).toEqual([
      {
        method: 'PATCH',
        path: `/v2/support_tickets/${nativeId}`,
        headers: {
          ...commonHeaders(url, JSON.stringify(body)),
          'content-type': 'application/json',
          'evenergy-version': '2',
          authorization: SECRET,
        },
        body,
      },
    ]);
    expect(sent()).toHaveLength(2);
    const { messages, ...seen } = (await writing.read(id, staff)) ?? {};
    expect(written).toEqual(seen);
    expect(seen).toMatchObject(after);
    const whole = { ...seen, messages };
    const others = [customer, company, stranger].map((token) => writing.read(id, token));
    expect(await Promise.all(others)).toEqual([whole, whole, null]);
  });

  it.each<[fields: string[], input: Input]>([
    [['status'], { status: 'CLOSED' }],
    [['subject'], { subject: 'x', aiGeneratedCategory: 'SOLAR' }],
    [['sirportly.team'], { sirportly: { team: 'x' } }],
  ])('cannot write %o, which is told before any call', async (fields, input) => {
    const result = await writing.update(callers.staff, { id, ...input });

    const supported = [
      'humanVerifiedCategory',
      'humanVerifiedSubcategory',
      'aiGeneratedCategory',
      'aiGeneratedSubcategory',
    ];
    expect(result).toMatchObject({ __typename: 'UnsupportedError', backend: { key: 'ev' }, fields, supported });
    expect(sent()).toEqual([]);
  });

  it.each(['customer', 'staff', 'stranger'] as const)(
    'opens and says nothing for %s, and tells so before any call',
    async (by) => {
      const opened = await writing.create(callers[by], { backend: 'ev' });
      const said = await writing.say(callers[by], { ticket: id });

      expect(opened).toMatchObject({
        __typename: 'UnsupportedError',
        message: 'ev cannot take createTicket. It takes nothing like that.',
        fields: ['createTicket'],
        supported: [],
      });
      const type = by === 'staff' ? 'type: HUMAN_AGENT_RESPONSE' : 'type: CUSTOMER_RESPONSE';
      expect(said).toMatchObject({ __typename: 'UnsupportedError', fields: [type], supported: [] });
      expect(sent()).toEqual([]);
    },
  );

  it.each<Input>([{ aiGeneratedCategory: null }, { aiGeneratedCategory: 'NOPE', expectedVersion: 'x' }])(
    'answers a hidden ticket like one that is not there: %o',
    async (input) => {
      const absent = toTicketId('ev', `tick${'0'.repeat(26)}`);

      const hidden = await writing.answerTo(writeUpdate, callers.stranger, { input: { id, ...input } });
      const calls = sent().map(({ method }) => method);
      const missing = await writing.answerTo(writeUpdate, callers.stranger, { input: { id: absent, ...input } });

      const message = 'There is no such ticket.';
      expect(hidden.data).toEqual({ updateTicket: { __typename: 'NotFoundError', message } });
      expect(JSON.stringify(hidden.data)).toBe(JSON.stringify(missing.data));
      expect(calls).toEqual(['GET']);
      expect(sent().map(({ method }) => method)).toEqual(['GET', 'GET']);
    },
  );
});
