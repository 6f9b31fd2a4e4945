import type { Cancellation } from '../cancel-signal.js';
import { ProviderError, type ProviderErrorCode } from '../provider-error.js';
import type { ResponseHeaders } from './wire/response-headers.js';
import type { UpstreamKind } from './guards/upstream-kind.js';
import type { UpstreamRequest } from './upstream-request.js';

/** One try of one request, as it leaves. No id, query, secret or text of a ticket is in it. */
export interface AttemptStart {
  readonly method: UpstreamRequest['method'];
  /** The path with `{id}` for ids and without the query. */
  readonly path: string;
  /** Where it goes; its path is of no concern. */
  readonly origin: string;
  readonly kind: UpstreamKind;
  /** Milliseconds that it waited here for its turn. */
  readonly waitedMs: number;
}

/**
 * OK: it came back with an answer that we can use. ABORTED: nobody wanted one any more. FAULT: a fault of the gateway.
 * Else why there is none.
 */
export type AttemptOutcome = 'OK' | 'ABORTED' | 'FAULT' | ProviderErrorCode;

export interface AttemptEnd {
  readonly outcome: AttemptOutcome;
  /** Null when no whole answer came. */
  readonly status: number | null;
  /** Milliseconds from leaving to the last byte. */
  readonly durationMs: number;
}

/** Watches one attempt. */
export interface Attempt {
  /** Headers that go along with the request, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Called once. */
  end(end: AttemptEnd): void;
}

/** Watches what goes to one backend's upstream. It must not throw. */
export interface UpstreamObserver {
  begin(start: AttemptStart): Attempt;
}

const NOBODY: UpstreamObserver = { begin: () => ({ end: () => {} }) };

/** What the observer hears of one attempt: from here to the call of one of its methods. */
export interface ObservedAttempt {
  /** To go along with the request; null for none. */
  readonly headers: Readonly<Record<string, string>> | null;
  /** An answer came, whatever it says. */
  answered(wire: { readonly status: number; readonly headers: ResponseHeaders }): void;
  succeeded(): void;
  /** @param signal of the call, which may be why */
  failed(error: unknown, signal: Cancellation): void;
}

export function observeAttempt(
  request: UpstreamRequest,
  kind: UpstreamKind,
  waitedMs: number,
  observer: UpstreamObserver = NOBODY,
): ObservedAttempt {
  const { method, path, url } = request;
  const attempt = observer.begin({ method, path, origin: url.origin, kind, waitedMs });
  const startedAt = performance.now();
  let status: number | null = null;
  const end = (outcome: AttemptOutcome) => attempt.end({ outcome, status, durationMs: performance.now() - startedAt });
  return {
    headers: attempt.headers ?? null,
    answered(wire) {
      status = wire.status;
    },
    // Where a 401 is an answer, somebody fetches a fresh token; of this attempt nothing came.
    succeeded: () => end(status === 401 ? 'UNAUTHENTICATED' : 'OK'),
    failed: (error, signal) => end(toOutcome(error, signal)),
  };
}

/** @param signal of the call, which may be why it failed */
export function toOutcome(error: unknown, signal: Cancellation): AttemptOutcome {
  if (error instanceof ProviderError) return error.code;
  if (error instanceof Error && error.name === 'TimeoutError') return 'TIMEOUT';
  return signal.aborted ? 'ABORTED' : 'FAULT';
}
