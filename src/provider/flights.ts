import { CancelSignal, onAbort } from './cancel-signal.js';
import { holdsForItsCallerAlone } from './nothing-left-error.js';
import type { Call } from './provider.js';

/** Work under way that several callers may wait for. */
export interface Flights<T> {
  /**
   * Waits for the work of this key, starting it when none is under way. A failure that holds for who began it alone
   * makes the others begin anew.
   * @throws whatever the work throws, or the reason of the waiter's signal
   */
  join(key: string, waiter: Waiter, start: Start<T>): Promise<T>;
  /** Whether work of this key is under way that may be joined. */
  has(key: string): boolean;
  /** Lets nobody join the work now under way; who waits already goes on waiting. */
  seal(): void;
}

/** Begins the work; what fails in it rejects, nothing is thrown. */
type Start<T> = (waiters: Waiters) => Promise<T>;

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

  const leave = (key: string, flight: Flight<T>) => {
    if (open.get(key) === flight) open.delete(key);
  };

  function begin(key: string, waiter: Waiter, start: Start<T>): Promise<T> {
    const flight = new Flight<T>(key, leave);
    const landed = flight.wait(waiter);
    open.set(key, flight);
    flight.begin(start);
    return landed;
  }

  function join(key: string, waiter: Waiter, start: Start<T>): Promise<T> {
    if (waiter.signal.aborted) return Promise.reject(waiter.signal.reason);
    const joined = open.get(key);
    if (!joined) return begin(key, waiter, start);
    return joined.wait(waiter).catch((error: unknown) => {
      if (holdsForItsCallerAlone(error)) return join(key, waiter, start);
      throw error;
    });
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

/**
 * Holds nothing of its waiters once it is over, nor of its work: V8 keeps what was in a `Map` beyond young garbage
 * collections, and would keep whole queries with it.
 */
class Flight<T> implements Waiters {
  readonly cancellation = new CancelSignal();
  readonly timeLeftMs = () => this.#longestMs();
  readonly #key: string;
  readonly #onOver: (key: string, flight: Flight<T>) => void;
  #seats: Seat<T>[] = [];

  constructor(key: string, onOver: (key: string, flight: Flight<T>) => void) {
    this.#key = key;
    this.#onOver = onOver;
  }

  begin(start: Start<T>): void {
    start(this).then(
      (value) => this.#land(value),
      (error: unknown) => this.#crash(error),
    );
  }

  wait({ signal, timeLeftMs }: Waiter): Promise<T> {
    return new Promise((resolve, reject) => {
      const stay = onAbort(signal, () => this.#leave(seat, signal.reason));
      const seat = { timeLeftMs, resolve, reject, stay };
      // Mostly there is one, for which a list made by `push` has room for seventeen.
      if (this.#seats.length === 0) this.#seats = [seat];
      else this.#seats.push(seat);
    });
  }

  #land(value: T): void {
    for (const { resolve } of this.#end()) resolve(value);
  }

  #crash(error: unknown): void {
    for (const { reject } of this.#end()) reject(error);
  }

  /** @returns who waits */
  #end(): readonly Seat<T>[] {
    this.#onOver(this.#key, this);
    const seats = this.#seats;
    this.#seats = [];
    for (const { stay } of seats) stay();
    return seats;
  }

  #leave(seat: Seat<T>, reason: unknown): void {
    seat.reject(reason);
    this.#seats.splice(this.#seats.indexOf(seat), 1);
    if (this.#seats.length > 0) return;
    this.#onOver(this.#key, this);
    this.cancellation.abort(reason);
  }

  #longestMs(): number {
    return Math.max(...this.#seats.map(({ timeLeftMs }) => timeLeftMs?.() ?? Number.POSITIVE_INFINITY));
  }
}
