import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askFor } from '../ask.js';
import { createWorld, type World } from '../world.js';

const QUERY = `query Figures($backend: String!) {
  counted: stats(filter: { backend: { eq: $backend } }) { total byStatus { count } backends { outcome } }
  read: stats(filter: { backend: { eq: $backend } }) { total volume(interval: MONTH) { count } backends { outcome } }
  tickets(filter: { backend: { eq: $backend } }, first: 100) {
    nodes { nativeId } totalCount { value precision } backends { outcome } } }`;

interface Part {
  readonly backends: readonly { readonly outcome: string }[];
}

interface Figures {
  readonly counted: Part & { readonly total: number };
  readonly read: Part & { readonly total: number };
  readonly tickets: Part & {
    readonly nodes: readonly unknown[];
    readonly totalCount: { readonly value: number; readonly precision: string };
  };
}

describe('a row that cannot be read', () => {
  let world: World;
  beforeAll(async () => {
    world = await createWorld({ backends: 'four', tickets: 40 });
    const { evEnergy, moov, sirportly } = world.together;
    Object.assign(sirportly.data.tickets[4] ?? {}, { reference: 'ABC-123456' });
    Object.assign(moov.data.tickets[4] ?? {}, { extraFields: { number: 'seven' } });
    Object.assign(evEnergy.data.tickets[4] ?? {}, { externalTicketId: null });
  });
  afterAll(() => world.close());

  it.each([
    ['ev', ['PARTIAL', 39], { value: 39, precision: 'AT_LEAST' }],
    ['moov', ['PARTIAL', 39], { value: 39, precision: 'AT_LEAST' }],
    // What the upstream counts itself has that ticket too.
    ['sirportly', ['COMPLETE', 40], { value: 40, precision: 'EXACT' }],
  ])('of %s makes no figure that passes for whole', async (backend, counted, totalCount) => {
    const token = await world.token({ scope: 'support:read access_all_areas' });

    const figures = await askFor<Figures, object>(world.gateway, QUERY, { token, variables: { backend } });

    const { read, tickets } = figures;
    expect(tickets.nodes).toHaveLength(39);
    expect([outcomesOf(tickets), outcomesOf(read), read.total]).toEqual([['PARTIAL'], ['PARTIAL'], 39]);
    expect([...outcomesOf(figures.counted), figures.counted.total]).toEqual(counted);
    expect(tickets.totalCount).toEqual(totalCount);
  });
});

function outcomesOf({ backends }: Part): string[] {
  return backends.map(({ outcome }) => outcome).filter((outcome) => outcome !== 'SKIPPED');
}
