const hourMs = 3_600_000;

/** Counts requests in a rolling hour, one bucket for each OAuth application. */
export interface Quota {
  /** Requests allowed in any one hour. */
  readonly limit: number;
  remaining(bucket: string): number;
  /** Uses one request. The seconds to wait when none is left, or null when one was. */
  take(bucket: string): number | null;
}

/** @param clock the time in milliseconds since 1970 */
export function createQuota(limit: number, clock: () => number): Quota {
  const takenByBucket = new Map<string, number[]>();

  function takenInLastHour(bucket: string): number[] {
    const taken = takenByBucket.get(bucket) ?? [];
    const firstInWindow = taken.findIndex((takenAtMs) => takenAtMs > clock() - hourMs);
    taken.splice(0, firstInWindow === -1 ? taken.length : firstInWindow);
    takenByBucket.set(bucket, taken);
    return taken;
  }

  return {
    limit,
    remaining: (bucket) => Math.max(0, limit - takenInLastHour(bucket).length),
    take(bucket) {
      const taken = takenInLastHour(bucket);
      if (taken.length >= limit) return secondsUntilFree(taken[0], clock());
      taken.push(clock());
      return null;
    },
  };
}

function secondsUntilFree(oldestMs: number | undefined, nowMs: number): number {
  if (oldestMs === undefined) return hourMs / 1000;
  return Math.max(1, Math.ceil((oldestMs + hourMs - nowMs) / 1000));
}
