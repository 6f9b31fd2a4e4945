import { onAbort, type Cancellation } from './cancel-signal.js';

/** The promise, or the signal's reason as soon as it is aborted: nothing can hold an answer past the deadline. */
export function withSignal<T>(promise: Promise<T>, signal: Cancellation): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(signal.reason as Error);
    if (signal.aborted) leave();
    const stay = onAbort(signal, leave);
    const settle =
      <Outcome>(end: (outcome: Outcome) => void) =>
      (outcome: Outcome) => {
        stay();
        end(outcome);
      };
    promise.then(settle(resolve), settle(reject));
  });
}
