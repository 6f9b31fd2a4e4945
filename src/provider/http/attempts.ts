import type { Cancellation } from '../cancel-signal.js';
import { ProviderError, type UpstreamNotification } from '../provider-error.js';
import type { Call } from '../provider.js';
import { toAnswer } from './answer.js';
import { ExchangeFailure } from './wire/exchange-failure.js';
import { exchange, type ExchangeLimits, type WireRequest } from './wire/exchange.js';
import { ObservedAttempt, type UpstreamObserver } from './observer.js';
import { toFailed, toUntold, type Outcome } from './guards/outcome.js';
import type { Pools } from './wire/pools.js';
import type { WireResponse } from './wire/receiver.js';
import type { GuidingHeaders } from './wire/response-headers.js';
import { toSentHeaders } from './request-headers.js';
import { toExchangeError } from './upstream-errors.js';
import type { UpstreamKind } from './guards/upstream-kind.js';
import type { UpstreamRequest } from './upstream-request.js';

export interface AttemptsOptions {
  readonly pools: Pools;
  readonly limits: ExchangeLimits;
  readonly guidingHeaders: GuidingHeaders;
  readonly toNotification: (body: unknown) => UpstreamNotification | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly observer: UpstreamObserver | undefined;
  /** Told of every answer that came off the wire, whatever it says. */
  readonly onAnswer: (sending: Sending, wire: WireResponse) => void;
}

/** One request and how it stands here. */
export interface Sending {
  readonly request: UpstreamRequest;
  readonly kind: UpstreamKind;
  readonly cancellation: Cancellation;
  /** Milliseconds until nobody waits any more. */
  readonly timeLeftMs: () => number;
  readonly onUpstreamRequest: Call['onUpstreamRequest'];
}

/** Sends a request once. @param waitedMs how long it waited for its turn */
export type Attempt = (sending: Sending, waitedMs: number) => Promise<Outcome>;

export function createAttempts(options: AttemptsOptions): Attempt {
  const { pools, limits, observer } = options;
  return async (sending, waitedMs) => {
    const { request, kind, cancellation } = sending;
    const refusal = refusalOf(sending);
    if (refusal) return toUntold(refusal);
    const observed = new ObservedAttempt(observer, request, kind, waitedMs);
    try {
      const pool = pools.get(request.url.origin);
      const wire = await exchange(pool, toWire(request, observed.headers), limits, cancellation);
      observed.answered(wire.status);
      options.onAnswer(sending, wire);
      const answer = toAnswer(request, wire, options);
      observed.succeeded();
      return { answer };
    } catch (error) {
      const failure = error instanceof ExchangeFailure ? toExchangeError(request, error) : error;
      observed.failed(failure, cancellation);
      if (!(failure instanceof ProviderError) && !cancellation.aborted) throw failure;
      const isSent = !(error instanceof ExchangeFailure) || error.sent;
      return toFailed(failure, { status: observed.status, isSent, durationMs: observed.durationMs() });
    }
  };
}

/** Whoever is told that a request leaves may have none left to spend. */
function refusalOf({ onUpstreamRequest }: Sending): ProviderError | null {
  try {
    onUpstreamRequest();
    return null;
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  }
}

function toWire(request: UpstreamRequest, added: ObservedAttempt['headers']): WireRequest {
  const { method, url, body = null } = request;
  return { method, url, headers: toSentHeaders(request, added), body };
}
