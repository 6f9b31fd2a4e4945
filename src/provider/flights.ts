import { onAbort } from './http/wire/on-abort.js';
import { holdsForItsCallerAlone } from './nothing-left-error.js';
import type { Call } from './provider.js';

/** Work under way that several callers may wait for. */
export interface Flights<T> {
  /**
   * Waits for the work of this key, starting it when none is under way. A failure that holds for who began it alone
   * makes the others begin anew.
   * @throws whatever the work throws, or the reason of the waiter's signal
   */
  join(key: string, waiter: Waiter, start: (waiters: Waiters) => Promise<T>): Promise<T>;
  /** Whether work of this key is under way that may be joined. */
  has(key: string): boolean;
  /** Lets nobody join the work now under way; who waits already goes on waiting. */
  seal(): void;
}

export type Waiter = Pick<Call, 'signal' | 'timeLeftMs'>;

/** All who wait for one work, as the work sees them. */
export interface Waiters {
  /** Aborted only when the last of them has gone. */
  readonly signal: AbortSignal;
  /** What the most patient of them has; Infinity where somebody does not say. */
  readonly timeLeftMs: () => number;
}

interface Flight<T> {
  readonly result: Promise<T>;
  /** Ends the work; nobody can join it any more. */
  readonly abandon: (reason: unknown) => void;
  readonly waiters: Set<Waiter>;
}

export function createFlights<T>(): Flights<T> {
  const open = new Map<string, Flight<T>>();

  function launch(key: string, first: Waiter, start: (waiters: Waiters) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const waiters = new Set([first]);
    const land = () => {
      if (open.get(key) === flight) open.delete(key);
    };
    const abandon = (reason: unknown) => {
      land();
      controller.abort(reason);
    };
    const result = start({ signal: controller.signal, timeLeftMs: () => longestOf(waiters) });
    const flight: Flight<T> = { result: result.finally(land), abandon, waiters };
    open.set(key, flight);
    return flight;
  }

  return {
    async join(key, { signal, timeLeftMs }, start) {
      const waiter = { signal, ...(timeLeftMs && { timeLeftMs }) };
      for (;;) {
        signal.throwIfAborted();
        const joined = open.get(key);
        try {
          return await wait(joined ?? launch(key, waiter, start), waiter);
        } catch (error) {
          if (!joined || !holdsForItsCallerAlone(error)) throw error;
        }
      }
    },
    has: (key) => open.has(key),
    seal() {
      open.clear();
    },
  };
}

function longestOf(waiters: Iterable<Waiter>): number {
  return Math.max(...Array.from(waiters, ({ timeLeftMs }) => timeLeftMs?.() ?? Number.POSITIVE_INFINITY));
}

function wait<T>(flight: Flight<T>, waiter: Waiter): Promise<T> {
  const { signal } = waiter;
  flight.waiters.add(waiter);
  return new Promise<T>((resolve, reject) => {
    const stay = onAbort(signal, () => {
      reject(signal.reason);
      flight.waiters.delete(waiter);
      if (flight.waiters.size === 0) flight.abandon(signal.reason);
    });
    flight.result.finally(stay).then(resolve, reject);
  });
}
