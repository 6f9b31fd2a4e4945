/** A table with more different durations than this is rounded; the store rounds where more tickets are resolved. */
export const MOST_EXACT_DURATIONS = 10_000;

/** How far a rounded duration is from the exact one, at most: half a percent of it. */
const MAX_ROUNDING_ERROR = 0.005;

/** The ratio of the bounds of one bucket: what is in it is within the error of the value that stands for it. */
export const BUCKET_RATIO = (1 + MAX_ROUNDING_ERROR) / (1 - MAX_ROUNDING_ERROR);

/**
 * The duration that stands for all in its bucket. Buckets grow with what they hold (DDSketch), so ten years by the
 * millisecond are less than 2 700 of them, percentiles keep the relative error, and tables of several backends add up.
 * @param duration in milliseconds
 * @see https://arxiv.org/abs/1908.10693
 */
export function roundDuration(duration: number): number {
  if (duration === 0) return 0;
  const bucket = Math.ceil(Math.log(Math.abs(duration)) / Math.log(BUCKET_RATIO));
  return Math.sign(duration) * valueOfBucket(bucket);
}

/** The value that is equally far, relatively, from both bounds of a bucket. */
export function valueOfBucket(bucket: number): number {
  return (2 * BUCKET_RATIO ** bucket) / (BUCKET_RATIO + 1);
}
