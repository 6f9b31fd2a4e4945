import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { setTimeout as wait } from 'node:timers/promises';
import { askFor } from '../gateway/ask.js';
import { tokenFor } from './callers.js';
import { createFour, type Four } from './four.js';
import { answerOf, type PlainCaller } from './oracle.js';
import { createTamperingProxy, type TamperingProxy } from './tampering-proxy.js';

const SEED = 99;
/** Moov has accounts, which callers may see or not: whom it is asked about differs by caller. */
const FILTER = { backend: { in: ['desk', 'ev', 'sirportly'] } };
const ORDER = { field: 'CREATED_AT', direction: 'DESC' } as const;
const PAGE = `query Page($filter: TicketFilter) {
  tickets(first: 100, filter: $filter) { nodes { nativeId backend { key } } } }`;

/**
 * Many callers, each with a token of their own, ask for the same page at once. The same is what is the same question
 * upstream: ev.energy and Sirportly are not asked by organisation, so all who see an organisation's tickets or everybody's
 * are given rows of one and the same answer. For callers who see their own tickets alone, there is one question a user.
 */
export function describeSharedPages({ callers: count }: { readonly callers: number }): void {
  describe(`${count} callers who ask for the same page at once`, () => {
    let four: Four;
    let proxies: readonly TamperingProxy[];
    beforeAll(async () => {
      const targets = (['evEnergy', 'sirportly'] as const).map((system) => () => four.world.together[system].url);
      proxies = await Promise.all(targets.map(createTamperingProxy));
      const [evEnergy, sirportly] = proxies.map(({ url }) => url);
      four = await createFour(SEED, 16, {
        evEnergy: { baseUrl: `${evEnergy}/v2` },
        sirportly: { baseUrl: sirportly },
      });
    });
    afterAll(async () => {
      await four.world.close();
      await Promise.all(proxies.map((proxy) => proxy.close()));
    });

    const organizations = () => [...new Set(four.tickets().flatMap(({ organization }) => organization ?? []))];
    const users = () => [...new Set(four.tickets().flatMap(({ user }) => user ?? []))];
    const requests = () => {
      const { evEnergy, sirportly } = four.world.together;
      const lists = [...evEnergy.requests.entries, ...sirportly.requests.entries].map(
        ({ method, path, body }) => `${method} ${path} ${String(body)}`,
      );
      return lists.filter((request) => /support_tickets|tickets\/(all|contact)/.test(request)).toSorted();
    };
    /** Rows of each caller's page, and the list requests that arrived upstream. */
    const askAtOnce = async (callers: readonly PlainCaller[]) => {
      const { world } = four;
      const tokens = await Promise.all(callers.map((caller) => tokenFor(world, caller)));
      world.together.evEnergy.requests.clear();
      world.together.sirportly.requests.clear();
      let release = () => {};
      const held = new Promise<void>((resolve) => (release = resolve));
      for (const proxy of proxies) proxy.tamper({ before: held });
      const joined = world.gateway.backends.map(({ provider }) => vi.spyOn(provider, 'listTickets'));
      const pages = tokens.map((token) =>
        askFor<PageAnswer, object>(world.gateway, PAGE, { token, variables: { filter: FILTER } }),
      );
      // No upstream answers before everybody waits for it.
      await vi.waitFor(() => expect(joined.filter(({ mock }) => mock.calls.length === count)).toHaveLength(3), {
        timeout: 240_000,
      });
      await wait(100);
      release();
      const rows = (await Promise.all(pages)).map(({ tickets }) =>
        tickets.nodes.map(({ backend, nativeId }) => `${backend.key} ${nativeId}`),
      );
      joined.forEach((spy) => spy.mockRestore());
      return { rows, requests: requests() };
    };
    const expected = (callers: readonly PlainCaller[]) =>
      callers.map((caller) => answerOf(four.tickets(), caller, FILTER, ORDER));

    it('make one request for the page of each upstream, and each is given their own rows', async () => {
      const callers = Array.from({ length: count }, (_, index): PlainCaller => {
        const organization = organizations()[index % organizations().length] ?? null;
        const sees = index % 10 === 0 ? 'all' : 'organization';
        return { sees, user: `user of ${index}`, organization, internal: index % 3 === 0 };
      });

      const shared = await askAtOnce(callers);

      expect(shared.rows).toEqual(expected(callers));
      expect(shared.requests.filter((request) => request.startsWith('GET'))).toHaveLength(1);
      expect(shared.requests).toEqual([...new Set(shared.requests)]);
      expect(new Set(shared.rows.map((rows) => rows.join())).size).toBeGreaterThan(2);
    });

    it('make one for each of their users where they see but their own', { timeout: 60_000 + count * 300 }, async () => {
      const callers = Array.from({ length: count }, (_, index): PlainCaller => ({
        sees: 'own',
        user: users()[index % users().length] ?? null,
        organization: null,
        internal: index % 3 === 0,
      }));

      const own = await askAtOnce(callers);

      expect(own.rows).toEqual(expected(callers));
      expect(own.requests.filter((request) => request.startsWith('GET'))).toHaveLength(Math.min(users().length, count));
    });
  });
}

interface PageAnswer {
  readonly tickets: {
    readonly nodes: readonly { readonly nativeId: string; readonly backend: { readonly key: string } }[];
  };
}
