/** Names that come from clients, as values of a label: each value is kept for ever, so there may be only so many. */
export interface BoundedNames {
  /** The name itself while there is room, `other` for further and odd ones, `unnamed` for null. */
  toLabel(name: string | null): string;
}

const MOST_NAMES = 100;
const FORM = /^[A-Z_a-z]\w{0,63}$/;

export function createBoundedNames(most: number = MOST_NAMES): BoundedNames {
  const known = new Set<string>();
  return {
    toLabel(name) {
      if (name === null) return 'unnamed';
      if (known.has(name)) return name;
      if (known.size >= most || !FORM.test(name)) return 'other';
      known.add(name);
      return name;
    },
  };
}
