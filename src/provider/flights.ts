import { onAbort } from './http/wire/on-abort.js';

/** Work under way that several callers may wait for. */
export interface Flights<T> {
  /**
   * Waits for the work of this key, starting it when none is under way. The work's own signal is aborted only when
   * the last of its waiters has gone.
   * @throws whatever the work throws, or the reason of `signal`
   */
  join(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Whether work of this key is under way that may be joined. */
  has(key: string): boolean;
  /** Lets nobody join the work now under way; who waits already goes on waiting. */
  seal(): void;
}

interface Flight<T> {
  readonly result: Promise<T>;
  /** Ends the work; nobody can join it any more. */
  readonly abandon: (reason: unknown) => void;
  waiters: number;
}

export function createFlights<T>(): Flights<T> {
  const open = new Map<string, Flight<T>>();

  function launch(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const land = () => {
      if (open.get(key) === flight) open.delete(key);
    };
    const abandon = (reason: unknown) => {
      land();
      controller.abort(reason);
    };
    const flight: Flight<T> = { result: start(controller.signal).finally(land), abandon, waiters: 0 };
    open.set(key, flight);
    return flight;
  }

  return {
    async join(key, signal, start) {
      signal.throwIfAborted();
      return wait(open.get(key) ?? launch(key, start), signal);
    },
    has: (key) => open.has(key),
    seal() {
      open.clear();
    },
  };
}

function wait<T>(flight: Flight<T>, signal: AbortSignal): Promise<T> {
  flight.waiters += 1;
  return new Promise<T>((resolve, reject) => {
    const stay = onAbort(signal, () => {
      reject(signal.reason);
      flight.waiters -= 1;
      if (flight.waiters === 0) flight.abandon(signal.reason);
    });
    flight.result.finally(stay).then(resolve, reject);
  });
}
