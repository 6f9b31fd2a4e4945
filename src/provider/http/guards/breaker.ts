import { circuitBreaker, CircuitState, CountBreaker, handleAll } from 'cockatiel';
import type { BreakerState } from '../../provider.js';
import { isFailed, type Failed, type Outcome } from './outcome.js';

/** A call that was not made, because the ones before it failed. */
export class BreakerOpenError extends Error {
  override readonly name = 'BreakerOpenError';
  /** Until the next call may try. */
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('The breaker is open.');
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * Sends a call. @param check to be called after a wait: the breaker may have opened meanwhile
 * @throws what kept it from going out
 */
export type JudgedAttempt = (check: () => void) => Promise<Outcome>;

/** Keeps calls from an upstream that is out of order. */
export interface Breaker {
  /** @throws BreakerOpenError when a call would not be let through now */
  check(): void;
  /** Lets a call through. @throws BreakerOpenError, and what the attempt throws */
  run(attempt: JudgedAttempt): Promise<Outcome>;
  state(): BreakerState;
}

/** Judged are the last 20 calls, from the tenth on. cockatiel opens above the threshold, we want half to be enough. */
const JUDGED = { size: 20, minimumNumberOfCalls: 10, threshold: 0.499 };

/** Opens when half of the last calls are outages; then one call in each `periodMs` may try, and closes it when it gets through. */
export function createBreaker(periodMs: number): Breaker {
  const counts = new CountBreaker(JUDGED);
  const policy = circuitBreaker(handleAll.orWhenResult(isOutage), { halfOpenAfter: periodMs, breaker: counts });
  let openedAtMs = 0;
  let breaks = 0;
  policy.onBreak(() => {
    openedAtMs = Date.now();
    breaks += 1;
  });

  /** Who tries now may take as long as it likes; then it is a period more, or none. */
  const waitMs = () => (policy.state === CircuitState.HalfOpen ? periodMs : openedAtMs + periodMs - Date.now());
  function check(): void {
    // cockatiel would let calls wait for the trial; whether it will ever end is just what nobody knows.
    if (policy.state !== CircuitState.Closed && waitMs() > 0) throw new BreakerOpenError(waitMs());
  }

  async function pass(attempt: JudgedAttempt): Promise<Outcome> {
    const breaksBefore = breaks;
    const hasOpened = () => breaks !== breaksBefore;
    const outcome = await attempt(() => {
      if (hasOpened()) throw new BreakerOpenError(Math.max(waitMs(), 1));
    });
    // What began before the break says nothing about how it is since.
    if (showsNothing(outcome) || hasOpened()) return outcome;
    if (isOutage(outcome)) return policy.execute(() => outcome);
    // Just what cockatiel does with a call that it has run itself.
    counts.success(CircuitState.Closed);
    return outcome;
  }

  function tryOut(attempt: JudgedAttempt): Promise<Outcome> {
    return policy.execute(async () => {
      const outcome = await attempt(() => {});
      // A trial that shows nothing must not close it; one that could not be sent is thrown, and does not either.
      return showsNothing(outcome) ? { ...outcome, shows: 'OUT_OF_ORDER' as const } : outcome;
    });
  }

  return {
    check,
    run(attempt) {
      check();
      return policy.state === CircuitState.Closed ? pass(attempt) : tryOut(attempt);
    },
    state: () => toState(policy.state),
  };
}

function showsNothing(outcome: Outcome): outcome is Failed {
  return isFailed(outcome) && outcome.shows === 'NOTHING';
}

function isOutage(outcome: unknown): boolean {
  return isFailed(outcome) && outcome.shows === 'OUT_OF_ORDER';
}

function toState(state: CircuitState): BreakerState {
  switch (state) {
    case CircuitState.Closed:
      return 'CLOSED';
    case CircuitState.HalfOpen:
      return 'HALF_OPEN';
    case CircuitState.Open:
    case CircuitState.Isolated:
      return 'OPEN';
  }
}
