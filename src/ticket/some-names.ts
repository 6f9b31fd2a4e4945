const MOST_NAMED = 8;

/** Eight names at most: `a, b and 3 more`. */
export function toSomeNames(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return names.join(', ');
  return `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
}
