/** A value read from upstream and kept for a while. Failures are not kept. */
export interface KeptOptions {
  readonly keepMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Wraps a read so that its last answer serves until it is `keepMs` old. */
export function createKept<Arguments extends readonly unknown[], T>(
  read: (...args: Arguments) => Promise<T>,
  { keepMs, now }: KeptOptions,
): (...args: Arguments) => Promise<T> {
  let kept: { readonly value: T; readonly readAtMs: number } | null = null;
  return async (...args) => {
    const readAtMs = now();
    // After the clock was set back nobody knows how old it is.
    if (kept && kept.readAtMs <= readAtMs && readAtMs - kept.readAtMs < keepMs) return kept.value;
    const value = await read(...args);
    kept = { value, readAtMs };
    return value;
  };
}
