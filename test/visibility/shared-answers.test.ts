import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../../src/demo/random.js';
import { askFor } from '../gateway/ask.js';
import { SHARED } from '../gateway/world.js';
import { randomCaller, tokenFor } from './callers.js';
import { findHidden, findInsiders, tokenToWrite, toMissing } from './doors/people.js';
import { askRaw, toId, without } from './doors/raw.js';
import { createFour, type Four } from './four.js';
import { answerOf, maySee, type PlainCaller } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';

// What is shared is changed by nobody: whoever tried would fail.
vi.mock(import('../../src/provider/http/wire/json-body.js'), async (load) => {
  const original = await load();
  return { ...original, parseJson: (...args) => freeze(original.parseJson(...args)) };
});
vi.mock(import('../../src/provider/once-for.js'), async (load) => {
  const { onceFor } = await load();
  const freezing: typeof onceFor = (make) => onceFor((given, ...rest) => freeze(make(given, ...rest)));
  return { onceFor: freezing };
});

const SEED = 313;
const ORDER = { field: 'CREATED_AT', direction: 'DESC' } as const;
const EVERYBODYS: PlainCaller = { sees: 'all', user: null, organization: null, internal: false };
const PAGE = `query Page($after: String) { tickets(first: 20, after: $after) {
  nodes { nativeId backend { key } messages(first: 100) { nodes { text visibility } } }
  pageInfo { hasNextPage endCursor } } }`;
const FIGURES = `{ stats { total byStatus { count } } }`;
const UPDATE = `mutation Update($input: UpdateTicketInput!) { updateTicket(input: $input) { __typename } }`;

interface PageAnswer {
  readonly tickets: {
    readonly nodes: readonly {
      readonly nativeId: string;
      readonly backend: { readonly key: string };
      readonly messages: { readonly nodes: readonly { readonly text: string; readonly visibility: string }[] };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

describe('answers that others were given', () => {
  let four: Four;
  beforeAll(async () => {
    four = await createFour(SEED, 16, { limits: { statisticsKeptMs: 0 }, connection: SHARED });
  });
  afterAll(() => four.world.close());

  const nameOf = ({ backend, id }: PlainTicket) => `${backend} ${id}`;

  /** Every page with every conversation, and the figures. */
  async function readAll(caller: PlainCaller) {
    const token = await tokenFor(four.world, caller);
    const rows = new Map<string, readonly { readonly text: string; readonly visibility: string }[]>();
    for (let after: string | null = null, more = true; more;) {
      const variables: object = { after };
      const { tickets }: PageAnswer = await askFor(four.world.gateway, PAGE, { token, variables });
      for (const { backend, nativeId, messages } of tickets.nodes)
        rows.set(`${backend.key} ${nativeId}`, messages.nodes);
      more = tickets.pageInfo.hasNextPage;
      after = tickets.pageInfo.endCursor;
    }
    const { stats } = await askFor<{ stats: { total: number } }, object>(four.world.gateway, FIGURES, { token });
    return { rows, total: stats.total };
  }

  async function expectRight(caller: PlainCaller): Promise<void> {
    const tickets = four.tickets();
    const expected = answerOf(tickets, caller, {}, ORDER);
    const readsNotes = caller.sees === 'all' || caller.internal;

    const { rows, total } = await readAll(caller);

    expect([...rows.keys()], JSON.stringify(caller)).toEqual(expected);
    expect(total).toBe(expected.length);
    for (const ticket of tickets.filter((each) => maySee(caller, each))) {
      const texts = ticket.messages.filter(({ visibility }) => readsNotes || visibility === 'PUBLIC');
      expect(rows.get(nameOf(ticket))?.map(({ text }) => text)).toEqual(texts.map(({ text }) => text));
    }
  }

  it('are given to each caller as far as they may see them, before and after a ticket changes hands', async () => {
    const random = createRandom(SEED);
    const callers = Array.from({ length: 6 }, () => randomCaller(random, four.tickets()));
    for (const caller of [EVERYBODYS, ...callers]) await expectRight(caller);

    // Written to by its staff, a ticket of Sirportly belongs to whom its new contact method says.
    const [given, taken] = four.tickets().filter(({ backend, user }) => backend === 'sirportly' && user !== null);
    const heir = four.world.simulator.data.users.find(({ id }) => id !== given?.user);
    const contactMethodData = heir?.email;
    const input = { id: toId('Ticket', 'sirportly', given?.id ?? ''), sirportly: { contactMethodData } };
    const token = await tokenToWrite(four.world, EVERYBODYS);
    await askFor(four.world.gateway, UPDATE, { token, variables: { input } });

    expect(four.tickets().find(({ id }) => id === given?.id)?.user).not.toBe(given?.user);
    const own = [given?.user, heir?.id, taken?.user].map((user): PlainCaller => ({
      ...EVERYBODYS,
      sees: 'own',
      user: user ?? null,
    }));
    for (const caller of [...own, ...callers, EVERYBODYS]) await expectRight(caller);
  });

  it('do not tell that somebody else has just looked at a ticket that is hidden', async () => {
    const insiders = findInsiders(four);
    const [staff, token] = [await tokenToWrite(four.world, EVERYBODYS), await tokenToWrite(four.world, insiders.user)];
    const toQuery = (id: string) =>
      `{ node(id: "${id}") { id ... on Ticket { subject messages(first: 9) { totalCount } } } }`;

    for (const backend of ['ev', 'moov', 'sirportly']) {
      const hidden = findHidden(four, insiders, backend);
      const ask = async (nativeId: string) => {
        const id = toId('Ticket', backend, nativeId);
        await askRaw(four.world, { query: toQuery(id), token: staff });
        return without(await askRaw(four.world, { query: toQuery(id), token }), [nativeId, id]);
      };

      const [found, missing] = [await ask(hidden.id), await ask(toMissing(four, hidden))];

      expect(found, backend).toEqual(missing);
      expect(found.upstream.length, backend).toBeGreaterThan(0);
    }
  });
});

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(freeze);
  return value;
}
