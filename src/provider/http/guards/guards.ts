import type { BreakerState, RateLimit } from '../../provider.js';
import type { Attempt, Sending } from '../attempts.js';
import { toUnsentError } from '../upstream-errors.js';
import { createBreaker, type Breaker, type Passage } from './breaker.js';
import type { Gate } from './gate.js';
import { createGates, type Counted, type Guidance } from './gates.js';
import { isFailed, toUntold, type Failed, type Outcome } from './outcome.js';
import type { Place } from './quota.js';
import { createRetries, type Retries } from './retries.js';
import type { Shares } from './shares.js';
import { createTurns, type Turn, type Turns } from './turns.js';
import { byKind, type UpstreamKind } from './upstream-kind.js';

export interface GuardsOptions {
  /** Connections of each kind. */
  readonly shares: Shares;
  /** Calls of one kind that may wait for a connection. */
  readonly maxWaiting: number;
  /** Tries of one read, the first included. */
  readonly readAttempts: number;
  /** How long an open breaker lets nothing through. */
  readonly breakMs: number;
  readonly quota: { readonly limit: number | null; readonly windowMs: number };
  /** Part of the quota that statistics leave to others, 0 to 1. */
  readonly quotaReserve: number;
  readonly elapsed: () => number;
  readonly random: () => number;
}

/** What stands between a caller and the wire, so that an upstream is asked no more than it can bear. */
export interface Guards {
  run(sending: Sending, attempt: Attempt): Promise<Outcome>;
  /** Heeds what an answer asked for. */
  heed(counted: Counted, guidance: Guidance): void;
  breakers(): Readonly<Record<UpstreamKind, BreakerState>>;
  rateLimit(): RateLimit | null;
  pausedMs(): number;
}

interface Guard {
  readonly retries: Retries;
  readonly breaker: Breaker;
  readonly share: Turns;
}

/** Somebody waits for the answer: who would have to wait longer for a place is better told at once. */
const PATIENCE_MS = 2000;

export function createGuards(options: GuardsOptions): Guards {
  const { elapsed, shares, maxWaiting, readAttempts, breakMs, random, quota, quotaReserve: reserve } = options;
  const gates = createGates({ quota, reserve, patienceMs: PATIENCE_MS, elapsed });
  const guards = byKind((kind): Guard => ({
    retries: createRetries({ attempts: kind === 'write' ? 1 : readAttempts, patienceMs: PATIENCE_MS, random }),
    breaker: createBreaker(breakMs),
    share: createTurns(shares[kind], maxWaiting),
  }));

  return {
    run(sending, attempt) {
      const guard = guards[sending.kind];
      const gate = gates.of(sending);
      const once = () => passGuards(guard, gate, sending, attempt);
      return guard.retries.run(once, sending.timeLeftMs, sending.cancellation);
    },
    heed: (counted, guidance) => gates.heed(counted, guidance),
    breakers: () => byKind((kind) => guards[kind].breaker.state()),
    rateLimit: () => gates.rateLimit(),
    pausedMs: () => gates.pausedMs(),
  };
}

/** One try: when the upstream is in order, when it will take it, and when there is a connection for it. */
async function passGuards({ breaker, share }: Guard, gate: Gate, sending: Sending, attempt: Attempt): Promise<Outcome> {
  const { kind, cancellation, timeLeftMs } = sending;
  const cameAt = performance.now();
  let place: Place | null = null;
  let passage: Passage | null = null;
  let turn: Turn | null = null;
  let outcome: Outcome | null = null;
  try {
    cancellation.throwIfAborted();
    breaker.check();
    place = gate.take(kind) ?? (await gate.wait(kind, timeLeftMs(), cancellation));
    passage = breaker.enter();
    turn = share.take() ?? (await share.wait(cancellation));
    passage.check();
    outcome = await attempt(sending, performance.now() - cameAt);
    if (!isFailed(outcome) || outcome.isSent) place.answered();
    return outcome;
  } catch (error) {
    return toUnsent(sending, error);
  } finally {
    turn?.end();
    place?.giveBack();
    const verdict = passage?.judge(outcome);
    if (verdict) await verdict;
  }
}

/** What kept the request from going out. @throws what is none of that */
function toUnsent({ request, cancellation }: Sending, error: unknown): Failed {
  const known = toUnsentError(request, error);
  if (known) return toUntold(known);
  if (cancellation.aborted && error === cancellation.reason) return toUntold(error);
  throw error;
}
