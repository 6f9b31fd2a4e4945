import { describe, expect, it, vi } from 'vitest';
import { onceFor } from '../../src/provider/once-for.js';

describe('what is made of an object', () => {
  it('is remembered for each object from the second time on', () => {
    const make = vi.fn((given: { readonly name: string }) => ({ made: given.name }));
    const makeOnce = onceFor(make);
    const [one, other] = [{ name: 'a' }, { name: 'a' }];

    const made = [makeOnce(one), makeOnce(one), makeOnce(one), makeOnce(other)];

    expect(made).toEqual([{ made: 'a' }, { made: 'a' }, { made: 'a' }, { made: 'a' }]);
    expect(made[2]).toBe(made[1]);
    expect(make).toHaveBeenCalledTimes(3);
  });

  it('is made again when the rest is another one', () => {
    const makeOnce = onceFor((given: { readonly name: string }, ...rest: readonly unknown[]) => [given.name, ...rest]);
    const one = { name: 'a' };

    const made = [1, 1, 1, 2].map((rest) => makeOnce(one, rest));
    made.push(makeOnce(one), makeOnce(one, 1));

    expect(made).toEqual([['a', 1], ['a', 1], ['a', 1], ['a', 2], ['a'], ['a', 1]]);
    expect(made[2]).toBe(made[1]);
  });

  it('may be null, which is remembered too', () => {
    const make = vi.fn((_given: object) => null);
    const makeOnce = onceFor(make);
    const one = {};

    expect([makeOnce(one), makeOnce(one), makeOnce(one)]).toEqual([null, null, null]);
    expect(make).toHaveBeenCalledTimes(2);
  });

  it.each([null, 1, 'text', undefined])('is made each time of %s', (given) => {
    const make = vi.fn((value: unknown) => [value]);
    const makeOnce = onceFor(make);

    expect([makeOnce(given), makeOnce(given)]).toEqual([[given], [given]]);
    expect(make).toHaveBeenCalledTimes(2);
  });
});
