import { CancelSignal, onAbort } from './cancel-signal.js';
import { holdsForItsCallerAlone } from './nothing-left-error.js';
import type { Call } from './provider.js';

/** Work under way that several callers may wait for. */
export interface Flights<T> {
  /**
   * Waits for the work of this key, starting it when none is under way. A failure that holds for who began it alone
   * makes the others begin anew.
   * @param start begins the work; what fails in it rejects, nothing is thrown
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
  readonly cancellation: CancelSignal;
  /** What the most patient of them has; Infinity where somebody does not say. */
  readonly timeLeftMs: () => number;
}

export function createFlights<T>(): Flights<T> {
  const open = new Map<string, Flight<T>>();

  function leave(key: string, flight: Flight<T>): void {
    if (open.get(key) === flight) open.delete(key);
  }

  function join(key: string, waiter: Waiter, start: (waiters: Waiters) => Promise<T>): Promise<T> {
    if (waiter.signal.aborted) return Promise.reject(waiter.signal.reason);
    const joined = open.get(key);
    if (joined) {
      return joined.wait(waiter).catch((error: unknown) => {
        if (holdsForItsCallerAlone(error)) return join(key, waiter, start);
        throw error;
      });
    }
    const flight = new Flight<T>(() => leave(key, flight));
    const landed = flight.wait(waiter);
    open.set(key, flight);
    start(flight).then(
      (value) => flight.land(value),
      (error: unknown) => flight.crash(error),
    );
    return landed;
  }

  return {
    join,
    has: (key) => open.has(key),
    seal() {
      open.clear();
    },
  };
}

/** One who waits. */
interface Seat<T> {
  readonly timeLeftMs: Waiter['timeLeftMs'];
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
  /** Hears no more of the waiter's signal. */
  readonly stay: () => void;
}

class Flight<T> implements Waiters {
  readonly cancellation = new CancelSignal();
  readonly timeLeftMs = () => this.#longestMs();
  readonly #seats: Seat<T>[] = [];
  readonly #onOver: () => void;

  constructor(onOver: () => void) {
    this.#onOver = onOver;
  }

  wait({ signal, timeLeftMs }: Waiter): Promise<T> {
    return new Promise((resolve, reject) => {
      const stay = onAbort(signal, () => this.#leave(seat, signal.reason));
      const seat = { timeLeftMs, resolve, reject, stay };
      this.#seats.push(seat);
    });
  }

  land(value: T): void {
    this.#onOver();
    for (const { stay, resolve } of this.#seats) {
      stay();
      resolve(value);
    }
  }

  crash(error: unknown): void {
    this.#onOver();
    for (const { stay, reject } of this.#seats) {
      stay();
      reject(error);
    }
  }

  #leave(seat: Seat<T>, reason: unknown): void {
    seat.reject(reason);
    this.#seats.splice(this.#seats.indexOf(seat), 1);
    if (this.#seats.length > 0) return;
    this.#onOver();
    this.cancellation.abort(reason);
  }

  #longestMs(): number {
    return Math.max(...this.#seats.map(({ timeLeftMs }) => timeLeftMs?.() ?? Number.POSITIVE_INFINITY));
  }
}
