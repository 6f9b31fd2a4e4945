import type { Cancellation } from '../../cancel-signal.js';
import { onAbort } from '../wire/on-abort.js';

/** Too many calls wait already. */
export class TooManyWaitingError extends Error {
  override readonly name = 'TooManyWaitingError';

  constructor() {
    super('Too many calls wait already.');
  }
}

/** Runs so many calls at the same time; the others wait, and go in the order in which they came. */
export interface Turns {
  /**
   * Calls when there is room.
   * @throws TooManyWaitingError, or the signal's reason when it is aborted while waiting
   */
  run<T>(call: () => Promise<T>, signal: Cancellation): Promise<T>;
}

export function createTurns(atOnce: number, maxWaiting: number): Turns {
  let running = 0;
  const line = new Set<() => void>();

  async function start<T>(call: () => Promise<T>): Promise<T> {
    running += 1;
    try {
      return await call();
    } finally {
      // At once, or a call that comes between the two would take the place of the next, which goes without asking.
      running -= 1;
      callNext();
    }
  }

  function callNext(): void {
    for (const begin of line) {
      line.delete(begin);
      begin();
      return;
    }
  }

  function wait<T>(call: () => Promise<T>, signal: Cancellation): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    return new Promise<T>((resolve, reject) => {
      const begin = () => {
        stay();
        resolve(start(call));
      };
      const stay = onAbort(signal, () => {
        line.delete(begin);
        reject(signal.reason);
      });
      line.add(begin);
    });
  }

  return {
    run(call, signal) {
      if (running < atOnce && line.size === 0) return start(call);
      return line.size < maxWaiting ? wait(call, signal) : Promise.reject(new TooManyWaitingError());
    },
  };
}
