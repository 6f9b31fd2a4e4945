import { expect, it } from 'vitest';
import { toSomeNames } from '../../src/ticket/some-names.js';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'];

it.each([
  [0, ''],
  [1, 'a'],
  [8, 'a, b, c, d, e, f, g, h'],
  [9, 'a, b, c, d, e, f, g, h and 1 more'],
  [10, 'a, b, c, d, e, f, g, h and 2 more'],
])('%i names are told', (count, text) => {
  expect(toSomeNames(NAMES.slice(0, count))).toBe(text);
});
