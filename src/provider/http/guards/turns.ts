import { LinkedList } from '../../../linked-list.js';
import { onAbort, type Cancellation } from '../../cancel-signal.js';

/** Too many calls wait already. */
export class TooManyWaitingError extends Error {
  override readonly name = 'TooManyWaitingError';

  constructor() {
    super('Too many calls wait already.');
  }
}

/** So many calls may run at the same time; the others wait, and go in the order in which they came. */
export interface Turns {
  /** A turn for a call that comes now; null when it has to wait. */
  take(): Turn | null;
  /**
   * A turn when there is one.
   * @throws TooManyWaitingError, or the signal's reason when it is aborted while waiting
   */
  wait(signal: Cancellation): Promise<Turn>;
}

export interface Turn {
  /** Called once, when the call is over. */
  end(): void;
}

export function createTurns(atOnce: number, maxWaiting: number): Turns {
  let running = 0;
  const line = new LinkedList<() => void>();
  // All are alike, so one stands for each of them.
  const turn: Turn = {
    end() {
      // The next has it at once, or a call that comes between the two would take its place.
      if (line.first) line.first();
      else running -= 1;
    },
  };

  function take(): Turn | null {
    if (running === atOnce) return null;
    running += 1;
    return turn;
  }

  function join(signal: Cancellation): Promise<Turn> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        stay();
        line.remove(place);
        resolve(turn);
      };
      const stay = onAbort(signal, () => {
        line.remove(place);
        reject(signal.reason);
      });
      const place = line.append(begin);
    });
  }

  return {
    take,
    wait(signal) {
      const free = take();
      if (free) return Promise.resolve(free);
      if (line.size >= maxWaiting) return Promise.reject(new TooManyWaitingError());
      return signal.aborted ? Promise.reject(signal.reason) : join(signal);
    },
  };
}
