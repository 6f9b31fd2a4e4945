import type { UpstreamKind } from './upstream-kind.js';
import type { Place, Quota } from './quota.js';
import { sleep } from './sleep.js';

export interface GateOptions {
  readonly quota: Quota;
  /** Part of the quota that statistics leave to reads and writes, 0 to 1. */
  readonly reserve: number;
  /** The longest wait for a place; who would wait longer is refused at once. */
  readonly patienceMs: number;
  /** Milliseconds on a clock that only goes forward. */
  readonly elapsed: () => number;
}

/** A request that the upstream would refuse, so it was not sent. */
export class GateClosedError extends Error {
  override readonly name = 'GateClosedError';
  readonly retryAfterMs: number;

  constructor(retryAfterMs: number) {
    super('The upstream would refuse the request.');
    this.retryAfterMs = retryAfterMs;
  }
}

/** Lets requests go only when the upstream will take them. */
export interface Gate {
  /**
   * Waits for a place where the wait is short.
   * @throws GateClosedError at once when it is long, or longer than the time left
   */
  enter(kind: UpstreamKind, timeLeftMs: number, signal: AbortSignal): Promise<Place>;
  /** The upstream asks us to send nothing for so long. */
  pause(durationMs: number): void;
}

export function createGate({ quota, reserve, patienceMs, elapsed }: GateOptions): Gate {
  let pausedUntil = 0;

  function tryToEnter(kind: UpstreamKind): Place | null {
    if (elapsed() < pausedUntil) return null;
    return quota.take(kind === 'statistics' ? Math.ceil((quota.limit() ?? 0) * reserve) : 0);
  }

  function waitMs(): number {
    const now = elapsed();
    return now < pausedUntil ? pausedUntil - now : quota.waitMs();
  }

  return {
    async enter(kind, timeLeftMs, signal) {
      const givesUpAt = elapsed() + Math.min(timeLeftMs, patienceMs);
      for (;;) {
        const place = tryToEnter(kind);
        if (place) return place;
        const wait = waitMs();
        if (elapsed() + wait >= givesUpAt) throw new GateClosedError(wait);
        await sleep(wait, signal);
      }
    },
    pause(durationMs) {
      pausedUntil = Math.max(pausedUntil, elapsed() + durationMs);
    },
  };
}
