const windowMs = 1000;

/** Counts requests in a rolling second, one bucket for each account. */
export interface RateLimit {
  /** Uses one request. The whole seconds to wait when none is left, or null when one was. */
  take(accountId: string): number | null;
}

/**
 * @param requestsPerSecond Infinity for no limit
 * @param clock the time in milliseconds since 1970
 */
export function createRateLimit(requestsPerSecond: number, clock: () => number): RateLimit {
  const takenByAccount = new Map<string, readonly number[]>();
  return {
    take(accountId) {
      if (requestsPerSecond === Infinity) return null;
      const nowMs = clock();
      const taken = (takenByAccount.get(accountId) ?? []).filter((takenAtMs) => takenAtMs > nowMs - windowMs);
      const isAllowed = taken.length < requestsPerSecond;
      takenByAccount.set(accountId, isAllowed ? [...taken, nowMs] : taken);
      return isAllowed ? null : Math.ceil(windowMs / 1000);
    },
  };
}
