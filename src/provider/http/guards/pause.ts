/** A time in which an upstream is sent nothing, because it asked for that. */
export interface Pause {
  /** Lasts at least so long from now on. */
  begin(durationMs: number): void;
  /** Milliseconds; 0 when it is over. */
  leftMs(): number;
}

/** @param elapsed milliseconds on a clock that only goes forward */
export function createPause(elapsed: () => number): Pause {
  let endsAt = 0;
  return {
    begin(durationMs) {
      endsAt = Math.max(endsAt, elapsed() + durationMs);
    },
    leftMs: () => Math.max(endsAt - elapsed(), 0),
  };
}
