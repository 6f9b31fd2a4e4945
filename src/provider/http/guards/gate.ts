import type { Cancellation } from '../../cancel-signal.js';
import type { Pause } from './pause.js';
import type { Place, Quota } from './quota.js';
import { sleep } from './sleep.js';
import { createTurns, type Turns } from './turns.js';
import type { UpstreamKind } from './upstream-kind.js';

export interface GateOptions {
  readonly quota: Quota;
  /** Nothing is let through while it lasts. */
  readonly pause: Pause;
  /** That of the whole upstream, while it is out of order; null when there is none. */
  readonly outage: Pause | null;
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
  /** Whether the upstream is out of order; else it takes no more of us for now. */
  readonly isOutage: boolean;

  constructor(retryAfterMs: number, isOutage: boolean) {
    super('The upstream would refuse the request.');
    this.retryAfterMs = retryAfterMs;
    this.isOutage = isOutage;
  }
}

/** Lets requests go only when the upstream will take them, in the order in which they come; statistics after the others. */
export interface Gate {
  /** A place where there is one for the next who comes; null when that has to wait. */
  take(kind: UpstreamKind): Place | null;
  /**
   * Waits for a place where the wait is short.
   * @throws GateClosedError at once when it is long, or longer than the time left
   */
  wait(kind: UpstreamKind, timeLeftMs: number, signal: Cancellation): Promise<Place>;
}

/** Those who wait, one of whom tries. */
interface Line {
  readonly turns: Turns;
  length: number;
}

export function createGate({ quota, pause, outage, reserve, patienceMs, elapsed }: GateOptions): Gate {
  const figures = createLine();
  const others = createLine();

  const lineOf = (kind: UpstreamKind) => (kind === 'statistics' ? figures : others);
  const reserveOf = (line: Line) => (line === figures ? Math.ceil((quota.limit() ?? 0) * reserve) : 0);
  const pausedMs = () => Math.max(pause.leftMs(), outage?.leftMs() ?? 0);
  const waitMs = (line: Line, ahead: number) => Math.max(pausedMs(), quota.waitMs(reserveOf(line), ahead));
  const aheadOf = (line: Line) => (line === figures ? figures.length + others.length : others.length);

  const take = (line: Line) => (pausedMs() > 0 ? null : quota.take(reserveOf(line)));

  /** @throws GateClosedError when that is too long */
  function checkWait(wait: number, givesUpAt: number): void {
    if (wait > 0 && elapsed() + wait >= givesUpAt) throw new GateClosedError(wait, (outage?.leftMs() ?? 0) > 0);
  }

  async function pass(line: Line, givesUpAt: number, signal: Cancellation): Promise<Place> {
    for (;;) {
      if (line === figures && others.length > 0) (await others.turns.wait(signal)).end();
      const place = take(line);
      if (place) return place;
      const wait = Math.max(waitMs(line, 0), 1);
      checkWait(wait, givesUpAt);
      await sleep(wait, signal);
    }
  }

  return {
    take(kind) {
      const line = lineOf(kind);
      return aheadOf(line) === 0 ? take(line) : null;
    },
    async wait(kind, timeLeftMs, signal) {
      const line = lineOf(kind);
      const givesUpAt = elapsed() + Math.min(timeLeftMs, patienceMs);
      checkWait(waitMs(line, aheadOf(line)), givesUpAt);
      line.length += 1;
      try {
        const turn = await line.turns.wait(signal);
        return await pass(line, givesUpAt, signal).finally(() => turn.end());
      } finally {
        line.length -= 1;
      }
    },
  };
}

function createLine(): Line {
  return { turns: createTurns(1, Number.POSITIVE_INFINITY), length: 0 };
}
