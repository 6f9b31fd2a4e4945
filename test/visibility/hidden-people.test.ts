import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../gateway/world.js';
import { askRaw, toId, without } from './doors/raw.js';

const open = (backend: string) => (user: string) => `mutation { found: createTicket(input:
  { backend: "${backend}", idempotencyKey: "key", subject: "A", text: "B", user: "${user}" }) {
    __typename ... on UserError { message } ... on ValidationError { issues { path message } }
    ... on UpstreamError { backend { key } code retryable outcomeUnknown } } }`;

const DOORS: Readonly<Record<string, (user: string) => string>> = {
  'by id': (user) => `{ found: node(id: "${user}") { id ... on User { fullName } } }`,
  'among others': (user) => `{ found: nodes(ids: ["${user}", "${user}"]) { id } }`,
  'in a new local ticket': open('desk'),
  'in a new ticket of Moov': open('moov'),
  'in a new ticket of Sirportly': open('sirportly'),
};

/** Only there are people asked for whom the directory does not know, and a failure could tell who is in it. */
describe('an organisation whose own backend has accounts', () => {
  let world: World;
  let token: string;
  let hidden: string;
  beforeAll(async () => {
    const connection = { readAttempts: 1, breakMs: 60_000 };
    world = await createWorld({ backends: 'four', evEnergyOf: 'organization', tickets: 4, connection });
    const { organizationId: organization } = world.simulator.credentials.organization;
    token = await world.token({ organization, scope: 'support:read support:write user:read' });
    hidden = world.simulator.data.users.find(({ organizationId }) => organizationId !== organization)?.id ?? '';
  });
  beforeEach(() => world.simulator.heal());
  afterAll(() => world.close());

  const ask = async (door: (user: string) => string, id: string) => {
    const user = toId('User', id);
    return without(await askRaw(world, { query: door(user), token }), [id, user]);
  };

  describe.each([
    ['is well', null],
    ['is down', { status: 503 }],
  ] as const)('which %s', (_state, fault) => {
    it.each(Object.entries(DOORS))('is told of who is hidden as of who is not there: %s', async (_name, door) => {
      // What is read of it once is read.
      await ask(door, `${hidden.slice(0, -3)}YYY`);
      if (fault) world.simulator.fail({ match: ({ path }) => path.includes('/users/'), with: fault });

      expect(await ask(door, hidden)).toEqual(await ask(door, `${hidden.slice(0, -3)}ZZZ`));
    });
  });
});
