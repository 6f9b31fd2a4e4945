import { ProviderError } from '../../provider-error.js';
import type { UpstreamAnswer } from '../upstream-request.js';

/** What came of one try. */
export type Outcome = Answered | Failed;

export interface Answered {
  readonly answer: UpstreamAnswer;
}

export interface Failed {
  readonly error: unknown;
  /** What it tells about the upstream: OUT_OF_ORDER, IN_ORDER (it refused what was asked), or nothing. */
  readonly shows: 'OUT_OF_ORDER' | 'IN_ORDER' | 'NOTHING';
  /** The same request may do later: nothing came of this one. */
  readonly isPassing: boolean;
  /** Whether the upstream can have seen the request. */
  readonly isSent: boolean;
  /** How long the try took. */
  readonly durationMs: number;
}

/** Who was cut off sooner has not waited long enough to blame the upstream. */
const SHORTEST_SILENCE_MS = 250;

export function isFailed(outcome: unknown): outcome is Failed {
  return typeof outcome === 'object' && outcome !== null && 'shows' in outcome;
}

export interface Tried extends Pick<Failed, 'isSent' | 'durationMs'> {
  /** Of the answer; null when there was none. */
  readonly status: number | null;
}

/** A try to send the request. */
export function toFailed(error: unknown, { status, isSent, durationMs }: Tried): Failed {
  if (!(error instanceof ProviderError)) return { ...toUntold(error), isSent, durationMs };
  const { code } = error;
  const isBroken = code === 'UNAVAILABLE' || code === 'TIMEOUT';
  const isCutShort = code === 'TIMEOUT' && status === null && durationMs < SHORTEST_SILENCE_MS;
  const isOutage = isBroken && (status === null || status >= 500);
  return {
    error,
    shows: isCutShort ? 'NOTHING' : isOutage ? 'OUT_OF_ORDER' : 'IN_ORDER',
    isPassing: isBroken || code === 'RATE_LIMITED',
    isSent,
    durationMs,
  };
}

/** A try that came to nothing here. */
export function toUntold(error: unknown): Failed {
  return { error, shows: 'NOTHING', isPassing: false, isSent: false, durationMs: 0 };
}
