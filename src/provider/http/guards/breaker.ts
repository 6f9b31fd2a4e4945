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

/** Keeps calls from an upstream that is out of order. */
export interface Breaker {
  /** @throws BreakerOpenError when a call would not be let through now */
  check(): void;
  /** Lets a call through. @throws BreakerOpenError */
  enter(): Passage;
  state(): BreakerState;
}

/** One call that was let through. */
export interface Passage {
  /** To be called after a wait: the breaker may have opened meanwhile. @throws BreakerOpenError */
  check(): void;
  /**
   * Heeds what came of it; called once, also when it did not go out, which is null.
   * @returns a promise that ends once it is heeded; null when it is already
   */
  judge(outcome: Outcome | null): Promise<unknown> | null;
}

/** Judged are the last 20 calls, from the tenth on. cockatiel opens above the threshold, we want half to be enough. */
const JUDGED = { size: 20, minimumNumberOfCalls: 10, threshold: 0.499 };

const FAILED_TRIAL = { shows: 'OUT_OF_ORDER' } as const;

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

  /** A call like any other, while nothing seems wrong. */
  function pass(): Passage {
    const breaksBefore = breaks;
    const hasOpened = () => breaks !== breaksBefore;
    return {
      check() {
        if (hasOpened()) throw new BreakerOpenError(Math.max(waitMs(), 1));
      },
      judge(outcome) {
        // What began before the break says nothing about how it is since.
        if (showsNothing(outcome) || hasOpened()) return null;
        if (isOutage(outcome)) return policy.execute(() => outcome);
        // Just what cockatiel does with a call that it has run itself.
        counts.success(CircuitState.Closed);
        return null;
      },
    };
  }

  /** One call to see whether it is in order again. */
  function tryOut(): Passage {
    let end!: (outcome: Outcome | typeof FAILED_TRIAL) => void;
    const ended = new Promise((resolve) => (end = resolve));
    // Nobody is to hear but who tried: cockatiel lets nothing through when the clock has been set back just now.
    const verdict = policy.execute(() => ended).catch(() => null);
    return {
      check() {},
      judge(outcome) {
        // A trial that shows nothing must not close it.
        end(showsNothing(outcome) ? FAILED_TRIAL : outcome);
        return verdict;
      },
    };
  }

  return {
    check,
    enter() {
      check();
      return policy.state === CircuitState.Closed ? pass() : tryOut();
    },
    state: () => toState(policy.state),
  };
}

function showsNothing(outcome: Outcome | null): outcome is Failed | null {
  return outcome === null || (isFailed(outcome) && outcome.shows === 'NOTHING');
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
