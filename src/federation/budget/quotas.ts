import type { Backend } from '../../provider/backend.js';
import type { RateLimit } from '../../provider/provider.js';

/** Requests that upstreams still allow, as far as they say so. */
export interface Quotas {
  /** Null where the upstream does not say, or said so too long ago to count on. */
  remaining(backend: Backend): number | null;
  /** Milliseconds until the next window begins; null where the upstream does not say. */
  untilReset(backend: Backend): number | null;
}

/** What an answer said of a window whose end it did not tell: after that, a request may find out. */
const TRUSTED_MS = 10_000;

/** @param clock milliseconds since 1970 */
export function createQuotas(clock: () => number): Quotas {
  const seenAt = new WeakMap<RateLimit, number>();

  function current({ provider }: Backend): RateLimit | null {
    const { rateLimit } = provider.status();
    if (!rateLimit) return null;
    const now = clock();
    const seen = seenAt.get(rateLimit) ?? now;
    seenAt.set(rateLimit, seen);
    const endsAt = rateLimit.resetAt === null ? seen + TRUSTED_MS : Date.parse(rateLimit.resetAt);
    return now < endsAt ? rateLimit : null;
  }

  return {
    remaining: (backend) => current(backend)?.remaining ?? null,
    untilReset(backend) {
      const resetAt = current(backend)?.resetAt ?? null;
      return resetAt === null ? null : Math.max(0, Date.parse(resetAt) - clock());
    },
  };
}
