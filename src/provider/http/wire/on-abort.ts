import { setMaxListeners } from 'node:events';

/** Calls back once when the signal is aborted. @returns what takes that back */
export function onAbort(signal: AbortSignal, callBack: () => void): () => void {
  // All calls of one query share its signal, so many listeners are no leak.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', callBack, { once: true });
  return () => signal.removeEventListener('abort', callBack);
}
