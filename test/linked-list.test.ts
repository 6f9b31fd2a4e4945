import { array, assert, boolean, nat, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LinkedList, type Link } from '../src/linked-list.js';

interface Named {
  readonly name: number;
}

describe('a linked list', () => {
  it('is what an array would be, whoever leaves', () => {
    const step = record({ leaves: boolean(), at: nat(20) });
    assert(
      property(array(step), (steps) => {
        const list = new LinkedList<Named>();
        let expected: { readonly value: Named; readonly link: Link<Named> }[] = [];
        steps.forEach(({ leaves, at }, name) => {
          const leaving = leaves ? expected[at % Math.max(expected.length, 1)] : undefined;
          if (leaving) {
            list.remove(leaving.link);
            expected = expected.filter((one) => one !== leaving);
          } else {
            const value = { name };
            expected.push({ value, link: list.append(value) });
          }
          expect([...list]).toEqual(expected.map(({ value }) => value));
          expect([list.size, list.first]).toEqual([expected.length, expected[0]?.value ?? null]);
        });
      }),
    );
  });

  it('is left once, and whoever has left holds nothing', () => {
    const list = new LinkedList<Named>();
    const [first, middle] = [list.append({ name: 1 }), list.append({ name: 2 })];
    list.append({ name: 3 });

    list.remove(middle);
    list.remove(middle);

    expect(middle).toEqual({ value: null, before: null, after: null });
    expect(first.after?.value).toEqual({ name: 3 });
    expect(list.size).toBe(2);
  });

  it('is gone through as it was when that began', () => {
    const list = new LinkedList<Named>();
    const links = [1, 2, 3].map((name) => list.append({ name }));
    const seen: number[] = [];

    for (const { name } of list) {
      seen.push(name);
      for (const link of links) list.remove(link);
      list.append({ name: 4 });
    }

    expect(seen).toEqual([1, 2, 3]);
    expect(list.size).toBe(3);
  });
});
