import type { RateLimit } from '../../provider.js';
import { createTimes } from './times.js';

export interface QuotaOptions {
  /** Requests that the upstream takes in a window, where that is known before it says so; null: it will say, or has no limit. */
  readonly limit: number | null;
  /** Length of its window, which rolls. */
  readonly windowMs: number;
  /** Milliseconds on a clock that only goes forward. */
  readonly elapsed: () => number;
}

/** What the upstream still takes in its window, as far as it told and we have sent. */
export interface Quota {
  /** Takes one request. @param reserve how many others must be left */
  take(reserve: number): Place | null;
  /**
   * Until a request may be taken, judged by our own; at most a minute where others use it up too.
   * @param ahead how many are to be taken before it
   */
  waitMs(reserve: number, ahead: number): number;
  /** What an answer told. */
  told(rateLimit: RateLimit): void;
  /** Null while nothing is known. */
  limit(): number | null;
  /** As the upstream told, less what was sent since; null while it has told nothing. What is left is null when a try is to tell. */
  rateLimit(): RateLimit | null;
}

/** One request that was taken. */
export interface Place {
  /** The request was not sent after all. */
  giveBack(): void;
  /** It was sent, and its answer is there, or will not come. */
  answered(): void;
}

/** Where others share the quota, nobody knows when there is room again: then one try a minute finds out. */
const TRIAL_MS = 60_000;

export function createQuota({ limit: knownLimit, windowMs, elapsed }: QuotaOptions): Quota {
  // When they were answered: the upstream has counted them by then, and perhaps only just before.
  const answered = createTimes();
  let limit = knownLimit;
  let left = knownLimit;
  let underWay = 0;
  let trialAt = 0;
  let hasTold = false;

  const ours = () => answered.count() + underWay;
  /** Answers overtake each other, so one may tell of more than is left by now. */
  const atMost = (count: number) => (limit === null ? count : Math.min(count, limit - ours()));
  /** Whether nobody but us has used any of it. */
  const isOurs = () => left === null || (limit !== null && left >= limit - ours());
  const isTrialDue = () => !isOurs() && underWay === 0 && elapsed() >= trialAt;

  /** What is older than the window counts no more. */
  function roll(): void {
    const gone = answered.dropUntil(elapsed() - windowMs);
    if (left !== null) left = atMost(left + gone);
  }

  /** Until so many of our own are older than the window, some of which may be sent only then. */
  function untilRolled(count: number): number {
    const rounds = limit === null ? 0 : Math.floor((count - 1) / limit);
    const last = answered.at(limit === null ? count - 1 : (count - 1) % limit) ?? elapsed();
    return (rounds + 1) * windowMs - (elapsed() - last);
  }

  function use(): Place {
    const isCounted = left !== null;
    const taken = left === null || left <= 0 ? 0 : 1;
    if (left !== null) left -= taken;
    underWay += 1;
    let isOpen = true;
    const end = () => {
      if (isOpen) underWay -= 1;
      isOpen = false;
    };
    return {
      answered() {
        end();
        trialAt = elapsed() + TRIAL_MS;
        if (left !== null) answered.add(elapsed());
      },
      giveBack() {
        if (isOpen && isCounted && left !== null) left += taken;
        end();
      },
    };
  }

  return {
    take(reserve) {
      roll();
      return left === null || left > reserve || isTrialDue() ? use() : null;
    },
    waitMs(reserve, ahead) {
      roll();
      const missing = left === null ? 0 : reserve + 1 + ahead - left;
      if (missing <= 0) return 0;
      const rolled = untilRolled(missing);
      if (isOurs()) return rolled;
      return Math.min(rolled, underWay > 0 ? TRIAL_MS : Math.max(trialAt - elapsed(), 0));
    },
    told(rateLimit) {
      hasTold = true;
      limit = rateLimit.limit ?? limit;
      // The one that tells is under way itself.
      if (rateLimit.remaining !== null) left = Math.max(atMost(rateLimit.remaining - Math.max(underWay - 1, 0)), 0);
    },
    limit: () => limit,
    rateLimit() {
      roll();
      return hasTold ? { limit, remaining: isTrialDue() ? null : left, resetAt: null } : null;
    },
  };
}
