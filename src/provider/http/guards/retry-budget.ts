/** What retries may add to the calls that they repeat. */
export interface RetryBudget {
  /** A call was made that is no retry. */
  earn(): void;
  /** Takes one retry. @returns false when there is none left */
  spend(): boolean;
}

/** A tenth of the calls; what an idle upstream has saved is enough for the retries of a few. */
const SHARE = 0.1;
const MOST_SAVED = 10;

/** Lets retries be at most a tenth of the calls, so that they do not finish off an upstream that is ill. */
export function createRetryBudget(): RetryBudget {
  let saved = MOST_SAVED;
  return {
    earn() {
      saved = Math.min(saved + SHARE, MOST_SAVED);
    },
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
