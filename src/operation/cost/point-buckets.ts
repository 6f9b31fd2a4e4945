import { LRUCache } from 'lru-cache';

export interface PointBucketsOptions {
  /** What flows into each bucket; 0 sets no bound. */
  readonly pointsPerMinute: number;
  /** What each bucket holds. */
  readonly pointsAtOnce: number;
  /** Milliseconds of any clock that never goes back. */
  readonly now: () => number;
}

/** A bucket of points for each caller: full at first, and filling up with time. */
export interface PointBuckets {
  /**
   * Takes points and answers 0, or takes none and answers how many milliseconds it takes until there are enough. What
   * costs more than a bucket holds takes a full one.
   * @param paid points of these that the same request has paid before, and will have to when it comes again
   */
  take(caller: string, points: number, paid?: number): number;
  /** Points that are left; Infinity where there is no bound. */
  left(caller: string): number;
}

interface Bucket {
  points: number;
  filledAt: number;
}

/** Callers that are remembered; whoever was forgotten begins with a full bucket. */
const MOST_CALLERS = 50_000;
const MS_PER_MINUTE = 60_000;
/** Points that may be missing: sums of time come out a little less than they are. */
const ROUNDING = 1e-6;

export function createPointBuckets({ pointsPerMinute, pointsAtOnce, now }: PointBucketsOptions): PointBuckets {
  const buckets = new LRUCache<string, Bucket>({ max: MOST_CALLERS });
  const perMs = pointsPerMinute / MS_PER_MINUTE;

  function fill(caller: string): Bucket {
    const bucket = buckets.get(caller) ?? { points: pointsAtOnce, filledAt: now() };
    buckets.set(caller, bucket);
    const filledAt = now();
    bucket.points = Math.min(pointsAtOnce, bucket.points + (filledAt - bucket.filledAt) * perMs);
    bucket.filledAt = filledAt;
    return bucket;
  }

  return {
    take(caller, points, paid = 0) {
      if (pointsPerMinute === 0) return 0;
      const bucket = fill(caller);
      const price = Math.min(points, pointsAtOnce);
      const due = Math.max(0, price - paid);
      if (bucket.points < due - ROUNDING) return (price - bucket.points) / perMs;
      bucket.points -= due;
      return 0;
    },
    left: (caller) => (pointsPerMinute === 0 ? Number.POSITIVE_INFINITY : fill(caller).points),
  };
}
