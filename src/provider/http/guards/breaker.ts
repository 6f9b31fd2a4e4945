import { BrokenCircuitError, circuitBreaker, CircuitState, CountBreaker, handleWhenResult } from 'cockatiel';
import type { BreakerState } from '../../provider.js';
import { isFailed, type Outcome } from './outcome.js';

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
  /** @throws BreakerOpenError */
  run(attempt: () => Promise<Outcome>): Promise<Outcome>;
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
  policy.onBreak(() => {
    openedAtMs = Date.now();
  });

  const toOpenError = () => new BreakerOpenError(Math.max(openedAtMs + periodMs - Date.now(), 1));
  /** A trial that shows nothing must not close it, and any other such call is not to be judged. */
  async function judge(attempt: () => Promise<Outcome>): Promise<Outcome> {
    const outcome = await attempt();
    if (!isFailed(outcome) || outcome.shows !== 'NOTHING') return outcome;
    if (policy.state === CircuitState.HalfOpen) return { ...outcome, shows: 'OUT_OF_ORDER' };
    throw new Unjudged(outcome);
  }

  return {
    async run(attempt) {
      // cockatiel would let calls wait for the trial; whether it will ever end is just what nobody knows.
      if (policy.state === CircuitState.HalfOpen) throw toOpenError();
      try {
        return await policy.execute(() => judge(attempt));
      } catch (error) {
        if (error instanceof Unjudged) return error.outcome;
        throw error instanceof BrokenCircuitError ? toOpenError() : error;
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
