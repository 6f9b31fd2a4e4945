import { bulkhead, BulkheadRejectedError } from 'cockatiel';
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
  const policy = bulkhead(atOnce, maxWaiting);
  return {
    run: (call, signal) =>
      policy.executionSlots > 0
        ? policy.execute(call)
        : abandonable(call, (start) => policy.execute(start), signal).catch(throwKnown),
  };
}

function throwKnown(error: unknown): never {
  throw error instanceof BulkheadRejectedError ? new TooManyWaitingError() : error;
}

/** cockatiel tells a call that it was given up only when its turn has come. */
function abandonable<T>(
  call: () => Promise<T>,
  queue: (start: () => Promise<T>) => Promise<T>,
  signal: Cancellation,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const stay = onAbort(signal, () => reject(signal.reason));
    const start = () => {
      stay();
      signal.throwIfAborted();
      return call();
    };
    queue(start).finally(stay).then(resolve, reject);
  });
}
