import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '../../../src/http/server.js';
import { toId } from './raw.js';
import type { Four } from '../four.js';
import { answerOf, type FilterJson, type PlainCaller } from '../oracle.js';
import { findInsiders, tokenToWrite } from './people.js';

const QUERY = `query Agree($filter: TicketFilter) {
  tickets(first: 100, filter: $filter) { nodes { id } totalCount { value precision } }
  stats(filter: $filter) { total byStatus { count } byBackend { count } } }`;
const NODES = 'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }';
const FILTERS: readonly FilterJson[] = [
  {},
  { status: { in: ['OPEN', 'PENDING'] } },
  { not: { priority: { isNull: true } } },
];

/** The list, its total, the statistics and the nodes of one token are of the same tickets, whichever way they are asked for. */
export function describeAgreement(getFour: () => Four): void {
  describe('over HTTP, by GET and by POST', () => {
    let server: Listening;
    beforeAll(async () => {
      const onError = (error: Error) => expect(error).toBeUndefined();
      server = await listen(getFour().world.gateway.handle, { host: '127.0.0.1', port: 0, onError });
    });
    afterAll(() => server.stop(1000));

    const send = async <T>(method: 'GET' | 'POST', token: string, query: string, variables: object): Promise<T> => {
      const url = new URL('/graphql', server.url);
      if (method === 'GET')
        url.search = new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString();
      const response = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/graphql-response+json',
          'content-type': 'application/json',
        },
        ...(method === 'POST' && { body: JSON.stringify({ query, variables }) }),
      });
      const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
      expect({ status: response.status, errors }).toEqual({ status: 200, errors: undefined });
      return data;
    };

    it.each(['user', 'organization', 'all'] as const)(
      'list, total, statistics and nodes agree for a caller who sees %s',
      async (who) => {
        const four = getFour();
        const insiders = findInsiders(four);
        const caller: PlainCaller = who === 'all' ? { ...insiders.user, sees: 'all' } : insiders[who];
        const token = await tokenToWrite(four.world, caller);
        const every = four
          .tickets()
          .map(({ backend, id }) => toId('Ticket', backend, id))
          .slice(0, 100);
        for (const filter of FILTERS) {
          const byPost = await send<Answer>('POST', token, QUERY, { filter });
          const byGet = await send<Answer>('GET', token, QUERY, { filter });

          const { tickets, stats } = byPost;
          const expected = answerOf(four.tickets(), caller, filter, { field: 'CREATED_AT', direction: 'DESC' });
          expect(byGet).toEqual(byPost);
          expect(tickets.nodes).toHaveLength(expected.length);
          expect(tickets.totalCount).toEqual({ value: expected.length, precision: 'EXACT' });
          expect([stats.total, sum(stats.byStatus), sum(stats.byBackend)]).toEqual([
            expected.length,
            expected.length,
            expected.length,
          ]);
        }
        const listed = new Set((await send<Answer>('POST', token, QUERY, {})).tickets.nodes.map(({ id }) => id));
        for (const method of ['GET', 'POST'] as const) {
          const { nodes } = await send<{ nodes: ({ id: string } | null)[] }>(method, token, NODES, { ids: every });

          expect(nodes.map((node) => node?.id ?? null)).toEqual(every.map((id) => (listed.has(id) ? id : null)));
        }
      },
    );
  });
}

function sum(buckets: readonly { readonly count: number }[]): number {
  return buckets.reduce((total, { count }) => total + count, 0);
}

interface Answer {
  readonly tickets: {
    readonly nodes: readonly { readonly id: string }[];
    readonly totalCount: { readonly value: number; readonly precision: string };
  };
  readonly stats: {
    readonly total: number;
    readonly byStatus: readonly { readonly count: number }[];
    readonly byBackend: readonly { readonly count: number }[];
  };
}
