import type { BreakerState, RateLimit } from '../../provider.js';
import type { Attempt, Sending } from '../attempts.js';
import { createBreaker, type Breaker } from './breaker.js';
import { byKind, type UpstreamKind } from './upstream-kind.js';
import { createShare, type Share } from './share.js';
import { createGate, type Gate } from './gate.js';
import { toUntold, type Failed, type Outcome } from './outcome.js';
import { createQuota, type Quota } from './quota.js';
import { createRetries, type Retries } from './retries.js';
import { toUnsentError } from '../upstream-errors.js';

export interface GuardsOptions {
  readonly maxConnections: number;
  /** Calls of one kind that may wait for a connection. */
  readonly maxWaiting: number;
  /** Tries of one read, the first included. */
  readonly readAttempts: number;
  /** How long an open breaker lets nothing through. */
  readonly breakMs: number;
  readonly quota: { readonly limit: number | null; readonly windowMs: number };
  /** Part of the quota that statistics leave to others, 0 to 1. */
  readonly quotaReserve: number;
  /** A caller that does not say how long it can wait. */
  readonly timeLeftMs: number;
  readonly elapsed: () => number;
  readonly random: () => number;
}

/** What stands between a caller and the wire, so that an upstream is asked no more than it can bear. */
export interface Guards {
  run(sending: Sending, attempt: Attempt): Promise<Outcome>;
  /** Heeds what an answer asked for. @param pauseMs how long to send nothing; null when it did not say */
  heed(kind: UpstreamKind, rateLimit: RateLimit | null, pauseMs: number | null): void;
  breakers(): Readonly<Record<UpstreamKind, BreakerState>>;
  rateLimit(): RateLimit | null;
}

interface Guard {
  readonly retries: Retries;
  readonly gate: Gate;
  readonly breaker: Breaker;
  readonly share: Share;
}

/** Somebody waits for the answer: who would have to wait longer for a place is better told at once. */
const PATIENCE_MS = 2000;

export function createGuards(options: GuardsOptions): Guards {
  const { elapsed, maxConnections, maxWaiting, readAttempts, breakMs, random } = options;
  const quota = createQuota({ ...options.quota, elapsed });
  const toGate = (of: Quota) =>
    createGate({ quota: of, reserve: options.quotaReserve, patienceMs: PATIENCE_MS, elapsed });
  const api = toGate(quota);
  const guards = byKind((kind): Guard => ({
    retries: createRetries({ attempts: kind === 'write' ? 1 : readAttempts, patienceMs: PATIENCE_MS, random }),
    gate: kind === 'token' ? toGate(createQuota({ limit: null, windowMs: 0, elapsed })) : api,
    breaker: createBreaker(breakMs),
    share: createShare(kind, maxConnections, maxWaiting),
  }));

  return {
    run(sending, attempt) {
      const guard = guards[sending.kind];
      const { signal, timeLeftMs = () => options.timeLeftMs } = sending.call;
      const once = () => passGuards(guard, { ...sending, attempt, timeLeftMs: timeLeftMs() });
      return guard.retries.run(once, timeLeftMs, signal);
    },
    heed(kind, rateLimit, pauseMs) {
      if (pauseMs !== null) guards[kind].gate.pause(pauseMs);
      if (rateLimit && kind !== 'token') quota.told(rateLimit);
    },
    breakers: () => byKind((kind) => guards[kind].breaker.state()),
    rateLimit: () => quota.rateLimit(),
  };
}

interface Passing extends Sending {
  readonly attempt: Attempt;
  readonly timeLeftMs: number;
}

/** One try: when the upstream will take it, when it is in order, and when there is a connection for it. */
async function passGuards({ gate, breaker, share }: Guard, passing: Passing): Promise<Outcome> {
  const { kind, call, attempt, timeLeftMs } = passing;
  const cameAt = performance.now();
  try {
    call.signal.throwIfAborted();
    const place = await gate.enter(kind, timeLeftMs, call.signal);
    const send = async () => {
      const outcome = await attempt(passing, performance.now() - cameAt);
      place.answered();
      return outcome;
    };
    const sendInTurn = () => share.run(send, call.signal).catch((error: unknown) => toUnsent(passing, error));
    return await breaker.run(sendInTurn).finally(place.giveBack);
  } catch (error) {
    return toUnsent(passing, error);
  }
}

/** What kept the request from going out. @throws what is none of that */
function toUnsent({ request, call: { signal } }: Sending, error: unknown): Failed {
  const known = toUnsentError(request, error);
  if (known) return toUntold(known);
  if (signal.aborted && error === signal.reason) return toUntold(error);
  throw error;
}
