import { ulid } from 'ulid';

/** A repeatable source of choices: the same seed always gives the same sequence. */
export interface Random {
  /** At least 0 and below 1. */
  fraction(): number;
  /** A whole number; both ends are possible. */
  integer(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
  chance(probability: number): boolean;
  /** A ULID of the given time, in milliseconds since 1970. */
  ulid(timeMs: number): string;
}

/** Creates a repeatable source of choices (the mulberry32 generator). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  return {
    fraction,
    integer: (from, to) => from + Math.floor(fraction() * (to - from + 1)),
    pick: (items) => pickAt(items, Math.floor(fraction() * items.length)),
    chance: (probability) => fraction() < probability,
    ulid: (timeMs) => ulid(timeMs, fraction),
  };
}

/**
 * Deals cards in random order and shuffles again when all are dealt, so that a
 * rare card turns up even in a short run.
 */
export function createDeck<T>(random: Random, cards: readonly T[]): () => T {
  let remaining: T[] = [];
  return () => {
    if (remaining.length === 0) remaining = [...cards];
    const index = random.integer(0, remaining.length - 1);
    const card = pickAt(remaining, index);
    remaining.splice(index, 1);
    return card;
  };
}

function pickAt<T>(items: readonly T[], index: number): T {
  if (items.length === 0) throw new RangeError('Nothing to pick from: the list is empty.');
  return items[index] as T;
}
