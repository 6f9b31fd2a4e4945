import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Aggregate } from '../provider/aggregate.js';
import { createFlights, type Flights } from '../provider/flights.js';
import type { Instant } from '../ticket/instant.js';
import type { ScanEnd } from './scan.js';

/** Statistics as they were at one time. */
export interface KeptAggregate {
  readonly aggregate: Aggregate;
  /** How complete they are: whole, or as far as the budgets of a scan reached. */
  readonly scan: ScanEnd;
  /** Whether the backend evaluated the whole filter, and did not just list tickets. */
  readonly isItsOwn: boolean;
  /** When the backend was asked for them. */
  readonly asOf: Instant;
}

/** The same, just read. */
export interface FlownAggregate extends KeptAggregate {
  /** Since when it serves, where the backend is out of order; else null. */
  readonly staleSince: Instant | null;
}

/** What one backend answered since it was last written to, by question. */
export interface KeptAnswers {
  /** Undefined when nothing is kept, or no longer. */
  get(question: string): KeptAggregate | undefined;
  set(question: string, answer: KeptAggregate): void;
  /** Answers under way, for everybody who asks the same; null where the backend cannot tell. */
  readonly flights: Flights<FlownAggregate | null>;
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

// Of one backend, however long the questions are.
const MOST_ANSWERS = 1000;
const MOST_BYTES = 16_000_000;
/** One answer without its tables takes 1.4 kB; an entry of a table 40 bytes, a pair of categories 190. */
const BYTES_PER_ANSWER = 2000;
const BYTES_PER_ENTRY = 200;

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
  const flights = createFlights<FlownAggregate | null>();
  // To the cache, a life of 0 is one without end.
  if (keepMs === 0) return { get: () => undefined, set: () => {}, flights };
  const cache = new LRUCache<string, KeptAggregate>({
    max: MOST_ANSWERS,
    maxSize: MOST_BYTES,
    sizeCalculation: ({ aggregate }) => BYTES_PER_ANSWER + BYTES_PER_ENTRY * countEntries(aggregate),
    ttl: keepMs,
    ttlResolution: 0,
    perf: { now: clock },
  });
  return {
    get: (question) => cache.get(toDigest(question)),
    // It is as old as it is, whenever it came.
    set: (question, answer) => void cache.set(toDigest(question), answer, { start: Date.parse(answer.asOf) }),
    flights,
  };
}

/** A filter can be as long as its caller likes. */
function toDigest(question: string): string {
  return createHash('sha256').update(question).digest('base64');
}

function countEntries({ days, durations, status, priority, source, categories }: Aggregate): number {
  const tables = [...days.values(), durations.counts, status, priority, source];
  return tables.reduce((entries, { size }) => entries + size, categories.length);
}
