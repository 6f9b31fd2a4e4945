import { LinkedList } from '../linked-list.js';

/**
 * Says when operations begin. Those under way go first: while the event loop is busy with them, only a few are under way at
 * once, and the rest wait in line, as they hold little before they have begun. Fifty that take turns would each take as
 * long as all of them, and hold half of their answer for as long. While the loop has nothing else to do, because upstreams
 * are slow, whoever comes begins.
 */
export interface Starts {
  /** Does the work when its turn has come: at once where nobody waits and few are under way. */
  run<T>(work: () => Promise<T>): Promise<T>;
  /** How long the first in line has waited, in milliseconds; 0 where nobody waits. */
  longestWaitMs(): number;
}

interface Waiting {
  readonly cameAt: number;
  readonly begin: () => void;
}

/** Enough to use one's time while the other waits for its upstream. */
const FEW = 2;
/** A turn of the event loop that is over so soon had nothing else to do. */
const QUIET_MS = 0.5;
/** Who has waited for so long begins in any case: what keeps the loop busy may be none of the operations under way. */
const LONGEST_WAIT_MS = 3000;

/** @param mostMs how long one waits at most while the event loop is busy, in milliseconds */
export function createStarts(mostMs = LONGEST_WAIT_MS): Starts {
  const line = new LinkedList<Waiting>();
  let underWay = 0;
  /** When this turn of the event loop began, without what was begun in it. */
  let turnedAt = 0;
  let isTurning = false;

  const longestWaitMs = () => (line.first ? performance.now() - line.first.cameAt : 0);

  function beginNext(): void {
    const isQuiet = performance.now() - turnedAt < QUIET_MS;
    if (isQuiet || underWay < FEW || longestWaitMs() > mostMs) line.first?.begin();
  }

  // Both run in one turn of the loop, and between them what the first has begun, as far as it comes without waiting.
  function turn(): void {
    turnedAt = performance.now();
    isTurning = line.size > 0;
    if (!isTurning) return;
    setImmediate(beginNext);
    setImmediate(turn);
  }

  function wait(): Promise<void> {
    return new Promise((resolve) => {
      const begin = () => {
        line.remove(place);
        underWay += 1;
        resolve();
      };
      const place = line.append({ cameAt: performance.now(), begin });
      if (!isTurning) turn();
    });
  }

  return {
    async run(work) {
      if (line.size > 0 || underWay >= FEW) await wait();
      else underWay += 1;
      try {
        return await work();
      } finally {
        underWay -= 1;
      }
    },
    longestWaitMs,
  };
}
