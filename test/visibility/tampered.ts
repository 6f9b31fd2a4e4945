import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../src/demo/random.js';
import { ask, askFor } from '../gateway/ask.js';
import type { World } from '../gateway/world.js';
import { randomCaller, tokenFor } from './callers.js';
import { toId } from './doors/raw.js';
import { createFour, type Four } from './four.js';
import { answerOf, maySee } from './oracle.js';
import type { PlainTicket } from './plain/plain-ticket.js';
import { randomFilter, randomOrder } from './random-question.js';
import { createTamperingProxy, type Tampering, type TamperingProxy } from './tampering-proxy.js';

const SEED = 1234;
const SYSTEMS = ['evEnergy', 'moov', 'sirportly'] as const;
const LIST = `query List($filter: TicketFilter, $order: TicketOrder) {
  tickets(first: 100, filter: $filter, orderBy: $order) { nodes { nativeId backend { key } } totalCount { value precision } }
  stats(filter: $filter) { total } }`;

/** Ways to answer a list with more than was asked for. */
const WIDENED: Readonly<Record<string, Tampering>> = {
  'ignore every filter': { toPath: toUnfiltered },
  'list every row twice': { toBody: doubled },
  'ignore every filter and list every row twice': { toPath: toUnfiltered, toBody: doubled },
};

/** Upstreams behind a proxy that lets through more than was asked for, and something else than was asked for. */
export function describeTampered({ questions }: { readonly questions: number }): void {
  describe(`upstreams that do not keep to what they are asked, seed ${SEED}`, () => {
    let four: Four;
    let proxies: readonly TamperingProxy[];
    beforeAll(async () => {
      const targets = SYSTEMS.map((system) => () => four.world.together[system].url);
      proxies = await Promise.all(targets.map(createTamperingProxy));
      const [evEnergy, moov, sirportly] = proxies.map(({ url }) => url);
      four = await createFour(SEED, 12, {
        limits: { statisticsKeptMs: 0 },
        evEnergy: { baseUrl: `${evEnergy}/v2` },
        moov: { baseUrl: moov },
        sirportly: { baseUrl: sirportly },
      });
    });
    afterAll(async () => {
      await four.world.close();
      await Promise.all(proxies.map((proxy) => proxy.close()));
    });
    const tamper = (tampering: Tampering) => proxies.forEach((proxy) => proxy.tamper(tampering));

    it.each(Object.entries(WIDENED))('that %s change no answer', async (_how, tampering) => {
      const random = createRandom(SEED);
      const tickets = four.tickets();
      tamper(tampering);
      for (let question = 0; question < questions; question += 1) {
        const caller = randomCaller(random, tickets);
        const filter = question % 2 === 0 ? {} : randomFilter(random, tickets);
        const order = randomOrder(random);

        const answer = await list(four.world, await tokenFor(four.world, caller), { filter, order });

        const expected = answerOf(tickets, caller, filter, order);
        const figures = { total: expected.length, precision: 'EXACT', statistics: expected.length };
        expect(answer, JSON.stringify({ caller, filter, order })).toEqual({ ids: expected, ...figures });
      }
    });

    it('that answer a read by id with another ticket show nobody a hidden one', async () => {
      const random = createRandom(SEED);
      const tickets = four.tickets().filter(({ backend }) => backend !== 'desk');
      for (let question = 0; question < questions; question += 1) {
        const caller = randomCaller(random, tickets);
        const hidden = tickets.filter((ticket) => !maySee(caller, ticket));
        const asked = Array.from({ length: 8 }, () => random.pick(tickets));
        tamper({ toPath: (path) => toAnother(path, random.pick(tickets)) });

        const text = await readByIds(four.world, await tokenFor(four.world, caller), asked);

        for (const { id, subject } of hidden) {
          if (!asked.some((ticket) => ticket.id === id)) expect(text).not.toContain(`"${id}"`);
          if (!isSubjectOfSeen(subject, tickets, hidden)) expect(text).not.toContain(JSON.stringify(subject));
        }
      }
    });
  });
}

/** A list without what narrows it: page parameters stay. */
function toUnfiltered(path: string): string {
  const url = new URL(path, 'http://upstream.test');
  const isList = /\/(support_tickets|tickets|tickets\/contact)$/.test(url.pathname);
  if (!isList) return path;
  const kept = [...url.searchParams].filter(([name]) => /^(page|count|expand|cursor|after|before)/.test(name));
  return `${url.pathname.replace('/tickets/contact', '/tickets/all')}?${new URLSearchParams(kept)}`;
}

/** Every list of objects in the answer, or the answer that is one, with each object twice. */
function doubled(body: unknown, path: string): unknown {
  if (!/tickets/.test(path) || path.endsWith('ticket')) return body;
  // Moov's messages have no ids: two that are equal are two.
  if (/\/tickets\/[^/]+\/messages/.test(path)) return body;
  if (Array.isArray(body)) return body.flatMap((row: unknown) => [row, row]);
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, part]) => [name, Array.isArray(part) ? part.flatMap((row) => [row, row]) : part]),
  );
}

/** The path of a ticket, with another one's id in it. */
function toAnother(path: string, { backend, id }: PlainTicket): string {
  if (backend === 'ev') return path.replace(/\/support_tickets\/tick\w+/, `/support_tickets/${id}`);
  return backend === 'moov' ? path.replace(/\/tickets\/[\w-]{36}/, `/tickets/${id}`) : path;
}

function isSubjectOfSeen(subject: string, tickets: readonly PlainTicket[], hidden: readonly PlainTicket[]): boolean {
  return subject === '' || tickets.some((ticket) => ticket.subject === subject && !hidden.includes(ticket));
}

async function list({ gateway }: World, token: string, variables: object) {
  const { tickets, stats } = await askFor<ListAnswer, object>(gateway, LIST, { token, variables });
  return {
    ids: tickets.nodes.map(({ backend, nativeId }) => `${backend.key} ${nativeId}`),
    total: tickets.totalCount.value,
    precision: tickets.totalCount.precision,
    statistics: stats.total,
  };
}

async function readByIds({ gateway }: World, token: string, tickets: readonly PlainTicket[]): Promise<string> {
  const query = `query Q($ids: [ID!]!) { nodes(ids: $ids) { ... on Ticket { id nativeId subject messages(first: 3) { nodes { id } } } } }`;
  const ids = tickets.map(({ backend, id }) => toId('Ticket', backend, id));
  const { data } = await ask<object, object>(gateway, query, { token, variables: { ids } });
  return JSON.stringify(data);
}

interface ListAnswer {
  readonly tickets: {
    readonly nodes: readonly { readonly nativeId: string; readonly backend: { readonly key: string } }[];
    readonly totalCount: { readonly value: number; readonly precision: string };
  };
  readonly stats: { readonly total: number };
}
