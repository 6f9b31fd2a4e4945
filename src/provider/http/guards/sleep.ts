import { onAbort, type Cancellation } from '../../cancel-signal.js';

/** Waits. @throws the signal's reason, as soon as it is aborted */
export function sleep(durationMs: number, signal: Cancellation): Promise<void> {
  if (signal.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      stay();
      resolve();
    }, durationMs);
    const stay = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
