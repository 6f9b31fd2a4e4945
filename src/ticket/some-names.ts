/** A few names, eight unless told: `a, b and 3 more`. */
export function toSomeNames(names: readonly string[], most = 8): string {
  if (names.length <= most) return names.join(', ');
  return `${names.slice(0, most).join(', ')} and ${names.length - most} more`;
}
