import type { Waiting } from '../federation/deadline.js';
import { LinkedList } from '../linked-list.js';
import { createPace } from './pace.js';

/**
 * Says when operations begin. Those under way go first: only as many are under way at once as keep the event loop busy, and
 * the rest wait in line, as they hold little before they have begun. Fifty that take turns would each take as long as all
 * of them, and hold half of their answer for as long. How many that is, is found out by the pace. Of those in line, callers
 * with nothing under way come first.
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

/** Where nobody has begun for so long, those under way wait for something else, and one more begins. */
const STILL_MS = 100;
/** Who has waited for this part of its time begins even so. */
const PART_OF_DEADLINE = 0.5;

export interface StartsOptions {
  /** Time for one request: who has waited for all of it begins, to be told so. In milliseconds. */
  readonly deadlineMs: number;
  /** Told of each who has stood in line. */
  readonly onWaited: (waitedMs: number) => void;
  /** Milliseconds on a clock that only goes forward. */
  readonly now?: () => number;
}

export function createStarts(options: StartsOptions): Starts {
  const { deadlineMs, onWaited, now = () => performance.now() } = options;
  const line = new LinkedList<Place>();
  /** How many operations each caller has under way. */
  const callers = new Map<string, number>();
  const pace = createPace(now);
  let underWay = 0;
  let begunAt = 0;
  let isTurning = false;
  let isExpired = false;

  const longestWaitMs = () => (line.first ? now() - line.first.cameAt : 0);

  function count(caller: string, change: 1 | -1): void {
    underWay += change;
    const left = (callers.get(caller) ?? 0) + change;
    if (left > 0) callers.set(caller, left);
    else callers.delete(caller);
  }

  function beginSome(most: number): void {
    let left = most;
    for (const { caller, begin } of left > 0 ? line : []) {
      if (left === 0) return;
      if (callers.has(caller)) continue;
      begin();
      left -= 1;
    }
    for (; left > 0 && line.first; left -= 1) line.first.begin();
  }

  function beginNext(): void {
    pace.read();
    while (longestWaitMs() >= deadlineMs) line.first?.begin();
    const isStill = now() - begunAt > STILL_MS;
    beginSome(Math.max(pace.atOnce - underWay, isStill ? 1 : 0));
    if (longestWaitMs() > deadlineMs * PART_OF_DEADLINE) line.first?.begin();
  }

  // Both run in one turn of the loop, and between them what the first has begun, as far as it comes without waiting.
  function turn(): void {
    pace.begun();
    isTurning = line.size > 0;
    if (!isTurning) return;
    setImmediate(beginNext);
    setImmediate(turn);
  }

  function beginAtOnce({ caller }: StartAsker): void {
    if (line.size === 0) pace.pass();
    begunAt = now();
    count(caller, 1);
  }

  function wait({ caller, signal }: StartAsker): Promise<void> {
    return new Promise((resolve) => {
      const begin = () => {
        if (link.value === null) return;
        line.remove(link);
        begunAt = now();
        count(caller, 1);
        resolve();
        onWaited(begunAt - cameAt);
      };
      const cameAt = now();
      const link = line.append({ caller, cameAt, begin });
      signal.addEventListener('abort', begin, { once: true });
      if (isTurning) return;
      pace.start();
      turn();
    });
  }

  return {
    async run(asker, work) {
      const mayBegin = isExpired || asker.signal.aborted || (line.size === 0 && underWay < pace.atOnce);
      if (mayBegin) beginAtOnce(asker);
      else await wait(asker);
      const mark = isTurning ? pace.mark() : null;
      try {
        return await work();
      } finally {
        count(asker.caller, -1);
        if (mark && line.size > 0 && !asker.signal.aborted) pace.done(mark);
      }
    },
    longestWaitMs,
    expire() {
      isExpired = true;
      for (const { begin } of line) begin();
    },
  };
}
