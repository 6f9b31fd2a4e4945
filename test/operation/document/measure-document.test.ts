import { getIntrospectionQuery, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { measureDocument } from '../../../src/operation/document/measure-document.js';
import { measureLiterals, measureVariables } from '../../../src/operation/document/measure-input.js';

const measure = (query: string) => measureDocument(parse(query));

describe('the size of a document', () => {
  it('counts fields, levels, aliases and directives as they stand', () => {
    const size = measure('query A @d { a: x y { z @e @e { w } } } query B { __typename t: __typename }');

    expect(size).toEqual({
      operations: 2,
      rootFields: 2,
      fields: 4,
      depth: 3,
      fragmentDepth: 0,
      aliases: 2,
      directives: 3,
      cycle: null,
    });
  });

  it('counts a fragment wherever it is spread, at its level', () => {
    const size = measure(`{ ...R x { ...F } y { ...F ... on T { ...F } } }
      fragment R on Query { one two }
      fragment F on T { f { g } }`);

    expect(size).toMatchObject({ rootFields: 4, fields: 10, depth: 3, fragmentDepth: 1 });
  });

  it('counts fragments that double sixty times without writing them out', () => {
    const chain = Array.from({ length: 60 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`);

    const size = measure(`{ ...F0 } ${chain.join(' ')} fragment F60 on Query { __typename }`);

    expect(size).toMatchObject({ fields: 2 ** 60, rootFields: 2 ** 60, fragmentDepth: 61 });
  });

  it('counts a chain of five thousand fragments', () => {
    const chain = Array.from({ length: 5000 }, (_, at) => `fragment F${at} on Query { ...F${at + 1} }`);

    const size = measure(`{ ...F0 } ${chain.join(' ')} fragment F5000 on Query { x }`);

    expect(size).toMatchObject({ fields: 1, fragmentDepth: 5001 });
  });

  it('names fragments that lead back to themselves', () => {
    const cycle = (query: string) => measure(query).cycle;

    expect(cycle('{ ...A } fragment A on T { ...B } fragment B on T { x { ...C } } fragment C on T { ...B }')).toEqual([
      'B',
      'C',
      'B',
    ]);
    expect(cycle('{ x } fragment A on T { ...A }')).toEqual(['A', 'A']);
    expect(
      cycle('{ ...A ...B } fragment A on T { ...C } fragment B on T { ...C } fragment C on T { ...D }'),
    ).toBeNull();
  });

  it('has room for the whole introspection query', () => {
    expect(measure(getIntrospectionQuery())).toMatchObject({ depth: 15 });
  });
});

describe('the size of input', () => {
  const most = { inputValues: 200_000, inputDepth: 200_000, inputListLength: 1000, inputTextLength: 1000 };

  it('counts values, levels, the longest list and the longest text of literals', () => {
    const query = parse('{ x(a: [1, 22, $v], b: { c: { d: "abcd", e: ENUM } }, f: null) }');

    expect(measureLiterals(query)).toEqual({ values: 8, depth: 2, listLength: 3, textLength: 4 });
  });

  it('counts the same of variables', () => {
    const size = measureVariables({ a: [1, 22, true], b: { c: { d: 'abcd', e: 'ENUM' } }, f: null }, most);

    expect(size).toEqual({ values: 9, depth: 2, listLength: 3, textLength: 4 });
    expect(measureVariables({}, most)).toEqual({ values: 0, depth: 0, listLength: 0, textLength: 0 });
  });

  it('counts a hundred thousand levels', () => {
    let value: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) value = [value];

    expect(measureVariables({ value }, most)).toMatchObject({ depth: 100_000 });
  });

  it.each([
    ['values', { inputValues: 2 }, { values: 3 }],
    ['levels', { inputDepth: 0 }, { depth: 1 }],
    ['values of a list', { inputListLength: 4 }, { listLength: 5 }],
    ['characters', { inputTextLength: 5 }, { textLength: 6 }],
  ])('is not looked for below the first level with too many %s', (_what, limits, expected) => {
    const below = {
      get deeper(): unknown {
        throw new Error('This was looked at.');
      },
    };

    const size = measureVariables({ list: [0, 0, 0, 0, 0], text: 'longer', below }, { ...most, ...limits });

    expect(size).toMatchObject(expected);
  });
});
