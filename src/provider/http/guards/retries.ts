import { DelegateBackoff, handleWhenResult, retry } from 'cockatiel';
import type { Cancellation } from '../../cancel-signal.js';
import { ProviderError } from '../../provider-error.js';
import { isFailed, type Failed, type Outcome } from './outcome.js';
import { createRetryBudget } from './retry-budget.js';

export interface RetriesOptions {
  /** Tries of one read, the first included. */
  readonly attempts: number;
  /** The longest wait for the next try. */
  readonly patienceMs: number;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
}

/** Tries reads again whose failure may pass. */
export interface Retries {
  /** @param timeLeftMs within which the last try has to begin and may take as long as the one before */
  run(attempt: () => Promise<Outcome>, timeLeftMs: () => number, signal: Cancellation): Promise<Outcome>;
}

const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 1000;

/**
 * Full jitter: any delay up to a bound that doubles, 100 ms at first; what the upstream asks us to wait comes on top.
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function createRetries({ attempts, patienceMs, random }: RetriesOptions): Retries {
  const budget = createRetryBudget();

  /** @param first how the first try ended */
  function repeat(first: Failed, attempt: () => Promise<Outcome>, timeLeftMs: () => number, signal: Cancellation) {
    let made = 0;
    let delayMs = 0;
    let last = first;
    const mayRepeat = (outcome: unknown) => {
      made += 1;
      if (signal.aborted || made >= attempts || !isFailed(outcome) || !outcome.isPassing) return false;
      delayMs = waitOf(outcome) + random() * Math.min(FIRST_DELAY_MS * 2 ** (made - 1), MAX_DELAY_MS);
      return delayMs < patienceMs && delayMs + outcome.durationMs < timeLeftMs() && budget.spend();
    };
    const policy = retry(handleWhenResult(mayRepeat), {
      maxAttempts: attempts,
      backoff: new DelegateBackoff(() => delayMs),
    });
    return policy.execute(async () => {
      if (made === 0) return first;
      const outcome = await attempt();
      if (!isFailed(outcome)) return outcome;
      // A repeat that did not go out says less than the failure that it was to mend.
      if (outcome.shows === 'NOTHING' && !signal.aborted) return { ...last, isPassing: false };
      last = outcome;
      return outcome;
    });
  }

  return {
    run(attempt, timeLeftMs, signal) {
      budget.earn();
      return attempt().then((first) =>
        isFailed(first) && first.isPassing ? repeat(first, attempt, timeLeftMs, signal) : first,
      );
    },
  };
}

function waitOf({ error }: Failed): number {
  return (error instanceof ProviderError && error.retryAfterMs) || 0;
}
