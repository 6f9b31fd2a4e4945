import { DelegateBackoff, handleWhenResult, retry } from 'cockatiel';
import { ProviderError } from '../provider-error.js';
import { isFailed, type Failed, type Outcome } from './outcome.js';
import { createRetryBudget } from './retry-budget.js';

export interface RetriesOptions {
  /** Tries of one read, the first included. */
  readonly attempts: number;
  /** 0 to 1, for the jitter. */
  readonly random: () => number;
}

/** Tries reads again whose failure may pass. */
export interface Retries {
  /** @param timeLeftMs within which the last try has to begin and may take as long as the one before */
  run(attempt: () => Promise<Outcome>, timeLeftMs: () => number, signal: AbortSignal): Promise<Outcome>;
}

const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 1000;

/**
 * Full jitter: any delay up to a bound that doubles, 100 ms at first; what the upstream asks us to wait comes on top.
 * @see https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/
 */
export function createRetries({ attempts, random }: RetriesOptions): Retries {
  const budget = createRetryBudget();

  return {
    run(attempt, timeLeftMs, signal) {
      budget.earn();
      let made = 0;
      let delayMs = 0;
      const mayRepeat = (outcome: unknown) => {
        made += 1;
        if (made >= attempts || !isFailed(outcome) || !outcome.isPassing) return false;
        delayMs = waitOf(outcome) + random() * Math.min(FIRST_DELAY_MS * 2 ** (made - 1), MAX_DELAY_MS);
        return delayMs + outcome.durationMs < timeLeftMs() && budget.spend();
      };
      const policy = retry(handleWhenResult(mayRepeat), {
        maxAttempts: attempts,
        backoff: new DelegateBackoff(() => delayMs),
      });
      return policy.dangerouslyUnref().execute(attempt, signal);
    },
  };
}

function waitOf({ error }: Failed): number {
  return (error instanceof ProviderError && error.retryAfterMs) || 0;
}
