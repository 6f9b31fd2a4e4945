import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/demo/random.js';
import { askFor } from '../gateway/ask.js';
import { SHARED } from '../gateway/world.js';
import { createFour, type Four } from './four.js';
import type { PlainTicket } from './plain/plain-ticket.js';

const SEED = 4711;
const ENDLESS = 500;
const WRITABLE = ['desk', 'moov', 'sirportly'] as const;

const PAGE = `query Page($size: Int, $cursor: String, $order: TicketOrder) {
  tickets(first: $size, after: $cursor, orderBy: $order) {
    nodes { nativeId backend { key } } pageInfo { hasNextPage endCursor } backends { outcome } } }`;
const CREATE = `mutation Create($input: CreateTicketInput!) {
  createTicket(input: $input) { __typename ... on ValidationError { issues { path message } } } }`;
const CLOSE = `mutation Close($id: ID!) { updateTicket(input: { id: $id, status: CLOSED }) { __typename } }`;

/** Walks over lists that change between the pages, in so many worlds: a world grows by every ticket that is opened. */
export function describeMoving({ walks, worlds }: { readonly walks: number; readonly worlds: number }): void {
  const seeds = Array.from({ length: worlds }, (_, index) => SEED + index);
  describe.each(seeds)('paging over four backends while tickets come and are closed, seed %i', (seed) => {
    let four: Four;
    let staff: string;
    let created = 0;
    const random = createRandom(seed);
    beforeAll(async () => {
      four = await createFour(seed, 40, seed % 2 === 0 ? { connection: SHARED } : {});
      staff = await four.world.token({ scope: 'support:read support:write access_all_areas' });
    });
    afterAll(() => four.world.close());

    const send = <T>(query: string, variables: object) =>
      askFor<T, object>(four.world.gateway, query, { token: staff, variables });

    /** Opens a ticket somewhere, closes another, and takes one of Sirportly's away. */
    async function disturb(gone: Set<string>): Promise<void> {
      const backend = random.pick(WRITABLE);
      const input = { backend, idempotencyKey: `key ${(created += 1)}`, subject: `New ${created}`, text: 'Hello.' };
      const requester = { requesterEmail: 'new@example.com', requesterName: 'New' };
      const account = { moov: { accountId: random.pick(four.world.together.moovAccounts).accountId } };
      const rest = backend === 'desk' ? {} : backend === 'moov' ? { ...requester, ...account } : requester;
      const { createTicket } = await send<{ createTicket: object }>(CREATE, { input: { ...input, ...rest } });
      expect(createTicket).toEqual({ __typename: 'CreateTicketPayload' });
      const closable = four.tickets().filter((ticket) => ticket.backend !== 'ev' && ticket.status !== 'CLOSED');
      await send(CLOSE, { id: toId(random.pick(closable)) });
      if (random.below(3) === 0) {
        const { data } = four.world.together.sirportly;
        const { reference } = random.pick(data.tickets);
        four.world.together.sirportly.deleteTicket(reference);
        gone.add(`sirportly ${reference}`);
      }
    }

    it(`meets in ${walks} walks each ticket that stays exactly once`, async () => {
      for (let walk = 0; walk < walks; walk += 1) {
        const order = { field: 'CREATED_AT', direction: random.pick(['ASC', 'DESC']) };
        const size = random.pick([7, 25, 40]);
        const before = four.tickets().map(nameOf);
        const gone = new Set<string>();

        const met: string[] = [];
        let [cursor, more]: [string | null, boolean] = [null, true];
        for (let page = 0; more; page += 1) {
          if (page === ENDLESS) throw new Error('The walk does not end.');
          const { tickets }: PageAnswer = await send<PageAnswer>(PAGE, { size, cursor, order });
          met.push(...tickets.nodes.map(({ nativeId, backend }) => `${backend.key} ${nativeId}`));
          more = tickets.pageInfo.hasNextPage;
          cursor = tickets.pageInfo.endCursor;
          expect(tickets.backends.map(({ outcome }) => outcome)).not.toContain('FAILED');
          if (more) await disturb(gone);
        }

        const context = JSON.stringify({ walk, order, size });
        const stayed = before.filter((name) => !gone.has(name));
        expect(
          met.filter((name, index) => met.indexOf(name) !== index),
          context,
        ).toEqual([]);
        expect(
          stayed.filter((name) => !met.includes(name)),
          context,
        ).toEqual([]);
      }
    }, 7_200_000);
  });
}

function nameOf({ backend, id }: PlainTicket): string {
  return `${backend} ${id}`;
}

function toId({ backend, id }: PlainTicket): string {
  return Buffer.from(`Ticket:${backend}:${id}`).toString('base64url');
}

interface PageAnswer {
  readonly tickets: {
    readonly nodes: readonly { readonly nativeId: string; readonly backend: { readonly key: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly backends: readonly { readonly outcome: string }[];
  };
}
