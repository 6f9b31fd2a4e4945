import { CancelSignal, onAbort, type Cancellation } from '../provider/cancel-signal.js';
import type { Call } from '../provider/provider.js';

/** The part of a scan's time that may go by before what is listed so far is judged. */
export interface ListingTime {
  isOver(): boolean;
  /** Does work with a signal that is aborted when it is over, as well as when the call's own is. */
  within<T>(work: (signal: Cancellation) => Promise<T>): Promise<T>;
}

const PART = 0.5;

export function createListingTime({ timeLeftMs, signal }: Call): ListingTime {
  if (!timeLeftMs) return { isOver: () => false, within: (work) => work(signal) };
  const leftForJudgingMs = timeLeftMs() * PART;
  const leftMs = () => timeLeftMs() - leftForJudgingMs;
  return {
    isOver: () => leftMs() < 0,
    async within(work) {
      const bounded = new CancelSignal();
      const end = () => bounded.abort(new DOMException('The time for listing is over.', 'TimeoutError'));
      const timer = setTimeout(end, leftMs());
      const stopListening = onAbort(signal, () => bounded.abort(signal.reason));
      if (signal.aborted) bounded.abort(signal.reason);
      try {
        return await work(bounded);
      } finally {
        clearTimeout(timer);
        stopListening();
      }
    },
  };
}
