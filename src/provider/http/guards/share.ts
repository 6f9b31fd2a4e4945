import { bulkhead, BulkheadRejectedError } from 'cockatiel';
import type { UpstreamKind } from './upstream-kind.js';
import { onAbort } from '../wire/on-abort.js';

/** Too many calls wait for this upstream already. */
export class TooManyWaitingError extends Error {
  override readonly name = 'TooManyWaitingError';

  constructor() {
    super('Too many calls wait already.');
  }
}

/** One kind's share of the connections to an upstream: so that figures leave some to reads. */
export interface Share {
  /**
   * Calls when there is room.
   * @throws TooManyWaitingError, or the signal's reason when it is aborted while waiting
   */
  run<T>(call: () => Promise<T>, signal: AbortSignal): Promise<T>;
}

const PART: Readonly<Record<UpstreamKind, number>> = { read: 1, write: 1, statistics: 0.25, token: 1 };

export function createShare(kind: UpstreamKind, maxConnections: number, maxWaiting: number): Share {
  const policy = bulkhead(Math.max(Math.floor(maxConnections * PART[kind]), 1), maxWaiting);
  return {
    async run(call, signal) {
      if (policy.executionSlots > 0) return policy.execute(call);
      try {
        return await abandonable(call, (start) => policy.execute(start), signal);
      } catch (error) {
        throw error instanceof BulkheadRejectedError ? new TooManyWaitingError() : error;
      }
    },
  };
}

/** cockatiel tells a call that it was given up only when its turn has come. */
function abandonable<T>(
  call: () => Promise<T>,
  queue: (start: () => Promise<T>) => Promise<T>,
  signal: AbortSignal,
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
