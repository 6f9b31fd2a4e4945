import type { Dispatcher } from 'undici';
import { onAbort, type Cancellation } from '../../cancel-signal.js';
import type { Target } from '../target.js';
import { kindOfAbort } from './exchange-failure.js';
import { Receiver, type WireResponse } from './receiver.js';

/** A request as it goes on the wire. */
export interface WireRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: Target;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

export interface ExchangeLimits {
  /** From the start, waiting for a free connection included, to the last byte. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
}

/**
 * Sends one request and reads its whole answer, whatever its status; redirects are not followed.
 * @throws ExchangeFailure
 */
export function exchange(
  dispatcher: Dispatcher,
  request: WireRequest,
  limits: ExchangeLimits,
  signal: Cancellation,
): Promise<WireResponse> {
  return new Promise<WireResponse>((resolve, reject) => {
    const receiver = new Receiver(limits.maxResponseBytes, { resolve, reject, over });
    const abort = () => receiver.fail(kindOfAbort(signal.reason), signal.reason);
    const timer = setTimeout(timeOut, limits.timeoutMs, receiver);
    const stopListening = onAbort(signal, abort);

    function over(): void {
      clearTimeout(timer);
      stopListening();
    }

    try {
      if (signal.aborted) abort();
      else dispatcher.dispatch(toDispatch(request), receiver);
    } catch (error) {
      over();
      reject(error);
    }
  });
}

function timeOut(receiver: Receiver): void {
  receiver.fail('TIMED_OUT');
}

function toDispatch({ method, url, headers, body }: WireRequest): Dispatcher.DispatchOptions {
  const path = url.pathname + url.search;
  // One clock, that of `exchange`, covers headers and body.
  return { origin: url.origin, path, method, headers, body, headersTimeout: 0, bodyTimeout: 0 };
}
