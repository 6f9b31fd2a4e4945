import { LinkedList } from '../linked-list.js';
import { CancelSignal, type Cancellation } from '../provider/cancel-signal.js';

/** Who waits for an answer, and may go. */
export interface Waiting {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options: { readonly once: true }): void;
}

/** Time that a request has. */
export interface Deadline {
  /** Aborted when the caller goes or the time is up, whichever is first. */
  readonly signal: Cancellation;
  /** The request is over before its time: what is still read for it is aborted too, since nobody wants it. */
  close(): void;
}

/** The deadlines of requests under way. */
export interface Deadlines {
  open(caller: Waiting, deadlineMs: number): Deadline;
  /** Brings all of them forward to now, and those of later requests. */
  expire(): void;
}

export function createDeadlines(): Deadlines {
  const running = new LinkedList<() => void>();
  let isExpired = false;
  return {
    open: (caller, deadlineMs) => createDeadline(caller, isExpired ? 0 : deadlineMs, running),
    expire() {
      isExpired = true;
      for (const expire of running) expire();
    },
  };
}

// Made once: an exception of its own for each request would take longer than the rest.
const OVER = new DOMException('The request has its answer.', 'AbortError');
const GONE = new DOMException('The caller has gone.', 'AbortError');

/** @param running holds what brings the deadline forward, until it is over */
function createDeadline(caller: Waiting, deadlineMs: number, running: LinkedList<() => void>): Deadline {
  const signal = new CancelSignal();
  const end = (reason: DOMException) => {
    clearTimeout(timer);
    running.remove(place);
    signal.abort(reason);
  };
  const expire = () => end(new DOMException('The deadline has passed.', 'TimeoutError'));
  const leave = () => end(GONE);
  const timer = setTimeout(expire, deadlineMs).unref();
  const place = running.append(expire);
  if (caller.aborted) leave();
  else caller.addEventListener('abort', leave, { once: true });
  return { signal, close: () => end(OVER) };
}
