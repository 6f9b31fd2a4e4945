import type { Cancellation } from '../cancel-signal.js';
import { ProviderError, type ProviderErrorCode } from '../provider-error.js';
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
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called once. */
  end(end: AttemptEnd): void;
}

/** Watches what goes to one backend's upstream. It must not throw. */
export interface UpstreamObserver {
  begin(start: AttemptStart): Attempt;
}

/** What the observer hears of one attempt, which begins here, until one of `succeeded` and `failed` is called. */
export class ObservedAttempt {
  readonly #attempt: Attempt | undefined;
  readonly #startedAt = performance.now();
  #status: number | null = null;

  constructor(
    observer: UpstreamObserver | undefined,
    { method, path, url }: UpstreamRequest,
    kind: UpstreamKind,
    waitedMs: number,
  ) {
    this.#attempt = observer?.begin({ method, path, origin: url.origin, kind, waitedMs });
  }

  /** To go along with the request; null for none. */
  get headers(): Readonly<Record<string, string>> | null {
    return this.#attempt?.headers ?? null;
  }

  /** Null when no whole answer came. */
  get status(): number | null {
    return this.#status;
  }

  durationMs(): number {
    return performance.now() - this.#startedAt;
  }

  /** An answer came, whatever it says. */
  answered(status: number): void {
    this.#status = status;
  }

  succeeded(): void {
    // Where a 401 is an answer, somebody fetches a fresh token; of this attempt nothing came.
    this.#end(this.#status === 401 ? 'UNAUTHENTICATED' : 'OK');
  }

  /** @param signal of the call, which may be why */
  failed(error: unknown, signal: Cancellation): void {
    this.#end(toOutcome(error, signal));
  }

  #end(outcome: AttemptOutcome): void {
    this.#attempt?.end({ outcome, status: this.#status, durationMs: this.durationMs() });
  }
}

/** @param signal of the call, which may be why it failed */
export function toOutcome(error: unknown, signal: Cancellation): AttemptOutcome {
  if (error instanceof ProviderError) return error.code;
  if (error instanceof Error && error.name === 'TimeoutError') return 'TIMEOUT';
  return signal.aborted ? 'ABORTED' : 'FAULT';
}
