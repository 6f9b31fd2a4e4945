import { bulkhead } from 'cockatiel';
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
  const slots = bulkhead(atOnce);
  // cockatiel lets go of a call that was given up only when its turn has come, so they wait here.
  const line = new Set<() => void>();

  async function start<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await slots.execute(call);
    } finally {
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
      if (slots.executionSlots > 0 && line.size === 0) return start(call);
      return line.size < maxWaiting ? wait(call, signal) : Promise.reject(new TooManyWaitingError());
    },
  };
}
