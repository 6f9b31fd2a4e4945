import { expect, it, onTestFinished } from 'vitest';
import { askFor } from './ask.js';
import { createWorld } from './world.js';

interface Answer {
  readonly tickets: {
    readonly nodes: readonly { readonly nativeId: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
    readonly backends: readonly { readonly outcome: string }[];
  };
}

it('takes no page of before that is older than the page before it: what moved between the two would be on neither', async () => {
  const connection = { readAttempts: 1, staleMs: 60_000 };
  const world = await createWorld({ backends: 'four', connection });
  onTestFinished(() => world.close());
  const token = await world.token({ scope: 'support:read access_all_areas' });
  const { sirportly } = world.together;
  const list = async (first: number) => {
    const query = `{ tickets(first: ${first}, filter: { backend: { eq: "sirportly" } }) {
      nodes { nativeId } pageInfo { hasNextPage } backends { outcome error { code } } } }`;
    return (await askFor<Answer, object>(world.gateway, query, { token })).tickets;
  };
  await list(100);
  // Kept are now all pages as they were, and then the first one with a new ticket, which moves one to the second.
  const [like] = sirportly.data.tickets;
  if (!like) throw new Error('There is no ticket.');
  const submittedAtMs = Date.parse('2026-07-01T23:59:00Z');
  (sirportly.data.tickets as (typeof like)[]).push({ ...like, id: 999_999, reference: 'XX-999999', submittedAtMs });
  await list(5);
  sirportly.fail({ match: () => true, with: { status: 503, headers: { 'Retry-After': '30' } } });
  await list(100);

  const { nodes, pageInfo, backends } = await list(100);

  // Of the first page, and of none after it.
  expect(nodes.length).toBeGreaterThan(20);
  expect(nodes.length).toBeLessThanOrEqual(30);
  expect(pageInfo.hasNextPage).toBe(true);
  expect(backends.filter(({ outcome }) => outcome !== 'SKIPPED')).toMatchObject([
    { outcome: 'PARTIAL', error: { code: 'UNAVAILABLE' } },
  ]);
});
