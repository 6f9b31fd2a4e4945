import { setMaxListeners } from 'node:events';

/**
 * A signal that is aborted when the caller goes or the time is up, whichever is first. `AbortSignal.any` over an
 * `AbortSignal.timeout` will not do: Node 20 may collect that timeout before it fires.
 * @see https://github.com/nodejs/node/issues/57736
 */
export function createDeadline(
  caller: Pick<AbortSignal, 'aborted' | 'addEventListener'>,
  deadlineMs: number,
): AbortSignal {
  const controller = new AbortController();
  // All calls of one request share this signal, so many listeners are no leak.
  setMaxListeners(0, controller.signal);
  const expire = () => controller.abort(new DOMException('The deadline has passed.', 'TimeoutError'));
  const timer = setTimeout(expire, deadlineMs).unref();
  const leave = () => {
    clearTimeout(timer);
    controller.abort();
  };
  if (caller.aborted) leave();
  else caller.addEventListener('abort', leave, { once: true });
  return controller.signal;
}
