/**
 * The same function, which remembers what it made of an object that it was first given, from the second time on and as
 * long as the rest stays the same: what is made of a shared answer is shared too, so it must be changed by nobody. For what
 * is no object it works each time. Not from the first time on, since most objects come but once, and what V8 has in a
 * `WeakMap` outlives young garbage collections, even when nobody holds its key.
 */
export function onceFor<Given, Rest extends readonly unknown[], Made>(
  make: (given: Given, ...rest: Rest) => Made,
): (given: Given, ...rest: Rest) => Made {
  const seen = new WeakSet<WeakKey>();
  const made = new WeakMap<WeakKey, { readonly rest: Rest; readonly value: Made }>();
  return (given, ...rest) => {
    if (typeof given !== 'object' || given === null) return make(given, ...rest);
    const known = made.get(given);
    if (known && isSame(known.rest, rest)) return known.value;
    const value = make(given, ...rest);
    if (seen.has(given)) made.set(given, { rest, value });
    else seen.add(given);
    return value;
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
