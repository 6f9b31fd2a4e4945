import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toGlobalId } from '../../../src/ticket/ids.js';
import { ask } from '../ask.js';
import { askCost } from '../query-cost.js';
import { createWorld, type World } from '../world.js';
import { createWriting, type Writing } from './writing.js';

const SCOPE = 'support:read support:write user:read';
const DOWN = {
  __typename: 'UpstreamError',
  message: 'ev did not answer who a user is.',
  backend: { key: 'ev' },
  code: 'UNAVAILABLE',
  retryable: true,
  outcomeUnknown: false,
};

describe('somebody whom ev.energy knows and the directory does not', () => {
  let world: World;
  let writing: Writing;
  let person: World['simulator']['data']['users'][number];
  let tokens: Readonly<Record<'own' | 'member' | 'staff', string>>;
  let user: string;
  beforeAll(async () => {
    world = await createWorld({
      backends: 'four',
      evEnergyOf: 'organization',
      tickets: 4,
      unlisted: 3,
      connection: { readAttempts: 1 },
    });
    writing = createWriting(world);
    const { users } = world.simulator.data;
    const found = users.slice(-3).find(({ organizationId }) => organizationId === users[0]?.organizationId);
    if (!found) throw new Error('Everybody of the organisation is in the directory.');
    person = found;
    user = toGlobalId({ type: 'User', id: person.id });
    tokens = {
      own: await world.token({ user: person.id, scope: SCOPE }),
      member: await world.token({ user: person.id, organization: person.organizationId, scope: SCOPE }),
      staff: await world.token({ scope: `${SCOPE} access_all_areas` }),
    };
  });
  beforeEach(() => {
    world.simulator.heal();
    world.together.moov.requests.clear();
    world.simulator.requests.clear();
  });
  afterAll(() => world.close());

  const breakDown = () => world.simulator.fail({ match: () => true, with: 'reset' });
  const openAtMoov = () =>
    writing.create(tokens.staff, { backend: 'moov', user, requesterEmail: person.email ?? 'somebody@example.test' });

  it.each([
    ['well', () => {}],
    ['down', breakDown],
  ])('is nobody to a local backend, which asks none that is %s', async (_name, prepare) => {
    prepare();

    const own = await writing.create(tokens.own, { backend: 'desk' });
    const forThem = await writing.create(tokens.staff, { backend: 'desk', user });

    const refused = (message: string) => ({ __typename: 'ValidationError', issues: [{ path: ['user'], message }] });
    expect([own, forThem]).toMatchObject([
      refused('is not in the directory'),
      refused('is nobody in the directory for whom this token can open tickets'),
    ]);
    expect(world.simulator.requests.entries).toEqual([]);
  });

  it('opens a local ticket of the organisation', async () => {
    breakDown();

    const created = await writing.create(tokens.member, { backend: 'desk' });

    const organization = { id: toGlobalId({ type: 'Organization', id: person.organizationId ?? '' }) };
    expect(created).toMatchObject({ __typename: 'CreateTicketPayload', ticket: { user: null, organization } });
  });

  it('costs a local ticket nothing of another backend', async () => {
    const query = (backend: string) => `mutation { createTicket(input:
      { backend: "${backend}", idempotencyKey: "cost of ${backend}", subject: "A", text: "B" }) { __typename } }`;
    const costOf = async (backend: string) => {
      const { extensions } = await askCost(world, query(backend), tokens.own);
      return extensions?.cost?.upstreamRequests.find((each) => each.backend === 'ev')?.requested;
    };

    expect(await costOf('desk')).toBe(0);
    expect(await costOf('moov')).toBeGreaterThan(0);
  });

  it('is given a ticket elsewhere, unless ev.energy is down, which is then told of', async () => {
    breakDown();
    const failed = await openAtMoov();
    const sent = world.together.moov.requests.entries.length;
    world.simulator.heal();
    const created = await openAtMoov();

    expect(failed).toEqual(DOWN);
    expect(sent).toBe(0);
    expect(created).toMatchObject({ __typename: 'CreateTicketPayload' });
  });

  it('adds a message without a name to it while ev.energy is down', async () => {
    const ticket = await writing.create(tokens.member, { backend: 'desk' });
    const id = 'ticket' in ticket ? ticket.ticket.id : '';

    const well = await writing.say(tokens.member, { ticket: id });
    breakDown();
    const down = await writing.say(tokens.member, { ticket: id });

    expect([well, down]).toMatchObject([
      { __typename: 'AddMessagePayload', said: { authorName: person.fullName } },
      { __typename: 'AddMessagePayload', said: { authorName: null } },
    ]);
  });

  it('cannot be read while ev.energy is down, which is told in the same words', async () => {
    breakDown();

    const { errors } = await ask(world.gateway, '{ viewer { user { fullName } } }', { token: tokens.own });

    const extensions = { code: 'INTERNAL_SERVER_ERROR', backendError: 'UNAVAILABLE', retryable: true };
    expect(errors).toMatchObject([{ message: DOWN.message, path: ['viewer', 'user'], extensions }]);
  });
});
