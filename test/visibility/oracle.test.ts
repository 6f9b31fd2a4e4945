import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askFor } from '../gateway/ask.js';
import { SHARED, type World } from '../gateway/world.js';
import { createRandom, type Random } from '../../src/demo/random.js';
import { randomCaller, tokenFor } from './callers.js';
import { createFour } from './four.js';
import { answerOf, maySee, type FilterJson, type OrderJson } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';
import { randomFilter, randomOrder } from './random-question.js';

const SEED = Number(process.env['ORACLE_SEED'] ?? 20_260_701);
const TRIPLES = Number(process.env['ORACLE_TRIPLES'] ?? 300);
const WORLDS = TRIPLES > 2000 ? 5 : 2;
/** In one request, of one caller. */
const QUESTIONS = 10;
const REQUESTS = Math.ceil(TRIPLES / WORLDS / QUESTIONS);
/** One question in so many asks for the total too, which costs as much as the list. */
const QUESTIONS_PER_TOTAL = 3;
/** Of each backend. */
const TICKETS = 16;

interface Question {
  readonly filter: FilterJson;
  readonly order: OrderJson;
}

describe(`against the oracle, seed ${SEED}`, () => {
  let world: World;
  let random: Random;
  let tickets: readonly PlainTicket[];
  afterAll(() => world?.close());

  describe.each(Array.from({ length: WORLDS }, (_, index) => SEED + index))('world %i', (seed) => {
    beforeAll(async () => {
      await world?.close();
      const four = await createFour(seed, TICKETS, isSharing(seed) ? { connection: SHARED } : {});
      world = four.world;
      tickets = four.tickets();
      random = createRandom(seed);
    });

    it(`gives ${REQUESTS * QUESTIONS} random questions of random callers exactly what they may see`, async () => {
      for (let request = 0; request < REQUESTS; request += 1) {
        const caller = randomCaller(random, tickets);
        const token = await tokenFor(world, caller);
        const questions = Array.from({ length: QUESTIONS }, () => ({
          filter: randomFilter(random, tickets),
          order: randomOrder(random),
        }));

        const answers = await askAll(world, token, questions);

        questions.forEach(({ filter, order }, index) => {
          const expected = answerOf(tickets, caller, filter, order);
          const context = JSON.stringify({ seed, request, caller, filter, order });
          expect(answers[index]?.ids, context).toEqual(expected);
          const total = asksTotal(index) ? { value: expected.length, precision: 'EXACT' } : undefined;
          expect(answers[index]?.total, context).toEqual(total);
        });
      }
    }, 600_000);

    it('gives every ticket by id, native id, node and nodes to those who may see it, and to nobody else', async () => {
      for (let request = 0; request < 10; request += 1) {
        const caller = randomCaller(random, tickets);
        const token = await tokenFor(world, caller);
        const asked = Array.from({ length: 10 }, () => random.pick(tickets));

        const answers = await askById(world, token, asked);

        const expected = asked.map((ticket) => (maySee(caller, ticket) ? ticket.id : null));
        expect(answers, JSON.stringify({ seed, request, caller })).toEqual([expected, expected, expected, expected]);
      }
    });
  });
});

/** In every second world callers are given answers to questions of others. */
function isSharing(seed: number): boolean {
  return seed % 2 === 0;
}

function asksTotal(question: number): boolean {
  return question % QUESTIONS_PER_TOTAL === 0;
}

/** The whole list of every question, asked together. */
async function askAll(world: World, token: string, questions: readonly Question[]) {
  // A total is asked for beside a page and alone, where no page is read.
  const fields = questions.map((_question, index) => {
    const total = asksTotal(index) ? 'totalCount { value precision }' : '';
    return `q${index}: tickets(first: 100, filter: $f${index}, orderBy: $o${index}) {
      nodes { nativeId backend { key } } ${total} pageInfo { hasNextPage } }
      ${total && `c${index}: tickets(filter: $f${index}) { ${total} }`}`;
  });
  const parameters = questions.map((_question, index) => `$f${index}: TicketFilter, $o${index}: TicketOrder`);
  const variables = Object.fromEntries(
    questions.flatMap(({ filter, order }, index) => [
      [`f${index}`, filter],
      [`o${index}`, order],
    ]),
  );
  const query = `query Q(${parameters.join(', ')}) { ${fields.join('\n')} }`;
  const data = await askFor<Record<string, TicketsAnswer>, object>(world.gateway, query, { token, variables });
  return questions.map((_question, index) => {
    const answer = data[`q${index}`];
    if (!answer || answer.pageInfo.hasNextPage) throw new Error('The page should hold everything.');
    if (asksTotal(index)) expect(data[`c${index}`]?.totalCount).toEqual(answer.totalCount);
    return { ids: answer.nodes.map(({ backend, nativeId }) => `${backend.key} ${nativeId}`), total: answer.totalCount };
  });
}

interface TicketsAnswer {
  readonly nodes: readonly { readonly nativeId: string; readonly backend: { readonly key: string } }[];
  readonly totalCount?: { readonly value: number; readonly precision: string };
  readonly pageInfo: { readonly hasNextPage: boolean };
}

async function askById(world: World, token: string, tickets: readonly PlainTicket[]): Promise<(string | null)[][]> {
  const ids = tickets.map(({ backend, id }) => Buffer.from(`Ticket:${backend}:${id}`).toString('base64url'));
  const fields = tickets.map(
    ({ backend, id }, index) => `
      t${index}: ticket(id: "${ids[index]}") { nativeId }
      n${index}: node(id: "${ids[index]}") { ... on Ticket { nativeId } }
      b${index}: ticketByNativeId(backend: "${backend}", nativeId: "${id}") { nativeId }`,
  );
  const query = `{ ${fields.join('')} nodes(ids: ${JSON.stringify(ids)}) { ... on Ticket { nativeId } } }`;
  type Found = { readonly nativeId: string } | null;
  const data = await askFor<Record<string, Found> & { nodes: Found[] }, object>(world.gateway, query, { token });
  const byAlias = (letter: string) => tickets.map((_ticket, index) => data[`${letter}${index}`]?.nativeId ?? null);
  return [byAlias('t'), byAlias('n'), byAlias('b'), data.nodes.map((found) => found?.nativeId ?? null)];
}
