import type { SirportlyData } from './model.js';
import { nextId } from './next-id.js';

/** Ids of what is added. None is given twice, not even when what had it is gone. */
export interface Counters {
  nextTicketId(): number;
  nextUpdateId(): number;
}

export function createCounters({ tickets }: SirportlyData): Counters {
  return {
    nextTicketId: createCounter(() => nextId(tickets)),
    nextUpdateId: createCounter(() => nextId(tickets.flatMap(({ updates }) => updates))),
  };
}

function createCounter(lowestFree: () => number): () => number {
  let last = lowestFree() - 1;
  return () => {
    last = Math.max(last + 1, lowestFree());
    return last;
  };
}
