/**
 * The same function, which works once for each object that it is first given, as long as the rest stays the same: what is
 * made of a shared answer is shared too, so it must be changed by nobody. For what is no object it works each time.
 */
export function onceFor<Given, Rest extends readonly unknown[], Made>(
  make: (given: Given, ...rest: Rest) => Made,
): (given: Given, ...rest: Rest) => Made {
  const made = new WeakMap<WeakKey, { readonly rest: Rest; readonly value: Made }>();
  return (given, ...rest) => {
    if (typeof given !== 'object' || given === null) return make(given, ...rest);
    const known = made.get(given);
    if (known && isSame(known.rest, rest)) return known.value;
    const value = make(given, ...rest);
    made.set(given, { rest, value });
    return value;
  };
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
