import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askFor } from '../ask.js';
import { createWorld, SHARED, type World } from '../world.js';

const TICKET = 'id version subject messages(first: 10) { nodes { text } }';
const UPDATE = `mutation U($input: UpdateTicketInput!) { updateTicket(input: $input) { __typename
  ... on UpdateTicketPayload { ticket { ${TICKET} } } ... on ConflictError { current { ${TICKET} } } } }`;
const ADD = `mutation A($input: AddMessageInput!) { addMessage(input: $input) { __typename
  ... on AddMessagePayload { ticket { ${TICKET} } message { id } } } }`;
const CREATE = `mutation C($input: CreateTicketInput!) { createTicket(input: $input) { __typename
  ... on CreateTicketPayload { ticket { ${TICKET} } } } }`;
const READ = `query R($id: ID!) { ticket(id: $id) { ${TICKET} } }`;
const COUNT = `query N($search: String) { tickets(filter: { search: $search, backend: { eq: "desk" } }) { totalCount { value } } }`;

interface TicketJson {
  readonly id: string;
  readonly version: string;
  readonly subject: string;
  readonly messages: { readonly nodes: readonly { readonly text: string }[] };
}

interface Result {
  readonly __typename: string;
  readonly ticket?: TicketJson;
  readonly current?: TicketJson;
  readonly message?: { readonly id: string };
}

/** Two writes of one ticket, the second one begun a number of turns of the event loop after the first. */
export function describeWritesAtOnce({ turns }: { readonly turns: readonly number[] }): void {
  describe('two writes at once', () => {
    let world: World;
    let token: string;
    let made = 0;
    beforeAll(async () => {
      world = await createWorld({ connection: SHARED });
      token = await world.token({ scope: 'support:read support:write access_all_areas' });
    });
    afterAll(() => world.close());

    const send = async (mutation: string, input: object): Promise<Result> => {
      const variables = { input };
      const data = await askFor<Record<string, Result>, object>(world.gateway, mutation, { token, variables });
      const [result] = Object.values(data);
      if (!result) throw new Error('There is no result.');
      return result;
    };
    const read = async (id: string) => {
      const { ticket } = await askFor<{ ticket: TicketJson }, object>(world.gateway, READ, {
        token,
        variables: { id },
      });
      return ticket;
    };
    const toCreation = () => ({
      backend: 'desk',
      idempotencyKey: `key ${(made += 1)}`,
      subject: `atonce${made}`,
      text: 'first',
    });
    const create = async () => {
      const { ticket } = await send(CREATE, toCreation());
      if (!ticket) throw new Error('The ticket was not made.');
      return ticket;
    };
    const both = (first: () => Promise<Result>, second: () => Promise<Result>, after: number) =>
      Promise.all([first(), afterTurns(after).then(second)]);

    describe.each(turns)('%i turns apart', (after) => {
      it('that expect one version: one is done, the other is told what there is now', async () => {
        const { id, version: expectedVersion } = await create();
        const change = (subject: string) => () => send(UPDATE, { id, expectedVersion, subject });

        const results = await both(change('one'), change('other'), after);

        const [conflict, payload] = results.toSorted((a, b) => (a.__typename < b.__typename ? -1 : 1));
        expect([conflict?.__typename, payload?.__typename]).toEqual(['ConflictError', 'UpdateTicketPayload']);
        expect(conflict?.current).toEqual(payload?.ticket);
        expect(await read(id)).toEqual(payload?.ticket);
        expect(payload?.ticket?.version).not.toBe(expectedVersion);
      });

      it.each([true, false])(
        'a change and a message: neither is lost, nor passed over; the change first: %s',
        async (changeFirst) => {
          const { id, version: expectedVersion } = await create();
          const change = () => send(UPDATE, { id, expectedVersion, subject: 'changed' });
          const say = () => send(ADD, { ticket: id, idempotencyKey: `say ${id}`, text: 'second' });

          const results = changeFirst ? await both(change, say, after) : await both(say, change, after);

          const [changed, said] = changeFirst ? results : results.toReversed();
          const now = await read(id);
          expect(said?.__typename).toBe('AddMessagePayload');
          expect(now.messages.nodes.map(({ text }) => text)).toEqual(['first', 'second']);
          const isDone = changed?.__typename === 'UpdateTicketPayload';
          expect([now.subject === 'changed', changed?.current]).toEqual([isDone, isDone ? undefined : now]);
        },
      );

      it('under one key: one ticket, and one message', async () => {
        const input = toCreation();
        const tickets = await both(
          () => send(CREATE, input),
          () => send(CREATE, input),
          after,
        );
        const id = idOf(tickets.map(({ ticket }) => ticket?.id));
        const words = { ticket: id, idempotencyKey: input.idempotencyKey, text: 'second' };
        const messages = await both(
          () => send(ADD, words),
          () => send(ADD, words),
          after,
        );

        expect(idOf(messages.map(({ message }) => message?.id))).not.toBe('');
        for (const { __typename } of [...tickets, ...messages])
          expect(__typename).toMatch(/Payload$|^RateLimitedError$/);
        const { tickets: found } = await askFor<{ tickets: { totalCount: { value: number } } }, object>(
          world.gateway,
          COUNT,
          { token, variables: { search: input.subject } },
        );
        expect(found.totalCount.value).toBe(1);
        expect((await read(id)).messages.nodes.map(({ text }) => text)).toEqual(['first', 'second']);
      });
    });
  });
}

/** The one id among the answers: while one write is under way, the other may be told to wait. */
function idOf(ids: readonly (string | undefined)[]): string {
  const [id, ...others] = new Set(ids.filter((each) => each !== undefined));
  expect(others).toEqual([]);
  return id ?? '';
}

async function afterTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}
