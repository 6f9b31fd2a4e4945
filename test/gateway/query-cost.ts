import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costLimits } from '../../src/config/cost-limits.js';
import { exampleQueries } from '../../src/examples/queries.js';
import { createWorld, type World } from './world.js';

interface Cost {
  readonly complexity: { readonly requested: number; readonly limit: number };
  readonly points: { readonly requested: number; readonly left: number | null };
  readonly upstreamRequests: readonly {
    readonly backend: string;
    readonly requested: number;
    readonly made: number | null;
    readonly limit: number;
    readonly remaining: number | null;
  }[];
}

export interface CostAnswer {
  readonly status: number;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
  readonly extensions?: { readonly cost?: Cost };
}

/** Asks with `extensions.cost`. */
export async function askCost(world: World, query: string, token: string, variables = {}): Promise<CostAnswer> {
  const response = await world.gateway.yoga.fetch('http://gateway.test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables, extensions: { cost: true } }),
  });
  return { ...((await response.json()) as Omit<CostAnswer, 'status'>), status: response.status };
}

/** Requests that the upstreams have got. */
function countSent({ together: { evEnergy, moov, sirportly } }: World): Record<string, number> {
  const count = ({ requests }: { readonly requests: { readonly entries: readonly unknown[] } }) =>
    requests.entries.length;
  return { ev: count(evEnergy), moov: count(moov), sirportly: count(sirportly) };
}

/** Fields of every object in an answer, those of each entry of a list by themselves. What is inside of JSON is no field. */
function countFields(data: unknown): number {
  if (Array.isArray(data)) return data.reduce<number>((sum, entry) => sum + countFields(entry), 0);
  if (typeof data !== 'object' || data === null) return 0;
  return Object.entries(data).reduce(
    (sum, [name, value]) => sum + 1 + (name === 'customFields' ? 0 : countFields(value)),
    0,
  );
}

const TICKET_FIELDS = [
  'id subject status',
  'user { fullName organization { name } }',
  'organization { name }',
  'messages(first: 3) { nodes { text ticket { messages { totalCount } } } }',
  'humanVerifiedCategory { label subcategories { label } }',
  'customFields',
  'details { __typename ... on EvEnergyTicketDetails { userUrl } }',
] as const;

const FILTERS = [
  '{}',
  '{ backend: { eq: "moov" } }',
  '{ backend: { in: ["ev", "sirportly"] } }',
  '{ status: { in: [OPEN, NEW] } }',
  '{ search: "charger" }',
  '{ messages: { type: { eq: CUSTOMER_RESPONSE } } }',
  '{ or: [{ priority: { eq: HIGH } }, { search: "bill" }] }',
] as const;

const ticketFields = fc.subarray([...TICKET_FIELDS], { minLength: 1 }).map((fields) => fields.join(' '));
const size = fc.integer({ min: 1, max: 30 });
const filter = fc.constantFrom(...FILTERS);
const order = fc.constantFrom('CREATED_AT', 'UPDATED_AT', 'PRIORITY');

const BESIDE = [
  'totalCount { value }',
  'pageInfo { hasNextPage endCursor }',
  'edges { cursor node { id } }',
  'backends { outcome backend { key capabilities { filters { field operator support } orders } } }',
] as const;
const beside = fc.subarray([...BESIDE]).map((fields) => fields.join(' '));
const list = fc.record({ fields: ticketFields, size, filter, order, besides: beside, back: fc.boolean() }).map(
  ({ fields, size: n, filter: by, order: field, besides, back }) =>
    `tickets(${back ? 'last' : 'first'}: ${n}, filter: ${by}, orderBy: { field: ${field}, direction: DESC }) {
        nodes { ${fields} } ${besides} }`,
);
const STATS_FIELDS = [
  'total',
  'byStatus { key count }',
  'byPriority { key }',
  'bySource { key label }',
  'byBackend { key }',
  'volume(interval: MONTH) { count }',
  'resolution { medianSeconds }',
  'topCategories(limit: 3) { categories { category { label } } }',
  'sankey { nodes { label } }',
  'backends { outcome }',
] as const;
const stats = fc
  .record({ fields: fc.subarray([...STATS_FIELDS], { minLength: 1 }), filter })
  .map(({ fields, filter: by }) => `stats(filter: ${by}) { ${fields.join(' ')} }`);
const lookUps = (ids: readonly string[]) =>
  fc
    .record({ ids: fc.subarray([...ids], { minLength: 1, maxLength: 12 }), fields: ticketFields })
    .map(({ ids: some, fields }) => `nodes(ids: ${JSON.stringify(some)}) { id ... on Ticket { ${fields} } }`);
const other = fc.constantFrom(
  'viewer { user { fullName } organization { name } }',
  'categories { label subcategories { label } }',
  'backends { key rateLimit { remaining } }',
);

/** Queries of one to three fields on the top level. @param ids of tickets in every backend */
function queries(ids: readonly string[]): fc.Arbitrary<string> {
  const field = fc.oneof({ weight: 4, arbitrary: list }, { weight: 3, arbitrary: stats }, lookUps(ids), other);
  return fc
    .array(field, { minLength: 1, maxLength: 3 })
    .map((fields) => `{ ${fields.map((text, at) => `f${at}: ${text}`).join('\n')} }`);
}

export interface GeneratedQueries {
  readonly queries: number;
  /** In each backend. */
  readonly tickets: number;
  readonly seed?: number;
}

/** Runs generated queries and holds what left for each upstream, and the answer, against what was told before. */
export function describeGeneratedQueries({ queries: runs, tickets, seed = Date.now() }: GeneratedQueries): void {
  describe('the cost of generated queries', () => {
    let world: World;
    let tokens: readonly string[];
    let ids: readonly string[];
    beforeAll(async () => {
      const limits = { statisticsKeptMs: 0, deadlineMs: 60_000 };
      world = await createWorld({ backends: 'four', tickets, limits });
      const [person] = world.simulator.data.users;
      const scope = 'support:read user:read';
      tokens = [
        await world.token({ scope: `${scope} access_all_areas` }),
        await world.token({ scope, organization: world.simulator.data.organizations[0]?.id ?? null }),
        await world.token({ scope, user: person?.id ?? null }),
      ];
      const first = '{ tickets(first: 60) { nodes { id } } }';
      const { data } = await askCost(world, first, tokens[0] ?? '');
      if (!data) throw new Error('There are no tickets to begin with.');
      ids = (data['tickets'] as { readonly nodes: readonly { readonly id: string }[] }).nodes.map(({ id }) => id);
    });
    afterAll(() => world.close());

    it('is within the default limit for every example with pages of a hundred', async () => {
      const limit = costLimits.upstreamRequests.parse(undefined);
      const asked = exampleQueries.flatMap((query) =>
        tokens.map((token) => askCost(world, String(query).replaceAll(/first: \d+/g, 'first: 100'), token)),
      );
      const costs = (await Promise.all(asked)).map(({ extensions }) => extensions?.cost?.upstreamRequests ?? []);

      expect(Math.max(...costs.flat().map(({ requested }) => requested))).toBeLessThanOrEqual(limit);
    });

    it(`is never less than their requests and fields (${runs} queries, seed ${seed})`, async () => {
      const whole: number[] = [];
      await fc.assert(
        fc.asyncProperty(queries(ids), fc.integer({ min: 0, max: 2 }), async (query, who) => {
          const before = countSent(world);

          const { errors, extensions, data } = await askCost(world, query, tokens[who] ?? '');

          const sent = Object.entries(countSent(world)).map(
            ([key, count]) => [key, count - (before[key] ?? 0)] as const,
          );
          const told = new Map(extensions?.cost?.upstreamRequests.map((backend) => [backend.backend, backend]));
          for (const [key, count] of sent) expect(count, key).toBeLessThanOrEqual(told.get(key)?.requested ?? -1);
          expect(countFields(data)).toBeLessThanOrEqual(extensions?.cost?.complexity.requested ?? -1);
          if (who === 0) for (const [key, count] of sent) expect(told.get(key)?.made).toBe(count);
          // Nothing is cut short: the estimate has room for what honest queries take.
          expect(errors).toBeUndefined();
          expect(data).toBeTruthy();
          whole.push(sent.reduce((sum, [, count]) => sum + count, 0));
        }),
        { numRuns: runs, seed, endOnFailure: true },
      );
      expect(whole.some((count) => count > 2)).toBe(true);
    }, 600_000);
  });
}
