import type { Call } from '../provider/provider.js';

/** What one backend did for one request. */
export interface BackendTiming {
  readonly calls: number;
  /** From the beginning of its first call to the end of its last one, in whole milliseconds. */
  readonly ms: number;
  /** OK, why the first failed call did, UNFINISHED when a call is still under way, or STALE when an answer of before served. */
  readonly outcome: string;
}

/** Collects what the backends did for one request. */
export interface BackendTimings {
  readonly onCall: NonNullable<Call['onCall']>;
  /** By backend key, so far. */
  read(): Readonly<Record<string, BackendTiming>>;
}

interface Entry {
  calls: number;
  open: number;
  readonly startedAt: number;
  endedAt: number;
  failure: string | null;
  isStale: boolean;
}

export function createBackendTimings(): BackendTimings {
  const entries = new Map<string, Entry>();

  function open(backend: string): Entry {
    const entry = { calls: 0, open: 0, startedAt: performance.now(), endedAt: 0, failure: null, isStale: false };
    entries.set(backend, entry);
    return entry;
  }

  return {
    onCall(backend) {
      const entry = entries.get(backend) ?? open(backend);
      entry.calls += 1;
      entry.open += 1;
      return (outcome) => {
        entry.open -= 1;
        entry.endedAt = performance.now();
        if (outcome === 'STALE') entry.isStale = true;
        else if (outcome !== 'OK') entry.failure ??= outcome;
      };
    },
    read: () => Object.fromEntries([...entries].map(([backend, entry]) => [backend, toTiming(entry)])),
  };
}

function toTiming({ calls, open, startedAt, endedAt, failure, isStale }: Entry): BackendTiming {
  const isOver = open === 0;
  const outcome = isStale ? 'STALE' : 'OK';
  const ms = Math.round((isOver ? endedAt : performance.now()) - startedAt);
  return { calls, ms, outcome: failure ?? (isOver ? outcome : 'UNFINISHED') };
}
