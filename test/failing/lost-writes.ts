import type { Misbehaviour } from '../../src/simulators/http/faults.js';
import { StoreError } from '../../src/store/store-error.js';
import { createCallers, createWriting, ticketOf, type Callers, type Input } from '../gateway/writes/writing.js';
import { askFor } from '../gateway/ask.js';
import type { World } from '../gateway/world.js';

type Writing = ReturnType<typeof createWriting>;
type Answer = Awaited<ReturnType<Writing['create'] | Writing['say']>>;

/** A write whose answer can be lost: how it is asked for, and how often it took place upstream. */
export interface LosableWrite {
  readonly name: string;
  /** Asks once; equal inputs are the same write. */
  ask(input: Input): Promise<Answer>;
  /** Loses the answer of the next one that is carried out. */
  lose(way: number): void;
  /** How many tickets, or messages, hold this text. */
  count(text: string): Promise<number>;
}

/** A ticket that is written to often has more messages than a page: the newest are those of the last write. */
const LATEST = 'query ($id: ID!) { ticket(id: $id) { messages(last: 100) { nodes { text } } } }';
interface Latest {
  readonly ticket: { readonly messages: { readonly nodes: readonly { readonly text: string }[] } };
}

/** What becomes of an answer on its way. */
const WAYS: readonly Misbehaviour[] = [
  'lose-answer',
  'cut-json',
  { alter: (reply) => ({ ...reply, body: '<html>It works!</html>', headers: { 'Content-Type': 'text/html' } }) },
  { alter: (reply) => ({ ...reply, status: 502, body: 'Bad gateway' }) },
  { alter: (reply) => ({ ...reply, body: '{}' }) },
  { alter: (reply) => ({ ...reply, body: undefined }) },
];

/** Everything that can be written once for a key, on each backend that can. */
export async function createLosableWrites(world: World): Promise<readonly LosableWrite[]> {
  const { moov, moovAccounts, sirportly } = world.together;
  const customer = world.simulator.data.users.find(({ id }) => id === moovAccounts[0]?.userId);
  if (!customer) throw new Error('Nobody has an account of their own.');
  const callers = await createCallers(world, customer);
  const writing = createWriting(world);
  const parts: Parts = { world, writing, callers };
  return [
    toCreate('moov', parts, {
      lose: (way) => moov.fail({ match: ({ method }) => method === 'POST', times: 1, with: wayOf(way) }),
      count: async (text) => moov.data.tickets.filter(({ title }) => title === text).length,
    }),
    ...['submit', 'post_update'].map((verb) =>
      toCreate('sirportly', parts, {
        name: `createTicket of sirportly at ${verb}`,
        lose: (way) => sirportly.fail({ match: ({ path }) => path.endsWith(verb), times: 1, with: wayOf(way) }),
        count: async (text) => {
          const tickets = sirportly.data.tickets.filter(({ subject }) => subject === text);
          // A second text in one ticket would be as wrong as a second ticket.
          return tickets.length === 1 ? (tickets[0]?.updates.length ?? 0) : tickets.length;
        },
      }),
    ),
    await toMessage('sirportly', parts, (way) =>
      sirportly.fail({ match: ({ path }) => path.endsWith('post_update'), times: 1, with: wayOf(way) }),
    ),
    toCreate('desk', parts, {
      lose: () => loseNext(world.gateway.store.tickets, 'create'),
      count: async (text) => (await subjectsOfDesk(world)).filter((subject) => subject === text).length,
    }),
    await toMessage('desk', parts, () => loseNext(world.gateway.store.tickets, 'addMessage')),
  ];
}

interface Parts {
  readonly world: World;
  readonly writing: Writing;
  readonly callers: Callers;
}

function toCreate(
  backend: string,
  { writing, callers }: Parts,
  rest: Pick<LosableWrite, 'lose' | 'count'> & { readonly name?: string },
): LosableWrite {
  return {
    name: `createTicket of ${backend}`,
    ask: (input) => writing.create(callers.customer, { backend, subject: input['text'], ...input }),
    ...rest,
  };
}

async function toMessage(backend: string, parts: Parts, lose: LosableWrite['lose']): Promise<LosableWrite> {
  const { world, writing, callers } = parts;
  const { id } = await openOne(backend, parts);
  return {
    name: `addMessage of ${backend}`,
    ask: (input) => writing.say(callers.customer, { ticket: id, ...input }),
    lose,
    count: async (text) => {
      const variables = { id };
      const { ticket } = await askFor<Latest, typeof variables>(world.gateway, LATEST, {
        token: callers.staff,
        variables,
      });
      return ticket.messages.nodes.filter((message) => message.text === text).length;
    },
  };
}

async function openOne(
  backend: string,
  { writing, callers }: Pick<Parts, 'writing' | 'callers'>,
  tries = 10,
): Promise<{ readonly id: string }> {
  const opened = await writing.create(callers.customer, { backend });
  return 'ticket' in opened || tries === 0 ? ticketOf(opened) : openOne(backend, { writing, callers }, tries - 1);
}

function wayOf(way: number): Misbehaviour {
  return WAYS[way % WAYS.length] ?? 'lose-answer';
}

/** The store does what it is told, and is gone before it says so. */
function loseNext<T extends object, Name extends keyof T>(store: T, name: Name): void {
  const carryOut = store[name] as (...given: unknown[]) => Promise<unknown>;
  const lost = async (...given: unknown[]) => {
    Object.assign(store, { [name]: carryOut });
    await carryOut(...given);
    throw new StoreError('CRASHED', 'The thread ended.');
  };
  Object.assign(store, { [name]: lost });
}

async function subjectsOfDesk({ gateway }: World): Promise<readonly (string | null)[]> {
  const page = { backend: 'desk', filter: [], after: null, limit: 10_000, withUser: false } as const;
  const order = { field: 'CREATED_AT', direction: 'DESC' } as const;
  const rows = await gateway.store.tickets.list({ ...page, order }, new AbortController().signal);
  return rows.map(({ ticket }) => ticket.subject);
}

/** Asks until the write goes through, as a breaker that has opened lets it again. Returns the last answer. */
export async function askUntilWell(ask: LosableWrite['ask'], toInput: () => Input, tries = 100): Promise<Answer> {
  const answer = await ask(toInput());
  if ('ticket' in answer || tries === 0) return answer;
  await new Promise((resolve) => setTimeout(resolve, 20));
  return askUntilWell(ask, toInput, tries - 1);
}
