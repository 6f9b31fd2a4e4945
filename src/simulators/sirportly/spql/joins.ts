import type { SirportlyTicket } from '../model.js';

/** Finds what a ticket has the id of; null when it has none, or none that exists. */
export function createJoin<T extends { readonly id: number }>(
  items: readonly T[],
  readId: (ticket: SirportlyTicket) => number | null,
): (ticket: SirportlyTicket) => T | null {
  const known = byId(items);
  return (ticket) => known.get(readId(ticket) ?? 0) ?? null;
}

export function byId<T extends { readonly id: number }>(items: readonly T[]): ReadonlyMap<number, T> {
  return new Map(items.map((item) => [item.id, item]));
}
