import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from './world.js';
import { ask } from './ask.js';

export interface HugeQueries {
  /** How many of each thing are asked for. */
  readonly sizes: readonly number[];
  /** The same of levels. */
  readonly levels: readonly number[];
  /** Milliseconds that a refusal may take; the suite runs on machines that are busy with others. */
  readonly mostMs: number;
}

type Shape = readonly [what: string, toQuery: (size: number) => string];

const repeat = (size: number, toText: (at: number) => string) => Array.from({ length: size }, (_, at) => toText(at));
const nest = (size: number, open: string, inner: string, close: string) =>
  open.repeat(size) + inner + close.repeat(size);

const SHAPES: readonly Shape[] = [
  ['aliases', (size) => `{ ${repeat(size, (at) => `a${at}: stats { total }`).join(' ')} }`],
  ['aliases of __typename', (size) => `{ ${repeat(size, (at) => `a${at}: __typename`).join(' ')} }`],
  ['aliases below', (size) => `{ viewer { ${repeat(size, (at) => `a${at}: visibility`).join(' ')} } }`],
  ['equal fields', (size) => `{ ${'__typename '.repeat(size)} }`],
  ['equal fields with fields', (size) => `{ ${'viewer { visibility } '.repeat(size)} }`],
  ['directives', (size) => `{ __typename ${'@include(if: true) '.repeat(size)} }`],
  ['unknown directives', (size) => `{ __typename ${'@a '.repeat(size)} }`],
  ['operations', (size) => repeat(size, (at) => `query Q${at} { __typename }`).join(' ')],
  ['levels of fields', (size) => nest(size, '{ a', '', '}').replace('{ a}', '{ a }')],
  ['levels of lists', (size) => `{ nodes(ids: ${nest(size, '[', '', ']')}) { id } }`],
  ['levels of objects', (size) => `{ tickets(filter: ${nest(size, '{ not: ', '{}', ' }')}) { nodes { id } } }`],
  ['levels of fragments', (size) => toChain(size, 1)],
  ['fragments that double', (size) => toChain(size, 2)],
  ['values of a list', (size) => `{ nodes(ids: [${repeat(size, (at) => `"${at}"`).join(' ')}]) { id } }`],
  ['arguments', (size) => `{ tickets(${repeat(size, (at) => `a${at}: 1`).join(' ')}) { nodes { id } } }`],
];

function toChain(size: number, spreads: number): string {
  const chain = repeat(size, (at) => `fragment F${at} on Query { ${`...F${at + 1} `.repeat(spreads)} }`);
  return `{ ...F0 } ${chain.join(' ')} fragment F${size} on Query { __typename }`;
}

/** Sends queries that are far too large and expects each to be refused in time, before anything is asked upstream. */
export function describeHugeQueries({ sizes, levels, mostMs }: HugeQueries): void {
  describe('huge queries', () => {
    let world: World;
    let token: string;
    beforeAll(async () => {
      world = await createWorld({ tickets: 10, bounds: 'default' });
      token = await world.token({ scope: 'support:read access_all_areas' });
      await ask(world.gateway, '{ viewer { visibility } }', { token });
    });
    afterAll(() => world.close());

    const sizesOf = (what: string) => (what.startsWith('levels') ? levels : sizes);

    it.each(SHAPES.flatMap(([what, toQuery]) => sizesOf(what).map((size) => [size, what, toQuery] as const)))(
      'refuses %d %s',
      async (size, what, toQuery) => {
        const query = toQuery(size);
        const startedAt = performance.now();

        const { status, errors, data } = await ask(world.gateway, query, { token });

        const tookMs = performance.now() - startedAt;
        if (mostMs < 1000) console.log(`${size} ${what}: ${status} in ${tookMs.toFixed(1)} ms`);
        expect({ status, data }).toEqual({ status: 400, data: undefined });
        expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['QUERY_TOO_COMPLEX']);
        expect(tookMs).toBeLessThan(mostMs);
        expect(world.simulator.requests.entries).toEqual([]);
      },
    );
  });
}
