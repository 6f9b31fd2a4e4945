import type { Waiting } from '../federation/deadline.js';
import { LinkedList } from '../linked-list.js';
import { createPace } from './pace.js';

/**
 * Says when operations begin. Those under way go first: while the event loop is busy with them, only a few are under way at
 * once, and the rest wait in line, as they hold little before they have begun. Fifty that take turns would each take as
 * long as all of them, and hold half of their answer for as long. How many are a few is found out: more while each is soon
 * done all the same, and while the loop has nothing else to do, because upstreams are slow. Of those in line, callers with
 * nothing under way come first.
 */
export interface Starts {
  /** Does the work when its turn has come: at once where nobody waits and few are under way, or who asks has gone. */
  run<T>(asker: StartAsker, work: () => Promise<T>): Promise<T>;
  /** How long the first in line has waited, in milliseconds; 0 where nobody waits. */
  longestWaitMs(): number;
  /** From now on nobody waits. */
  expire(): void;
}

export interface StartAsker {
  /** One text for each caller. */
  readonly caller: string;
  /** Aborted when the client has gone. */
  readonly signal: Waiting;
}

interface Place {
  readonly caller: string;
  readonly cameAt: number;
  readonly begin: () => void;
}

/** Who has waited for this part of its time begins even so: what keeps the loop busy may be no operation. */
const PART_OF_DEADLINE = 0.5;

/** @param deadlineMs time for one request: who has waited for all of it begins, to be told so, in milliseconds */
export function createStarts(deadlineMs: number): Starts {
  const line = new LinkedList<Place>();
  /** How many operations each caller has under way. */
  const callers = new Map<string, number>();
  const pace = createPace();
  let underWay = 0;
  let isTurning = false;
  let isExpired = false;

  const longestWaitMs = () => (line.first ? performance.now() - line.first.cameAt : 0);

  function count(caller: string, change: 1 | -1): void {
    underWay += change;
    const left = (callers.get(caller) ?? 0) + change;
    if (left > 0) callers.set(caller, left);
    else callers.delete(caller);
  }

  function next(): Place | null {
    for (const place of line) if (!callers.has(place.caller)) return place;
    return line.first;
  }

  function beginNext(): void {
    pace.turn();
    while (longestWaitMs() >= deadlineMs) line.first?.begin();
    for (let free = Math.min(line.size, pace.atOnce - underWay); free > 0; free -= 1) next()?.begin();
    if (longestWaitMs() > deadlineMs * PART_OF_DEADLINE) line.first?.begin();
  }

  // Both run in one turn of the loop, and between them what the first has begun, as far as it comes without waiting.
  function turn(): void {
    pace.goOn();
    isTurning = line.size > 0;
    if (!isTurning) return;
    setImmediate(beginNext);
    setImmediate(turn);
  }

  function wait({ caller, signal }: StartAsker): Promise<void> {
    return new Promise((resolve) => {
      const begin = () => {
        if (link.value === null) return;
        line.remove(link);
        count(caller, 1);
        resolve();
      };
      const link = line.append({ caller, cameAt: performance.now(), begin });
      signal.addEventListener('abort', begin, { once: true });
      if (isTurning) return;
      pace.begin();
      turn();
    });
  }

  return {
    async run(asker, work) {
      const mayBegin = isExpired || asker.signal.aborted || (line.size === 0 && underWay < pace.atOnce);
      if (mayBegin) count(asker.caller, 1);
      else await wait(asker);
      const begunAt = pace.busyTurns;
      try {
        return await work();
      } finally {
        count(asker.caller, -1);
        if (line.size > 0) pace.done(pace.busyTurns - begunAt);
      }
    },
    longestWaitMs,
    expire() {
      isExpired = true;
      for (const { begin } of line) begin();
    },
  };
}
