import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { ask, askFor, type Answer } from './ask.js';
import { createWorld, SHARED, type TokenClaims, type World, type WorldOptions } from './world.js';
import { newKey, toTicketId } from './writes/writing.js';

const LIST = `{ tickets(first: 20) {
  nodes { id subject user { fullName } messages(first: 5) { nodes { text } } }
  pageInfo { hasNextPage endCursor } totalCount { value } backends { outcome asOf } } }`;
const STAFF = 'support:read support:write user:read access_all_areas';
const COLLEAGUE = 'support:read user:read';

describe('answers to the same query', () => {
  let world: World;
  const lines: { readonly msg: string; readonly isShared: boolean; readonly backends: object }[] = [];
  const logTo = new Writable({
    write(chunk, _encoding, done) {
      lines.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const open = async (options: WorldOptions = {}) => {
    world = await createWorld({ backends: 'four', tickets: 8, connection: SHARED, logTo, ...options });
  };
  const tokenOf = (claims: TokenClaims) => world.token({ scope: COLLEAGUE, ...claims });
  /** The answer, and whether it is one that somebody else was given. */
  const askAs = async (claims: TokenClaims, query = LIST, variables: object = {}) => {
    const token = await tokenOf(claims);
    lines.length = 0;
    const answer: Answer = await ask(world.gateway, query, { token, variables: { ...variables } });
    return { ...answer, isShared: lines.find(({ msg }) => msg === 'request')?.isShared };
  };
  const organization = () => world.simulator.data.organizations[0]?.id ?? '';
  const colleagues = () => world.simulator.data.users.filter(({ organizationId }) => organizationId === organization());
  const ann = (): TokenClaims => ({ user: colleagues()[0]?.id ?? '', organization: organization() });
  const bob = (): TokenClaims => ({ user: 'somebody else', organization: organization() });

  describe('where what upstreams say is fresh', () => {
    beforeAll(() => open());
    afterAll(() => world.close());

    it('are one for colleagues, whose backends are not even called', async () => {
      const first = await askAs(ann());
      const called = world.gateway.backends.map(({ provider }) => vi.spyOn(provider, 'listTickets'));
      const second = await askAs(bob());

      expect([first.isShared, second.isShared]).toEqual([false, true]);
      expect(second.data).toEqual(first.data);
      expect(called.flatMap(({ mock }) => mock.calls)).toEqual([]);
      called.forEach((spy) => spy.mockRestore());
    });

    it('are none for who sees other tickets, or is told less of the same', async () => {
      const mine = await askAs(ann());

      const stranger = await askAs({ user: 'x', organization: world.simulator.data.organizations[1]?.id ?? null });
      const staff = await askAs({ user: 'x', scope: STAFF });
      const untrusted = await askAs({ ...bob(), scope: 'support:read' });
      const hopeless = await askAs({ ...bob(), scope: 'user:read' });

      expect([stranger, staff, untrusted, hopeless].map(({ isShared }) => isShared)).toEqual(Array(4).fill(false));
      expect(stranger.data).not.toEqual(mine.data);
      expect(staff.data).not.toEqual(mine.data);
      expect(untrusted.errors?.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
      expect(hopeless.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    });

    it('tell nobody who somebody else is', async () => {
      const who = '{ viewer { visibility scopes tokenExpiresAt user { id } organization { id } } }';
      const me = await askAs(ann(), who);

      const later = await askAs({ ...ann(), expiresInSeconds: 1800 }, who);
      const other = await askAs(bob(), who);
      const again = await askAs(ann(), who);

      expect([me, later, other, again].map(({ isShared }) => isShared)).toEqual([false, false, false, true]);
      expect(other.data).toMatchObject({ viewer: { user: null } });
      expect(later.data).not.toEqual(me.data);
      expect(again.data).toEqual(me.data);
    });

    it('lead on by their cursors, for everybody who was given them', async () => {
      const query =
        'query Page($after: String) { tickets(first: 3, after: $after) { nodes { id } pageInfo { endCursor } } }';
      const { data } = await askAs(ann(), query);
      const { endCursor } = (data as { tickets: { pageInfo: { endCursor: string } } }).tickets.pageInfo;

      const first = await askAs(bob(), query);
      const next = await askAs(bob(), query, { after: endCursor });
      const nextOfAnn = await askAs(ann(), query, { after: endCursor });

      expect([first, next, nextOfAnn].map(({ isShared }) => isShared)).toEqual([true, false, true]);
      expect(next.errors).toBeUndefined();
      expect(next.data).not.toEqual(first.data);
    });

    it.each([
      ['what a request took', '{ tickets(first: 5) { backends { upstreamRequests } } }'],
      ['how long it took', '{ tickets(first: 5) { backends { latencyMs } } }'],
      ['how backends are', '{ backends { key health } }'],
      ['what upstreams allow', '{ backends { rateLimit { limit } } }'],
      ['statistics', '{ stats { total } }'],
    ])('are none where they tell %s', async (_name, query) => {
      const answers = [await askAs(ann(), query), await askAs(ann(), query)];

      expect(answers.map(({ errors }) => errors)).toEqual([undefined, undefined]);
      expect(answers.map(({ isShared }) => isShared)).toEqual([false, false]);
    });

    it('are none where their cost is asked for, which is the caller’s own', async () => {
      await askAs(ann(), '{ tickets(first: 4) { nodes { id } } }');
      const body = JSON.stringify({ query: '{ tickets(first: 4) { nodes { id } } }', extensions: { cost: true } });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(bob())}` };
      const response = await world.gateway.yoga.fetch('http://gateway.test/graphql', { method: 'POST', headers, body });

      expect(await response.json()).toMatchObject({ data: { tickets: {} }, extensions: { cost: {} } });
    });

    it('are the same through GET, whoever asked first', async () => {
      const query = '{ tickets(first: 6) { nodes { id } } }';
      const { data } = await askAs(ann(), query);
      lines.length = 0;
      const response = await world.gateway.yoga.fetch(
        `http://gateway.test/graphql?query=${encodeURIComponent(query)}`,
        { headers: { authorization: `Bearer ${await tokenOf(bob())}` } },
      );

      expect(await response.json()).toEqual({ data });
      expect(lines.find(({ msg }) => msg === 'request')?.isShared).toBe(true);
    });

    it('are one for staff, who need not be looked at for their organisation’s name', async () => {
      const query = '{ tickets(first: 8) { nodes { id organization { name } user { organization { name } } } } }';
      const answers = [
        await askAs({ user: 'a', scope: STAFF }, query),
        await askAs({ user: 'b', scope: STAFF }, query),
      ];
      const theirs = [await askAs(ann(), query), await askAs(bob(), query)];

      expect([...answers, ...theirs].map(({ errors }) => errors)).toEqual(Array(4).fill(undefined));
      expect([...answers, ...theirs].map(({ isShared }) => isShared)).toEqual([false, true, false, true]);
    });

    it('are told apart by numbers that JSON cannot write', async () => {
      const query = 'query Q($n: Int) { tickets(first: $n) { nodes { id } } }';
      const post = async (n: string) => {
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(ann())}` };
        const body = `{"query":${JSON.stringify(query)},"variables":{"n":${n}}}`;
        const response = await world.gateway.yoga.fetch('http://gateway.test/graphql', {
          method: 'POST',
          headers,
          body,
        });
        return (await response.json()) as Answer;
      };

      expect((await post('null')).data).toBeDefined();
      expect((await post('1e400')).errors).toHaveLength(1);
    });

    it('are never what somebody was given who hung up', async () => {
      const { yoga, backends } = world.gateway;
      await askAs(ann(), '{ categories { value } }');
      const [local] = backends;
      const list = local?.provider.listCategories;
      if (!local || !list) throw new Error('The local backend has no categories.');
      const slowly = vi.spyOn(local.provider, 'listCategories').mockImplementation(async (call) => {
        await wait(3);
        return list(call);
      });
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${await tokenOf(ann())}` };
      for (let turn = 0; turn < 12; turn += 1) {
        const query = `{ c${turn}: categories { value } }`;
        const client = new AbortController();
        const body = JSON.stringify({ query });
        const { signal } = client;
        const left = Promise.allSettled([
          yoga.fetch('http://gateway.test/graphql', { method: 'POST', headers, body, signal }),
        ]);
        await wait(turn % 6);
        client.abort();
        await left;

        expect(JSON.stringify((await askAs(bob(), query)).data)).toContain('TARIFF');
      }
      slowly.mockRestore();
    });

    it('are made once for many who ask at the same time', async () => {
      const query = '{ tickets(first: 7) { nodes { id } } }';
      await askAs(ann(), query);
      const [local] = world.gateway.backends;
      if (!local) throw new Error('There is no backend.');
      await world.gateway.store.directory.putOrganizations(world.simulator.data.organizations);
      const called = vi.spyOn(local.provider, 'listTickets');
      const tokens = await Promise.all(
        Array.from({ length: 20 }, (_, index) => tokenOf({ ...bob(), user: `u${index}` })),
      );

      const answers = await Promise.all(tokens.map((token) => askFor(world.gateway, query, { token })));

      expect(called).toHaveBeenCalledTimes(1);
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      called.mockRestore();
    });
  });

  describe('are made anew', () => {
    beforeEach(() => open());
    afterEach(() => world.close());

    const staff = (user: string): TokenClaims => ({ user, scope: STAFF });
    const expectShared = async () => {
      const [first, second] = [await askAs(staff('one')), await askAs(staff('two'))];
      expect([first.isShared, second.isShared]).toEqual([false, true]);
    };

    it('after a write to an upstream', async () => {
      await expectShared();
      const [ticket] = world.together.sirportly.data.tickets;
      const mutation = 'mutation Update($input: UpdateTicketInput!) { updateTicket(input: $input) { __typename } }';
      const input = { id: toTicketId('sirportly', ticket?.reference ?? ''), subject: 'After' };
      await askFor(world.gateway, mutation, { token: await tokenOf(staff('writer')), variables: { input } });

      const after = await askAs(staff('two'));

      expect(after.isShared).toBe(false);
      expect(JSON.stringify(after.data)).toContain('"After"');
    });

    it('after somebody was moved elsewhere in the directory', async () => {
      const [user] = colleagues();
      const [, elsewhere] = world.simulator.data.organizations;
      if (!user || !elsewhere) throw new Error('There is nobody to move.');
      const before = await askAs(bob());
      expect((await askAs(ann())).isShared).toBe(true);

      await world.gateway.store.directory.putUsers([{ ...user, emailVerified: true, organizationId: elsewhere.id }]);
      const after = await askAs(bob());

      expect(after.isShared).toBe(false);
      expect(JSON.stringify(before.data)).toContain(JSON.stringify(user.fullName));
    });

    it('after a write to the gateway’s own store', async () => {
      await expectShared();
      const mutation = 'mutation Create($input: CreateTicketInput!) { createTicket(input: $input) { __typename } }';
      const input = { backend: 'desk', idempotencyKey: newKey(), subject: 'Brand new', text: 'Hello.' };
      await askFor(world.gateway, mutation, { token: await tokenOf(staff('writer')), variables: { input } });

      const after = await askAs(staff('two'));

      expect(after.isShared).toBe(false);
      expect(JSON.stringify(after.data)).toContain('Brand new');
    });

    it('where a backend did not give its part, which it may do a moment later', async () => {
      const heal = world.together.moov.fail({ match: () => true, with: { status: 503 } });
      const [first, second] = [await askAs(staff('one')), await askAs(staff('two'))];
      heal();

      expect([first.isShared, second.isShared]).toEqual([false, false]);
      expect(JSON.stringify([first.data, second.data]).match(/"FAILED"/g)).toHaveLength(2);
    });
  });

  describe('are waited for', () => {
    afterEach(() => world.close());

    it('by nobody who would be given another one, for that would tell who is looking', async () => {
      await open({
        backends: 'two',
        connection: { freshMs: 50, timeoutMs: 2000 },
        clock: () => Date.now(),
        limits: { deadlineMs: 60_000 },
      });
      const ticket = world.simulator.data.tickets.find(({ userId }) => userId !== null);
      const query = `{ ticketByNativeId(backend: "ev", nativeId: "${ticket?.id}") { subject } }`;
      const stranger: TokenClaims = { user: 'eve' };
      const owner: TokenClaims = { user: ticket?.userId ?? '' };
      await askAs({ user: 'boss', scope: STAFF }, query);
      for (const caller of [stranger, owner]) await askAs(caller, query);
      await wait(60);

      let isFirst = true;
      const heal = world.simulator.fail({ match: () => isFirst && !(isFirst = false), with: 'hang' });
      const looking = askAs(owner, query);
      await vi.waitFor(() => expect(isFirst).toBe(false));
      const startedAt = performance.now();
      const { data } = await askAs(stranger, query);

      expect(data).toEqual({ ticketByNativeId: null });
      expect(performance.now() - startedAt).toBeLessThan(800);
      heal();
      await looking;
    });
  });

  describe('cost each caller what they cost the first', () => {
    afterEach(() => world.close());

    it('so that who asks too often is refused, also where nothing is run', async () => {
      await open({ limits: { pointsPerMinute: 1000, pointsAtOnce: 25_000, queryComplexity: 20_000 }, ticks: () => 0 });
      const { isShared } = await askAs(ann());
      const statuses: number[] = [];
      for (let asked = 0; asked < 60 && !statuses.includes(429); asked += 1) statuses.push((await askAs(bob())).status);

      expect(isShared).toBe(false);
      expect(statuses.at(-1)).toBe(429);
      expect(statuses.slice(0, -1).every((status) => status === 200)).toBe(true);
      expect((await askAs({ ...ann(), user: 'third' })).status).toBe(200);
    });
  });

  describe('are each their own', () => {
    afterEach(() => world.close());

    it.each<[string, WorldOptions]>([
      ['the settings say so', { limits: { answersKeptBytes: 0 } }],
      ['what upstreams say is fresh to nobody', { connection: { freshMs: 0 } }],
      ['nothing of upstreams is kept', { connection: { keptBytes: 0 } }],
    ])('where %s', async (_name, options) => {
      await open(options);
      const answers = [await askAs(ann()), await askAs(bob())];

      expect(answers.map(({ isShared }) => isShared)).toEqual([false, false]);
    });
  });
});
