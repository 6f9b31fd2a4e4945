import { describe, expect, it } from 'vitest';
import { locateJsonMistake } from '../../../src/plugins/request/json-mistake.js';

describe('the place of a mistake in JSON', () => {
  it.each([
    ['{"a" 1}', 1, 6],
    ['{"a":1,}', 1, 8],
    ['{a:1}', 1, 2],
    ['[1 2]', 1, 4],
    ['[1,\n 2,\n tru]', 3, 2],
    ['{"a":"b\nc"}', 1, 8],
    ['"\\x"', 1, 3],
    ['"\\u12"', 1, 3],
    ['"abc', 1, 5],
    ['{"a":[1,{"b":"c"}', 1, 18],
    ['01', 1, 2],
    ['1.', 1, 2],
    ['{} {}', 1, 4],
    ['null\0', 1, 5],
    ['', 1, 1],
    [`"${'a'.repeat(500_000)}`, 1, 500_002],
  ])('of %j is line %i, column %i', (text, line, column) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(locateJsonMistake(text)).toEqual({ line, column });
  });
});
