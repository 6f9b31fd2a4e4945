import { ProviderError, type UpstreamNotification } from '../provider-error.js';
import type { Call, ProviderStatus, RateLimit } from '../provider.js';
import { toAnswer } from './answer.js';
import { ExchangeFailure } from './exchange-failure.js';
import { exchange, type WireRequest } from './exchange.js';
import { createFlights } from '../flights.js';
import { createHealth } from './health.js';
import { observeAttempt, type UpstreamObserver } from './observer.js';
import { createPools } from './pools.js';
import { rateLimitOf, STANDARD_HEADERS, type GuidingHeaders } from './response-headers.js';
import { toAbortError, toExchangeError } from './upstream-errors.js';
import { isWrite, type UpstreamRequest, type UpstreamResponse } from './upstream-request.js';

export interface UpstreamClientOptions {
  /** For one request, waiting for a free connection included. Milliseconds; default 5000. */
  readonly timeoutMs?: number | undefined;
  /** Open connections to one origin, at most. Default 50. */
  readonly maxConnections?: number | undefined;
  /** A longer answer is cut off. Default 10 000 000. */
  readonly maxResponseBytes?: number | undefined;
  /** Default: `Retry-After`, and no rate limit. */
  readonly guidingHeaders?: GuidingHeaders | undefined;
  /** The notification in the JSON body of a refusal; null when it has none. Default: none. */
  readonly toNotification?: ((body: unknown) => UpstreamNotification | null) | undefined;
  /** Hears of every attempt. Default: nobody does. */
  readonly observer?: UpstreamObserver | undefined;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
}

/** What everything that speaks to one backend's upstream is made with, besides the backend's options. */
export interface UpstreamParts extends Pick<UpstreamClientOptions, 'observer'> {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Requests to one backend's upstream: pooled, bounded in time and size, failures told as `ProviderError`. */
export interface UpstreamClient {
  /**
   * Sends a request and reads its JSON. Equal reads under way at the same time are one request, which ends early only
   * when nobody waits for it any more; none joins one that began before a write was over.
   * @throws ProviderError, or the reason of `call.signal` when that is no timeout
   */
  send(request: UpstreamRequest, call: Call): Promise<UpstreamResponse>;
  /** What the last answers told: no call is made. */
  status(): ProviderStatus;
  /** Ends every connection; requests under way and later ones fail. */
  close(): Promise<void>;
}

export function createUpstreamClient(options: UpstreamClientOptions = {}): UpstreamClient {
  const { timeoutMs = 5000, maxConnections = 50, maxResponseBytes = 10_000_000 } = options;
  const { guidingHeaders = STANDARD_HEADERS, toNotification = () => null, now = Date.now, observer } = options;
  const pools = createPools({ maxConnections, connectTimeoutMs: timeoutMs });
  const flights = createFlights<UpstreamResponse>();
  const health = createHealth();
  let rateLimit: RateLimit | null = null;

  /** One try of one request. Retries, a breaker and a bulkhead have their place around this, and nowhere else. */
  async function attempt(request: UpstreamRequest, { signal, onUpstreamRequest }: Call): Promise<UpstreamResponse> {
    signal.throwIfAborted();
    onUpstreamRequest();
    const observed = observeAttempt(request, 0, observer);
    try {
      const pool = pools.get(request.url.origin);
      const wire = await exchange(pool, toWire(request, observed.headers), { timeoutMs, maxResponseBytes }, signal);
      observed.answered(wire);
      rateLimit = rateLimitOf(wire.headers, guidingHeaders) ?? rateLimit;
      const answer = toAnswer(request, wire, { guidingHeaders, toNotification, now });
      // A 401 that the caller mends with a fresh token says nothing yet; the next try does.
      if (answer.status !== 401) health.succeeded();
      observed.succeeded();
      return answer;
    } catch (error) {
      const failure = error instanceof ExchangeFailure ? toExchangeError(request, error) : error;
      if (failure instanceof ProviderError && failure.code !== 'RATE_LIMITED') health.failed();
      observed.failed(failure);
      throw failure;
    }
  }

  function read(request: UpstreamRequest, call: Call): Promise<UpstreamResponse> {
    return flights.join(toKey(request), call.signal, (signal) => attempt(request, { ...call, signal }));
  }

  async function write(request: UpstreamRequest, call: Call): Promise<UpstreamResponse> {
    try {
      return await attempt(request, call);
    } finally {
      flights.seal();
    }
  }

  return {
    async send(request, call) {
      try {
        return await (isWrite(request) ? write(request, call) : read(request, call));
      } catch (error) {
        throw toAbortError(request, error);
      }
    },
    status: () => ({ health: health.current(), rateLimit }),
    close: () => pools.close(),
  };
}

/** @param added of whoever watches: no part of what makes two requests equal */
function toWire({ method, url, headers, body }: UpstreamRequest, added: WireRequest['headers']): WireRequest {
  const defaults = { accept: 'application/json', 'accept-encoding': 'identity' };
  return { method, url, headers: { ...defaults, ...added, ...headers }, body: body ?? null };
}

/** Equal for requests that may share one answer. */
function toKey({ method, url, headers = {}, body, answers = [] }: UpstreamRequest): string {
  const sorted = Object.entries(headers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([method, url.href, sorted, body ?? null, answers.toSorted((a, b) => a - b)]);
}
