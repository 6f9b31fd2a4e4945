import { setMaxListeners } from 'node:events';
import { LinkedList } from '../linked-list.js';

const NOTHING = () => {};

/** Says when nobody wants the outcome of some work any more. */
export type Cancellation = AbortSignal | CancelSignal;

/**
 * An `AbortSignal` for what only this program listens to. One of the platform, which is made, listened to and aborted for
 * each query, takes as long as all the guards of a call.
 */
export class CancelSignal {
  aborted = false;
  reason: unknown = undefined;
  /** Most signals have one listener at a time. */
  #callBack: (() => void) | null = null;
  #others: LinkedList<() => void> | null = null;

  abort(reason: unknown): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    const callBack = this.#callBack;
    this.#callBack = null;
    callBack?.();
    // What is taken out meanwhile does not come any more.
    for (let other = this.#others?.shift(); other; other = this.#others?.shift()) other();
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason;
  }

  /** Calls back once when it is aborted, and never when it is already; nothing may be thrown. @returns what takes that back */
  onAbort(callBack: () => void): () => void {
    if (this.aborted) return NOTHING;
    if (this.#callBack === null) {
      this.#callBack = callBack;
      return () => {
        if (this.#callBack === callBack) this.#callBack = null;
      };
    }
    const others = (this.#others ??= new LinkedList());
    const place = others.append(callBack);
    return () => others.remove(place);
  }
}

/** Calls back once when the signal is aborted. @returns what takes that back, once */
export function onAbort(signal: Cancellation, callBack: () => void): () => void {
  if (signal instanceof CancelSignal) return signal.onAbort(callBack);
  // As many listen as there are parts of the query: that is no leak.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', callBack, { once: true });
  return () => signal.removeEventListener('abort', callBack);
}
