import type { RateLimit } from '../../provider.js';

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
  /** Until a request may be taken, judged by our own; at most a minute where others use it up too. */
  waitMs(): number;
  /** What an answer told. */
  told(rateLimit: RateLimit): void;
  /** Null while nothing is known. */
  limit(): number | null;
  /** As the upstream told, less what was sent since; null while it has told nothing. */
  rateLimit(): RateLimit | null;
}

/** One request that was taken. */
export interface Place {
  /** The request was not sent after all. */
  giveBack(): void;
  /** Its answer is there. */
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

  /** Whether our own requests have used it all up. */
  const isOurs = () => limit !== null && ours() >= limit;
  const ours = () => answered.count() + underWay;
  /** Answers overtake each other, so one may tell of more than is left by now. */
  const atMost = (count: number) => (limit === null ? count : Math.min(count, limit - ours()));

  /** What is older than the window counts no more. */
  function roll(): void {
    const gone = answered.dropUntil(elapsed() - windowMs);
    if (left === null) return;
    left = atMost(left + gone);
    if (left <= 0 && underWay === 0 && !isOurs() && elapsed() >= trialAt) left = 1;
  }

  function use(): Place {
    const wasCounted = left !== null;
    if (left !== null) left -= 1;
    underWay += 1;
    trialAt = elapsed() + TRIAL_MS;
    let isOpen = true;
    const end = () => {
      if (isOpen) underWay -= 1;
      isOpen = false;
    };
    return {
      answered() {
        end();
        if (left !== null) answered.add(elapsed());
      },
      giveBack() {
        if (isOpen && wasCounted && left !== null) left += 1;
        end();
      },
    };
  }

  return {
    take(reserve) {
      roll();
      return left === null || left > reserve ? use() : null;
    },
    waitMs() {
      const untilRolled = (answered.oldest() ?? elapsed()) + windowMs - elapsed();
      return Math.max(isOurs() ? untilRolled : Math.min(untilRolled, trialAt - elapsed()), 1);
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
      return hasTold ? { limit, remaining: left, resetAt: null } : null;
    },
  };
}

/** Times in the order they are added; those at the front go. */
function createTimes() {
  let times: number[] = [];
  let first = 0;
  return {
    add: (time: number) => times.push(time),
    count: () => times.length - first,
    oldest: () => times[first],
    /** @returns how many went */
    dropUntil(end: number): number {
      const before = first;
      while (first < times.length && (times[first] ?? end) <= end) first += 1;
      const gone = first - before;
      // Moving the rest to the front each time would cost more than all else.
      if (first > 1000 && first * 2 > times.length) {
        times = times.slice(first);
        first = 0;
      }
      return gone;
    },
  };
}
