import { afterEach, describe, expect, it, vi } from 'vitest';
import { ProviderError } from '../../../src/provider/provider-error.js';
import { NOW, SHARED, type WorldOptions } from '../../gateway/world.js';
import { makeUser } from '../../store/stores.js';
import { insertTickets } from '../desk.js';
import { toId } from '../doors/raw.js';
import { createFour, type Four } from '../four.js';
import type { PlainTicket } from '../plain/plain-ticket.js';
import { createWatchers } from './askers.js';
import { createFront, read, type Asking, type Given } from './asking.js';

const SEED = 77;
const SUBJECTS = '{ tickets(first: 100) { nodes { subject } backends { outcome } } }';
/** Longer than a test takes, and shorter than what is kept of the others. */
const LONG_MS = 30_000;
const STAFF = 'support:read support:write support:internal user:read access_all_areas';

/** Where what is given to others ends, one case at a time. */
describe('an answer that was made for somebody else', () => {
  let four: Four;
  afterEach(async () => {
    vi.restoreAllMocks();
    await four.world.close();
  });

  /** A world, and two users who see everything. */
  async function open(options: WorldOptions) {
    const front = createFront();
    const limits = { statisticsKeptMs: 0, queryOperations: 2 };
    four = await createFour(SEED, 4, { ...options, limits, logTo: front.logTo });
    const [one = '', other = ''] = (await createWatchers(four.world)).map(({ token }) => token);
    const ask = (asking: Asking, token: string) => front.ask(four.world.gateway, asking, token);
    return { one, other, ask };
  }

  const findOf = (backend: string, isWanted: (ticket: PlainTicket) => boolean = () => true) => {
    const found = four.tickets().find((ticket) => ticket.backend === backend && isWanted(ticket));
    if (!found) throw new Error(`${backend} has no such ticket.`);
    return found;
  };

  it('is given, where everything about it is vouched for', async () => {
    const { one, other, ask } = await open({ connection: SHARED });

    const answers = [await ask({ query: SUBJECTS }, one), await ask({ query: SUBJECTS }, other)];

    expect(answers.map(({ isShared }) => isShared)).toEqual([false, true]);
    expect(answers[1]?.text).toBe(answers[0]?.text);
  });

  it('is waited for by who asks at the same time', async () => {
    const { one, other, ask } = await open({ connection: SHARED });
    await ask({ query: SUBJECTS }, one);
    await insertTickets(four.world, [{ ...findOf('desk'), id: 'tick99999999999999999999999999', subject: 'New' }]);

    const answers = await Promise.all([one, other, one].map((token) => ask({ query: SUBJECTS }, token)));

    expect(answers.map(({ isShared }) => isShared).toSorted()).toEqual([false, true, true]);
    expect(answers.map(({ text }) => text.includes('"New"'))).toEqual([true, true, true]);
  });

  it('is not that of another operation of the same document', async () => {
    const { one, other, ask } = await open({ connection: SHARED });
    const query = 'query A { viewer { visibility } } query B { backends { key } }';

    const first = await ask({ query, operationName: 'A' }, one);
    const second = await ask({ query, operationName: 'B' }, other);

    expect(read(first).data).toEqual({ viewer: { visibility: 'ALL' } });
    expect(Object.keys(read(second).data ?? {})).toEqual(['backends']);
  });

  it('is none of a write, and does not tell what it cost', async () => {
    const { ask } = await open({ connection: SHARED });
    const tokens = await Promise.all(
      four.world.simulator.data.users.slice(0, 2).map(({ id }) => four.world.token({ user: id, scope: STAFF })),
    );
    const id = toId('Ticket', 'desk', 'tick00000000000000000000000000');
    const write = { query: `mutation { updateTicket(input: { id: "${id}", subject: "Mine" }) { __typename } }` };
    const costly = { query: '{ tickets(first: 3) { nodes { id } } }', extensions: { cost: true } };

    for (const token of tokens) {
      const [written, weighed] = [await ask(write, token), await ask(costly, token)];

      expect(written.isShared).toBe(false);
      expect(read(written).data).toEqual({ updateTicket: { __typename: 'NotFoundError' } });
      expect(weighed.isShared).toBe(false);
      expect(read(weighed).extensions).toHaveProperty('cost');
    }
  });

  it('has no errors', async () => {
    const { ask } = await open({ connection: SHARED });
    const token = await four.world.token({ user: 'ann', scope: 'user:read' });

    const answers = [await ask({ query: SUBJECTS }, token), await ask({ query: SUBJECTS }, token)];

    expect(answers.map((answer) => read(answer).errors?.length)).toEqual([1, 1]);
    expect(answers.map(({ isShared }) => isShared)).toEqual([false, false]);
  });

  it('shows no address to who waited for it, when it could not be seen that they differ', async () => {
    const { ask } = await open({ connection: SHARED });
    const user = four.world.simulator.data.users.find(({ email }) => email !== null);
    const query = '{ tickets(filter: { search: "Zwischenbescheid" }) { nodes { user { email } } } }';
    const toToken = (scope: string) => four.world.token({ scope: `support:read access_all_areas${scope}` });
    const [reader, other] = [await toToken(' user:read'), await toToken('')];

    const before = [await ask({ query }, reader), await ask({ query }, other)];
    const ticket = { ...findOf('desk'), user: user?.id ?? null, subject: 'Zwischenbescheid' };
    await insertTickets(four.world, [{ ...ticket, id: 'tick99999999999999999999999999' }]);
    const after = await Promise.all([reader, other, reader].map((token) => ask({ query }, token)));

    const found = { tickets: { nodes: [{ user: { email: user?.email } }] } };
    const withheld = { tickets: { nodes: [{ user: { email: null } }] } };
    expect(before.map(({ isShared }) => isShared)).toEqual([false, true]);
    expect(after.map((answer) => read(answer).data)).toEqual([found, withheld, found]);
  });

  it('comes no sooner about nobody than about somebody hidden', async () => {
    const { ask } = await open({ connection: SHARED });
    const [own, another, third] = four.world.simulator.data.organizations.map(({ id }) => id);
    await four.world.gateway.store.directory.putUsers([
      makeUser({ id: 'foreigner', organizationId: third ?? null }),
      makeUser({ id: 'loner', organizationId: null }),
    ]);
    const callers = [
      { user: 'ann', organization: own ?? null },
      { user: 'bob', organization: own ?? null },
      { user: 'ann', organization: another ?? null },
    ];
    const tokens = await Promise.all(callers.map((caller) => four.world.token(caller)));
    const askEach = async (user: string) => {
      const query = `{ node(id: "${toId('User', user)}") { id } }`;
      const given: Given[] = [];
      for (const token of tokens) given.push(await ask({ query }, token));
      return given;
    };

    const aboutNobody = await askEach('nobody');

    expect(await askEach('foreigner')).toEqual(aboutNobody);
    expect(await askEach('loner')).toEqual(aboutNobody);
  });

  it('comes no sooner where there are no notes', async () => {
    const { ask } = await open({ connection: SHARED });
    const { user, organization, ...rest } = findOf('desk', (ticket) => ticket.organization !== null);
    const opening = { type: 'INITIAL_REQUEST', position: 0, visibility: 'PUBLIC', text: 'Hi', createdAt: NOW } as const;
    const note = { ...opening, type: 'HUMAN_AGENT_RESPONSE', position: 1, visibility: 'INTERNAL' } as const;
    const conversations = [[opening], [opening, note], [], [note]];
    const ids = conversations.map((_, index) => `tick9999999999999999999999999${index}`);
    await insertTickets(
      four.world,
      conversations.map((messages, index) => ({ ...rest, user, organization, id: ids[index] ?? '', messages })),
    );
    const scopes = ['support:read support:internal', 'support:read'];
    const tokens = await Promise.all(scopes.map((scope) => four.world.token({ user, organization, scope })));
    const askEach = async (id: string) => {
      const query = `{ ticket(id: "${toId('Ticket', 'desk', id)}") { messages { totalCount } } }`;
      const given: boolean[] = [];
      for (const token of tokens) given.push((await ask({ query }, token)).isShared);
      return given;
    };

    const given: boolean[][] = [];
    for (const id of ids) given.push(await askEach(id));
    expect(given).toEqual(given.map(() => given[0]));
  });

  it('is whole', async () => {
    const { one, other, ask } = await open({ connection: SHARED });
    const desk = four.world.gateway.backends.find(({ key }) => key === 'desk');
    if (!desk) throw new Error('There is no desk.');
    const failing = vi.spyOn(desk.provider, 'listTickets');
    failing.mockRejectedValueOnce(new ProviderError('UNAVAILABLE', 'The desk is closed.'));

    const [first, second] = [await ask({ query: SUBJECTS }, one), await ask({ query: SUBJECTS }, other)];

    expect(first.text).toContain('FAILED');
    expect(second.text).not.toContain('FAILED');
  });

  it('does not rest on a directory that failed', async () => {
    const { ask } = await open({ connection: SHARED });
    const { user, organization } = findOf('ev', (ticket) => ticket.organization !== null);
    const filter = `{ user: { eq: "${toId('User', user ?? '')}" } }`;
    const query = `{ tickets(filter: ${filter}) { nodes { id } backends { outcome } } }`;
    const token = await four.world.token({ organization, scope: 'support:read' });
    const failing = vi.spyOn(four.world.gateway.store.directory, 'getUsers');
    failing.mockRejectedValue(new ProviderError('UNAVAILABLE', 'The directory is closed.'));

    const first = await ask({ query }, token);
    failing.mockRestore();
    const second = await ask({ query }, token);

    expect(read(first).data).toMatchObject({ tickets: { nodes: [] } });
    expect(read(second).data).not.toMatchObject({ tickets: { nodes: [] } });
  });

  it('has nothing of a backend whose answers nobody keeps', async () => {
    const fresh = { freshMs: SHARED.freshMs };
    const { one, other, ask } = await open({
      evEnergy: fresh,
      sirportly: fresh,
      moov: { freshMs: 0, staleMs: 0 },
    });
    const ofOthers = {
      query: SUBJECTS.replace('100', '100, filter: { backend: { in: ["ev", "sirportly", "desk"] } }'),
    };

    const first = await ask({ query: SUBJECTS }, one);
    for (const ticket of four.world.together.moov.data.tickets) Object.assign(ticket, { title: 'Renamed' });
    const second = await ask({ query: SUBJECTS }, other);
    const without = [await ask(ofOthers, one), await ask(ofOthers, other)];

    expect(first.text).not.toContain('Renamed');
    expect(second.text).toContain('Renamed');
    expect(without.map(({ isShared }) => isShared)).toEqual([false, true]);
  });

  it.each(['evEnergy', 'sirportly', 'moov'] as const)('ends with what %s answered', async (system) => {
    const realNow = Date.now;
    let skippedMs = 0;
    // What providers keep, they keep by it.
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + skippedMs);
    const { one, other, ask } = await open({
      evEnergy: SHARED,
      sirportly: SHARED,
      moov: SHARED,
      [system]: { freshMs: LONG_MS },
    });
    const { tickets } = four.world.together[system].data;

    await ask({ query: SUBJECTS }, one);
    for (const ticket of tickets) Object.assign(ticket, { subject: 'Renamed', title: 'Renamed' });
    const soon = await ask({ query: SUBJECTS }, other);
    skippedMs += LONG_MS;
    const later = await ask({ query: SUBJECTS }, other);

    expect(soon).toMatchObject({ isShared: true, text: expect.not.stringContaining('Renamed') });
    expect(later).toMatchObject({ isShared: false, text: expect.stringContaining('Renamed') });
  });
});
