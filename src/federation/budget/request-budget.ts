import type { Backend } from '../../provider/backend.js';
import { NothingLeftError } from '../../provider/nothing-left-error.js';
import { ProviderError } from '../../provider/provider-error.js';

/** Upstream requests that some work takes of one backend. */
export interface RequestRange {
  /** As long as it takes the shortest way. */
  readonly atLeast: number;
  readonly atMost: number;
}

export type RequestEstimate = ReadonlyMap<string, RequestRange>;

/** What one request of ours may take of each backend, in upstream requests. */
export interface RequestBudget {
  /**
   * Sets the bounds; before that there are none. A backend that is not named may not be asked at all, nor one that tells
   * now that it takes fewer than the shortest way needs.
   */
  allow(estimate: RequestEstimate): void;
  /** Before a request leaves. @throws ProviderError RATE_LIMITED where nothing is left, here or in the backend's window */
  spend(backend: Backend): void;
  /** The same for writes, which are seen through once they have begun. */
  note(backend: Backend): void;
  /** Requests that have left, by backend. */
  made(): ReadonlyMap<string, number>;
}

export function createRequestBudget(backends: readonly Backend[]): RequestBudget {
  const made = new Map<string, number>();
  let allowed: RequestEstimate | null = null;
  let tooPoor: ReadonlySet<Backend> = new Set();
  const madeOf = ({ key }: Backend) => made.get(key) ?? 0;
  const note = (backend: Backend) => void made.set(backend.key, madeOf(backend) + 1);

  /** Null where no bound was set. */
  const rangeOf = ({ key }: Backend): RequestRange | null => allowed && (allowed.get(key) ?? NONE);

  return {
    allow(estimate) {
      allowed = estimate;
      tooPoor = new Set(backends.filter((backend) => isTooPoor(backend, estimate.get(backend.key))));
    },
    spend(backend) {
      const range = rangeOf(backend);
      if (tooPoor.has(backend)) throw exhausted(backend);
      if (range && madeOf(backend) >= range.atMost) throw spent(backend);
      note(backend);
    },
    note,
    made: () => made,
  };
}

const NONE: RequestRange = { atLeast: 0, atMost: 0 };

function spent({ key }: Backend): ProviderError {
  const message = `The query has made all the requests to ${key} that it was allowed.`;
  return new ProviderError('RATE_LIMITED', message, { cause: new NothingLeftError() });
}

/** How many it allows is not for everybody. */
function exhausted({ key }: Backend): ProviderError {
  const message = `${key} allows fewer requests for now than the query needs. It was not asked.`;
  return new ProviderError('RATE_LIMITED', message, { cause: new NothingLeftError() });
}

/** Whether the upstream says that it takes fewer for now than are needed. */
function isTooPoor({ provider }: Backend, { atLeast } = NONE): boolean {
  const remaining = atLeast === 0 ? null : (provider.status().rateLimit?.remaining ?? null);
  return remaining !== null && remaining < atLeast;
}
