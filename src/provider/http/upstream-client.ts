import { ProviderError, type UpstreamNotification } from '../provider-error.js';
import type { Call, ProviderStatus } from '../provider.js';
import { createFlights } from '../flights.js';
import { createAttempts, type Sending } from './attempts.js';
import { kindOf } from './guards/upstream-kind.js';
import { createGuards } from './guards/guards.js';
import { createHealth } from './health.js';
import { isFailed, type Outcome } from './guards/outcome.js';
import { toShares } from './guards/shares.js';
import type { UpstreamObserver } from './observer.js';
import { createPools } from './wire/pools.js';
import type { WireResponse } from './wire/receiver.js';
import { rateLimitOf, retryAfterOf, STANDARD_HEADERS, type GuidingHeaders } from './wire/response-headers.js';
import { toAbortError } from './upstream-errors.js';
import { toSharedRequest } from './kept/question.js';
import { isWrite, type UpstreamAnswer, type UpstreamRequest, type UpstreamResponse } from './upstream-request.js';

export interface UpstreamClientOptions {
  /** For one try of a request, waiting for a free connection included. Milliseconds; default 5000. */
  readonly timeoutMs?: number | undefined;
  /** Open connections to one origin, at most, shared among the kinds of calls; at least one for each. Default 50. */
  readonly maxConnections?: number | undefined;
  /** A longer answer is cut off. Default 10 000 000. */
  readonly maxResponseBytes?: number | undefined;
  /** Calls of one kind that may wait for a connection; more are refused. Default 5000. */
  readonly maxWaiting?: number | undefined;
  /** Tries of one read, the first included; writes are tried once. Default 3. */
  readonly readAttempts?: number | undefined;
  /** How long nothing is sent after the last calls failed, before one tries. Milliseconds; default 5000. */
  readonly breakMs?: number | undefined;
  /** What the upstream takes in a rolling window. Default: what its headers say, of an hour. */
  readonly quota?: { readonly limit: number | null; readonly windowMs: number } | undefined;
  /** Part of the quota that statistics leave to reads and writes, 0 to 1. Default 0.1. */
  readonly quotaReserve?: number | undefined;
  /** Default: `Retry-After`, and no rate limit. */
  readonly guidingHeaders?: GuidingHeaders | undefined;
  /** The notification in the JSON body of a refusal; null when it has none. Default: none. */
  readonly toNotification?: ((body: unknown) => UpstreamNotification | null) | undefined;
  /** Hears of every attempt. Default: nobody does. */
  readonly observer?: UpstreamObserver | undefined;
  /** Milliseconds since 1970. */
  readonly now?: (() => number) | undefined;
  /** Milliseconds on a clock that only goes forward. */
  readonly elapsed?: (() => number) | undefined;
  /** 0 to 1, for the jitter of retries. */
  readonly random?: (() => number) | undefined;
}

/** What everything that speaks to one backend's upstream is made with, besides the backend's options. */
export interface UpstreamParts extends Pick<UpstreamClientOptions, 'observer'> {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Requests to one backend's upstream: pooled, bounded in time and size, failures told as `ProviderError`. */
export interface UpstreamClient {
  /**
   * Sends a request and reads its JSON. Equal reads under way at the same time are one request (of those who may share,
   * `sharedAmong`), which ends early only when nobody waits for it any more; none joins one that began before a write, or
   * a look beside one (`asksAnew`), was over, and such a look joins none. Requests for tokens are shared whoever asks,
   * whatever for, and whatever was written meanwhile. A read whose failure may pass is tried again, a write never. Nothing
   * is sent that the upstream has said it would refuse, or, but for one try now and then, while its last calls of that
   * kind have failed.
   * @throws ProviderError, or the reason of `call.signal` when that is no timeout; by the promise, never at once
   */
  send(request: UpstreamRequest, call: Call): Promise<UpstreamResponse>;
  /** What the last answers told: no call is made. */
  status(): ProviderStatus;
  /** Ends every connection; requests under way and later ones fail. */
  close(): Promise<void>;
}

const HOUR_MS = 3_600_000;
/** Who refuses without saying for how long is left alone for a moment. */
const PAUSE_MS = 1000;

export function createUpstreamClient(options: UpstreamClientOptions = {}): UpstreamClient {
  const { timeoutMs = 5000, maxConnections = 50, maxResponseBytes = 10_000_000 } = options;
  const { guidingHeaders = STANDARD_HEADERS, toNotification = () => null, now = Date.now, observer } = options;
  const shares = toShares(maxConnections);
  const pools = createPools({ maxConnections, connectTimeoutMs: timeoutMs });
  const flights = createFlights<UpstreamResponse>();
  const tokenFlights = createFlights<UpstreamResponse>();
  const health = createHealth();
  const guards = createGuards({
    shares,
    maxWaiting: options.maxWaiting ?? 5000,
    readAttempts: options.readAttempts ?? 3,
    breakMs: options.breakMs ?? 5000,
    quota: options.quota ?? { limit: null, windowMs: HOUR_MS },
    quotaReserve: options.quotaReserve ?? 0.1,
    elapsed: options.elapsed ?? (() => performance.now()),
    random: options.random ?? Math.random,
  });
  const limits = { timeoutMs, maxResponseBytes };
  const attempt = createAttempts({ pools, limits, guidingHeaders, toNotification, now, observer, onAnswer: heed });

  function heed(sending: Sending, { status, headers }: WireResponse): void {
    const asked = status === 429 || status === 503 ? retryAfterOf(headers, guidingHeaders, now()) : null;
    const pauseMs = asked ?? (status === 429 ? PAUSE_MS : null);
    guards.heed(sending, { rateLimit: rateLimitOf(headers, guidingHeaders), pauseMs, isOutage: status === 503 });
  }

  let asked = 0;

  function ask(sending: Sending): Promise<UpstreamResponse> {
    const askedAtMs = now();
    const number = (asked += 1);
    return guards.run(sending, attempt).then((outcome) => {
      const { status, headers, body, bytes } = toUpstreamAnswer(outcome);
      return { status, headers, body, bytes, askedAtMs, number };
    });
  }

  /** @throws the error of a failure */
  function toUpstreamAnswer(outcome: Outcome): UpstreamAnswer {
    if (isFailed(outcome)) {
      const { error } = outcome;
      if (error instanceof ProviderError && error.code !== 'RATE_LIMITED') health.failed();
      throw error;
    }
    // A 401 that the caller mends with a fresh token says nothing yet; the next try does.
    if (outcome.answer.status !== 401) health.succeeded();
    return outcome.answer;
  }

  /** Statistics may have to wait, so they join a read where there is one, and no read joins them. */
  function keyOf(request: UpstreamRequest, call: Call): string {
    const key = toSharedRequest(request, call);
    return kindOf(request, call) === 'statistics' && !flights.has(key) ? `statistics ${key}` : key;
  }

  const patience = () => timeoutMs;

  function share(request: UpstreamRequest, call: Call): Promise<UpstreamResponse> {
    const { signal, timeLeftMs = patience, onUpstreamRequest } = call;
    const kind = kindOf(request, call);
    const shared = kind === 'token' ? tokenFlights : flights;
    return shared.join(keyOf(request, call), { signal, timeLeftMs }, (waiters) =>
      ask({ request, kind, cancellation: waiters.cancellation, timeLeftMs: waiters.timeLeftMs, onUpstreamRequest }),
    );
  }

  async function askAlone(request: UpstreamRequest, call: Call): Promise<UpstreamResponse> {
    const { signal: cancellation, timeLeftMs = patience, onUpstreamRequest } = call;
    try {
      return await ask({ request, kind: kindOf(request, call), cancellation, timeLeftMs, onUpstreamRequest });
    } finally {
      flights.seal();
    }
  }

  return {
    send(request, call) {
      const response = goesAlone(request, call) ? askAlone(request, call) : share(request, call);
      return response.catch((error: unknown) => {
        throw toAbortError(request, error);
      });
    },
    status() {
      const breakers = guards.breakers();
      return {
        health: breakers.read === 'CLOSED' ? health.current() : 'DOWN',
        rateLimit: guards.rateLimit(),
        breakers,
        // Only where it is looked at: there may be a quota for each of many accounts.
        get pausedMs() {
          return guards.pausedMs();
        },
      };
    },
    close: () => pools.close(),
  };
}

/** A write, or a look beside one; but a token opens the door, whatever is done behind it. */
function goesAlone(request: UpstreamRequest, { asksAnew = false }: Call): boolean {
  return isWrite(request) || (asksAnew && request.purpose !== 'token');
}
