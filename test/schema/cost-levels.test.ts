import { buildSchema, parse } from 'graphql';
import { expect, it } from 'vitest';
import { levelOf, toCostOutline } from '../../src/schema/cost/levels.js';

const schema = buildSchema('type Query { deep: Query, leaf: Int }');

/** Walks through all levels of a query, as its cost is added up. */
function walk(text: string) {
  const outline = toCostOutline(parse(text));
  const { document, fragments, known } = outline;
  const [operation] = document.definitions;
  const root = schema.getQueryType();
  if (operation?.kind !== 'OperationDefinition' || !root) throw new Error('The document begins with its operation.');
  const count = (sets: Parameters<typeof levelOf>[0]): number => {
    const { points, fields } = levelOf(sets, root, { schema, fragments, known, variableValues: {} });
    return fields.reduce((sum, { nodes }) => sum + 1 + count(nodes.map(({ selectionSet }) => selectionSet)), points);
  };
  return { sizes: [count([operation.selectionSet]), count([operation.selectionSet])], known };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => `a${at}: deep { leaf }`).join(' ');

it('levels are remembered, those of a large document in part', () => {
  const small = walk(`{ ${many(5)} }`);
  const large = walk(`{ deep { ${many(80)} } b: deep { ${many(80)} } }`);

  expect(small.sizes).toEqual([10, 10]);
  expect(small.known?.bySet.size).toBe(6);
  expect(large.sizes).toEqual([322, 322]);
  expect(large.known?.bySet.size).toBeLessThan(200);
  expect(large.known?.room).toBeGreaterThanOrEqual(0);
});

it('levels of a document with directives are not', () => {
  expect(walk('{ deep { leaf } a: deep @skip(if: true) { leaf } }').known).toBeNull();
});
