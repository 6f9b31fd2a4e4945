import { LRUCache } from 'lru-cache';
import type { Aggregate } from '../provider/aggregate.js';
import { createFlights, type Flights } from '../provider/http/flights.js';
import { toInstant, type Instant } from '../ticket/instant.js';

/** Statistics as they were at one time. */
export interface KeptAggregate {
  readonly aggregate: Aggregate;
  readonly asOf: Instant;
}

/** What one backend answered since it was last written to, by question. */
export interface KeptAnswers {
  /** Undefined when nothing is kept, or no longer. */
  get(question: string): KeptAggregate | undefined;
  set(question: string, aggregate: Aggregate): void;
  /** Answers under way, for everybody who asks the same. */
  readonly flights: Flights<Aggregate>;
}

/**
 * Answers of backends, kept for a short while for whoever asks the same of the same tickets. A question says whose
 * tickets are counted, so nobody is given figures of others.
 */
export interface KeptAggregates {
  /** An answer that was begun before the backend was forgotten reaches nobody who asks afterwards. */
  of(backend: string): KeptAnswers;
  /** After a write. */
  forget(backend: string): void;
}

/** Entries in all tables kept of one backend: some ten megabytes. */
const MOST_ENTRIES = 200_000;

/**
 * @param keepMs how long an answer serves, in milliseconds; 0 keeps none
 * @param clock milliseconds since 1970
 */
export function createKeptAggregates(keepMs: number, clock: () => number): KeptAggregates {
  const backends = new Map<string, KeptAnswers>();
  return {
    of(backend) {
      const answers = backends.get(backend) ?? createAnswers(keepMs, clock);
      backends.set(backend, answers);
      return answers;
    },
    forget: (backend) => void backends.delete(backend),
  };
}

function createAnswers(keepMs: number, clock: () => number): KeptAnswers {
  const flights = createFlights<Aggregate>();
  // To the cache, a life of 0 is one without end.
  if (keepMs === 0) return { get: () => undefined, set: () => {}, flights };
  const cache = new LRUCache<string, KeptAggregate>({
    maxSize: MOST_ENTRIES,
    sizeCalculation: ({ aggregate }) => countEntries(aggregate),
    ttl: keepMs,
    ttlResolution: 0,
    perf: { now: clock },
  });
  return {
    get: (question) => cache.get(question),
    set: (question, aggregate) => void cache.set(question, { aggregate, asOf: toInstant(clock()) }),
    flights,
  };
}

/** One more than there are: an answer without any takes room too. */
function countEntries({ days, durations, status, priority, source, categories }: Aggregate): number {
  const tables = [...days.values(), durations.counts, status, priority, source];
  return tables.reduce((entries, { size }) => entries + size, 1 + categories.length);
}
