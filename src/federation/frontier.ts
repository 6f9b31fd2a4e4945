import { compareKeys, type TicketKey, type TicketOrder } from '../ticket/order.js';
import { addMilliseconds } from '../ticket/instant.js';

/**
 * How far an ordered list is known to be complete while it is being read. In a list whose rows may come up to
 * `maxOutOfOrdernessMs` late (a watermark, as stream processors call it) the newest rows read are not yet certain.
 */
export interface Frontier {
  /** Takes note of a row that was read, whether it passes or not. */
  advance(key: TicketKey): void;
  /** Every row up to this place has been read; null before the first row. */
  key(): TicketKey | null;
  /**
   * Where to go on from after an early end: the same, or the furthest row read where that is not beyond `after`, so that
   * reading gets on; a row that comes late may then be passed over. Null where nothing beyond `after` was read.
   */
  beyond(after: TicketKey | null): TicketKey | null;
}

export function createFrontier({ direction }: TicketOrder, maxOutOfOrdernessMs: number): Frontier {
  let furthest: TicketKey | null = null;
  const key = () =>
    furthest && maxOutOfOrdernessMs > 0 ? retreat(furthest, direction, maxOutOfOrdernessMs) : furthest;
  return {
    advance(candidate) {
      if (furthest === null || compareKeys(candidate, furthest, direction) > 0) furthest = candidate;
    },
    key,
    beyond(after) {
      const isBeyond = (place: TicketKey) => after === null || compareKeys(place, after, direction) > 0;
      return [key(), furthest].find((place) => place !== null && isBeyond(place)) ?? null;
    },
  };
}

/** The place before every key whose value is nearer to the furthest row than the bound. */
function retreat({ value }: TicketKey, direction: 'ASC' | 'DESC', boundMs: number): TicketKey {
  if (typeof value === 'number') throw new Error('Only time orders can be out of order by a time.');
  const laterMs = direction === 'ASC' ? -boundMs : boundMs;
  // No time is near to none, whatever the bound.
  const retreated = value === null ? null : addMilliseconds(value, laterMs);
  return { value: retreated, backend: direction === 'ASC' ? '' : '\u{10ffff}', nativeId: '' };
}
