/** One more than the largest. */
export function nextId(items: readonly { readonly id: number }[]): number {
  return items.reduce((largest, { id }) => Math.max(largest, id), 0) + 1;
}
