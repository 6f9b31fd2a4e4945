import type { RateLimit } from '../../provider.js';
import type { UpstreamRequest } from '../upstream-request.js';
import { createGate, type Gate } from './gate.js';
import { createPause, type Pause } from './pause.js';
import { createQuota, type Quota, type QuotaOptions } from './quota.js';
import type { UpstreamKind } from './upstream-kind.js';

export interface GatesOptions {
  readonly quota: Pick<QuotaOptions, 'limit' | 'windowMs'>;
  readonly reserve: number;
  readonly patienceMs: number;
  /** Milliseconds on a clock that only goes forward. */
  readonly elapsed: () => number;
}

/** Of which request it is. */
export interface Counted {
  readonly kind: UpstreamKind;
  readonly request: Pick<UpstreamRequest, 'quotaKey'>;
}

/** What an answer asked for. */
export interface Guidance {
  readonly rateLimit: RateLimit | null;
  /** How long to send nothing; null when it did not say. */
  readonly pauseMs: number | null;
  /** Whether the whole upstream is out of order, not just the caller's quota used up. */
  readonly isOutage: boolean;
}

/** The gates of one upstream: one for each quota that it counts. Requests for tokens go to another endpoint, and have none. */
export interface Gates {
  of(counted: Counted): Gate;
  heed(counted: Counted, guidance: Guidance): void;
  /** Of requests that name no quota of their own. */
  rateLimit(): RateLimit | null;
  /** For how long nothing is sent of any quota, of tokens or at all, because an answer asked for that; 0 where none did. */
  pausedMs(): number;
}

interface Entry {
  readonly quota: Quota;
  readonly pause: Pause;
  readonly gate: Gate;
}

const NO_QUOTA = { limit: null, windowMs: 0 };

export function createGates({ quota, reserve, patienceMs, elapsed }: GatesOptions): Gates {
  const outage = createPause(elapsed);
  const create = (of: GatesOptions['quota'], ending: Pause | null): Entry => {
    const { limit, windowMs } = of;
    const own = createQuota({ limit, windowMs, elapsed });
    const pause = createPause(elapsed);
    const gate = createGate({ quota: own, pause, outage: ending, reserve, patienceMs, elapsed });
    return { quota: own, pause, gate };
  };
  const tokens = create(NO_QUOTA, null);
  const common = create(quota, outage);
  const byKey = new Map<string, Entry>();

  function entryOf({ kind, request: { quotaKey } }: Counted): Entry {
    if (kind === 'token') return tokens;
    if (quotaKey === undefined) return common;
    const entry = byKey.get(quotaKey) ?? create(quota, outage);
    byKey.set(quotaKey, entry);
    return entry;
  }

  return {
    of: (counted) => entryOf(counted).gate,
    heed(counted, { rateLimit, pauseMs, isOutage }) {
      const entry = entryOf(counted);
      if (pauseMs !== null) (isOutage && entry !== tokens ? outage : entry.pause).begin(pauseMs);
      if (rateLimit && entry !== tokens) entry.quota.told(rateLimit);
    },
    rateLimit: () => common.quota.rateLimit(),
    pausedMs: () =>
      [tokens, common, ...byKey.values()].reduce(
        (longestMs, { pause }) => Math.max(longestMs, pause.leftMs()),
        outage.leftMs(),
      ),
  };
}
