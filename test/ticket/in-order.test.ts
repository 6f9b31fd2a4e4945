import { describe, expect, it } from 'vitest';
import { inOrder } from '../../src/ticket/in-order.js';

interface Row {
  readonly at: number;
  readonly name: string;
}

const byTime = (a: Row, b: Row) => a.at - b.at;
const toRows = (text: string) =>
  [...text].map((digit, index): Row => ({ at: Number(digit), name: `${digit}${index}` }));

describe('a list in order', () => {
  it.each(['', '1', '12', '11', '1123'])('is the same one where it is already: %o', (text) => {
    const rows = toRows(text);

    expect(inOrder(rows, byTime)).toBe(rows);
  });

  it.each(['21', '1213', '3210', '2112', '1231'])('is sorted where it is not, equals as they came: %o', (text) => {
    const rows = Object.freeze(toRows(text));

    expect(inOrder(rows, byTime)).toEqual(rows.toSorted(byTime));
    expect(inOrder(rows, byTime)).not.toBe(rows);
  });
});
