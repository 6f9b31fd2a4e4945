const MOST_NAMED = 8;

/** As many names as fit into an error beside what else it says: `a, b and 3 more`. */
export function toSomeNames(names: readonly string[]): string {
  if (names.length <= MOST_NAMED) return names.join(', ');
  return `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} more`;
}
