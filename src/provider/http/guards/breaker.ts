import { circuitBreaker, CircuitState, CountBreaker, handleWhenResult } from 'cockatiel';
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

/** Keeps calls from an upstream that is out of order. */
export interface Breaker {
  /** @throws BreakerOpenError when a call would not be let through now */
  check(): void;
  /**
   * Lets a call through.
   * @param attempt is to call `check` when it has waited for something: the breaker may have opened meanwhile
   * @throws BreakerOpenError
   */
  run(attempt: (check: () => void) => Promise<Outcome>): Promise<Outcome>;
  state(): BreakerState;
}

/** Judged are the last 20 calls, from the tenth on. cockatiel opens above the threshold, we want half to be enough. */
const JUDGED = { size: 20, minimumNumberOfCalls: 10, threshold: 0.499 };

/** Opens when half of the last calls are outages; then one call in each `periodMs` may try, and closes it when it gets through. */
export function createBreaker(periodMs: number): Breaker {
  const policy = circuitBreaker(handleWhenResult(isOutage), {
    halfOpenAfter: periodMs,
    breaker: new CountBreaker(JUDGED),
  });
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

  return {
    check,
    async run(attempt) {
      check();
      const isTrial = policy.state !== CircuitState.Closed;
      const breaksBefore = breaks;
      const hasOpened = () => breaks !== breaksBefore;
      const checkAgain = () => {
        if (hasOpened()) throw new BreakerOpenError(Math.max(waitMs(), 1));
      };
      try {
        return await policy.execute(async () => {
          const outcome = await attempt(checkAgain);
          // A trial that shows nothing must not close it.
          if (isTrial) return showsNothing(outcome) ? { ...outcome, shows: 'OUT_OF_ORDER' as const } : outcome;
          // What began before the break says nothing about how it is since.
          if (showsNothing(outcome) || hasOpened()) throw new Unjudged(outcome);
          return outcome;
        });
      } catch (error) {
        if (error instanceof Unjudged) return error.outcome;
        throw error;
      }
    },
    state: () => toState(policy.state),
  };
}

/** cockatiel counts neither for nor against the upstream what is thrown and not handled. */
class Unjudged extends Error {
  override readonly name = 'Unjudged';
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super('The call shows nothing.');
    this.outcome = outcome;
  }
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
