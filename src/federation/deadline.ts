import { setMaxListeners } from 'node:events';

/** The deadlines of requests under way. */
export interface Deadlines {
  /** See `createDeadline`. */
  open(caller: Pick<AbortSignal, 'aborted' | 'addEventListener'>, deadlineMs: number): AbortSignal;
  /** Brings all of them forward to now, and those of later requests. */
  expire(): void;
}

export function createDeadlines(): Deadlines {
  const running = new Set<() => void>();
  let isExpired = false;
  return {
    open: (caller, deadlineMs) => createDeadline(caller, isExpired ? 0 : deadlineMs, running),
    expire() {
      isExpired = true;
      for (const expire of running) expire();
    },
  };
}

/**
 * A signal that is aborted when the caller goes or the time is up, whichever is first. `AbortSignal.any` over an
 * `AbortSignal.timeout` will not do: Node 20 may collect that timeout before it fires.
 * @param running holds what brings the deadline forward, until it is over
 * @see https://github.com/nodejs/node/issues/57736
 */
function createDeadline(
  caller: Pick<AbortSignal, 'aborted' | 'addEventListener'>,
  deadlineMs: number,
  running: Set<() => void>,
): AbortSignal {
  const controller = new AbortController();
  // All calls of one request share this signal, so many listeners are no leak.
  setMaxListeners(0, controller.signal);
  const end = (reason?: DOMException) => {
    clearTimeout(timer);
    running.delete(expire);
    controller.abort(reason);
  };
  const expire = () => end(new DOMException('The deadline has passed.', 'TimeoutError'));
  const leave = () => end();
  const timer = setTimeout(expire, deadlineMs).unref();
  running.add(expire);
  if (caller.aborted) leave();
  else caller.addEventListener('abort', leave, { once: true });
  return controller.signal;
}
