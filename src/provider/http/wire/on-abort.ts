import { setMaxListeners } from 'node:events';
import { CancelSignal, type Cancellation } from '../../cancel-signal.js';

interface Listener {
  readonly callBacks: Set<() => void>;
  readonly hear: () => void;
}

/** All calls of one query share its signal: one listener hears for all of them, while there are any. */
const listeners = new WeakMap<AbortSignal, Listener>();

/** Calls back once when the signal is aborted. @returns what takes that back */
export function onAbort(signal: Cancellation, callBack: () => void): () => void {
  if (signal instanceof CancelSignal) return signal.onAbort(callBack);
  const listener = listeners.get(signal) ?? listen(signal);
  listener.callBacks.add(callBack);
  return () => {
    if (listener.callBacks.delete(callBack) && listener.callBacks.size === 0) stopListening(signal, listener);
  };
}

function listen(signal: AbortSignal): Listener {
  const callBacks = new Set<() => void>();
  const hear = () => {
    for (const callBack of callBacks) callBack();
  };
  const listener = { callBacks, hear };
  listeners.set(signal, listener);
  // Others listen beside us, for as many parts of the query: that is no leak.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', hear);
  return listener;
}

function stopListening(signal: AbortSignal, { hear }: Listener): void {
  listeners.delete(signal);
  signal.removeEventListener('abort', hear);
}
