import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, askFor } from '../gateway/ask.js';
import { SHARED, type World } from '../gateway/world.js';
import { createRandom } from '../../src/demo/random.js';
import { randomCaller, tokenFor } from './callers.js';
import { createFour } from './four.js';
import { answerOf, type FilterJson, type OrderJson } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';
import { randomFilter, randomOrder } from './random-question.js';

const SEED = 77;

/** Random lists, walked page by page in both directions, against the oracle; and what is no page. */
export function describePaging({ walks }: { readonly walks: number }): void {
  describe(`paging over four backends, seed ${SEED}`, () => {
    let world: World;
    let tickets: readonly PlainTicket[];
    const random = createRandom(SEED);
    beforeAll(async () => {
      const four = await createFour(SEED, 45, { connection: SHARED });
      world = four.world;
      tickets = four.tickets();
    });
    afterAll(() => world.close());

    it(`walks ${walks} random lists forward and backward, each time the whole list`, async () => {
      for (let walk = 0; walk < walks; walk += 1) {
        const caller = randomCaller(random, tickets);
        const filter = random.below(2) === 0 ? {} : randomFilter(random, tickets);
        const order = randomOrder(random);
        const expected = answerOf(tickets, caller, filter, order);
        const size = random.pick([1, 2, 7, 25, 100].filter((candidate) => expected.length / candidate < 40));
        const list = { token: await tokenFor(world, caller), filter, order, size };

        const forward = await walkThrough(world, { ...list, direction: 'forward' });
        const backward = await walkThrough(world, { ...list, direction: 'backward' });

        const context = JSON.stringify({ walk, caller, filter, order, size });
        expect(forward, context).toEqual(expected);
        expect(backward.toReversed(), context).toEqual(expected);
      }
    }, 7_200_000);

    it('has no page of 0, of 101 or of -1, forward or backward, of tickets or of messages', async () => {
      const token = await tokenFor(world, { sees: 'all', user: null, organization: null, internal: false });
      const lists = (size: string) => [
        `{ tickets(${size}) { nodes { id } } }`,
        `{ tickets(first: 1) { nodes { messages(${size}) { totalCount } } } }`,
      ];
      for (const argument of ['first', 'last']) {
        for (const size of [0, 101, -1]) {
          for (const query of lists(`${argument}: ${size}`)) {
            const { errors } = await ask(world.gateway, query, { token });

            expect(errors?.[0]?.message, query).toBe(`${argument} must be 1 to 100, not ${size}.`);
          }
        }
      }
    });

    it('meets every ticket from any edge’s cursor', async () => {
      const token = await tokenFor(world, { sees: 'all', user: null, organization: null, internal: false });
      const query =
        'query Q($after: String, $before: String) { tickets(first: 100, after: $after) { edges { cursor node { nativeId } } } back: tickets(last: 100, before: $before) { edges { node { nativeId } } } }';
      const askFrom = (after: string | null, before: string | null) =>
        askFor<EdgesAnswer, object>(world.gateway, query, { token, variables: { after, before } });
      const all = (await askFrom(null, null)).tickets.edges;
      const [one, other] = [all[20]?.cursor ?? null, all[60]?.cursor ?? null];

      const { tickets: after, back: before } = await askFrom(one, other);

      const ids = all.map(({ node }) => node.nativeId);
      expect(after.edges.slice(0, 79).map(({ node }) => node.nativeId)).toEqual(ids.slice(21));
      expect(before.edges.map(({ node }) => node.nativeId)).toEqual(ids.slice(0, 60));
    });
  });
}

interface Walk {
  readonly token: string;
  readonly filter: FilterJson;
  readonly order: OrderJson;
  readonly size: number;
  readonly direction: 'forward' | 'backward';
}

const FORWARD = `query Q($size: Int, $cursor: String, $filter: TicketFilter, $order: TicketOrder) {
  tickets(first: $size, after: $cursor, filter: $filter, orderBy: $order) { ...P } } `;
const BACKWARD = `query Q($size: Int, $cursor: String, $filter: TicketFilter, $order: TicketOrder) {
  tickets(last: $size, before: $cursor, filter: $filter, orderBy: $order) { ...P } } `;
const PAGE = `fragment P on TicketConnection { nodes { nativeId backend { key } }
  pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }`;

/** All pages in one direction, in the order they came; a backward page is turned around. */
async function walkThrough(world: World, { token, filter, order, size, direction }: Walk): Promise<string[]> {
  const isForward = direction === 'forward';
  const found: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 1000; page += 1) {
    const variables: object = { size, cursor, filter, order };
    const query = (isForward ? FORWARD : BACKWARD) + PAGE;
    const { tickets }: PageAnswer = await askFor(world.gateway, query, { token, variables });
    const ids = tickets.nodes.map(({ backend, nativeId }) => `${backend.key} ${nativeId}`);
    found.push(...(isForward ? ids : ids.toReversed()));
    const { hasNextPage, hasPreviousPage, startCursor, endCursor } = tickets.pageInfo;
    if (!(isForward ? hasNextPage : hasPreviousPage)) return found;
    cursor = isForward ? endCursor : startCursor;
  }
  throw new Error('The walk does not end.');
}

interface PageAnswer {
  readonly tickets: {
    readonly nodes: readonly { readonly nativeId: string; readonly backend: { readonly key: string } }[];
    readonly pageInfo: {
      readonly hasNextPage: boolean;
      readonly hasPreviousPage: boolean;
      readonly startCursor: string | null;
      readonly endCursor: string | null;
    };
  };
}

interface EdgesAnswer {
  readonly tickets: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly nativeId: string } }[];
  };
  readonly back: { readonly edges: readonly { readonly node: { readonly nativeId: string } }[] };
}
