import { rateLimited, toCaller } from '../../operation/cost/rate-limited.js';
import type { PointBuckets } from '../../operation/cost/point-buckets.js';
import type { ServerContext } from '../server-context.js';

/** Looking at so many characters costs a point, whatever is found in them. */
const CHARACTERS_PER_POINT = 100;

/**
 * Takes the points of reading a request, by its length, before anything of it is looked at: what is refused costs work
 * as well. They count towards the price of its query.
 * @throws GraphQLError RATE_LIMITED
 */
export type ChargeReading = (context: ServerContext, characters: number) => void;

export function createReadingCharge(buckets: PointBuckets): ChargeReading {
  return (context, characters) => {
    const points = 1 + characters / CHARACTERS_PER_POINT;
    const waitMs = buckets.take(toCaller(context.viewer), points);
    if (waitMs > 0) throw rateLimited(waitMs);
    context.pointsPaid = points;
  };
}
