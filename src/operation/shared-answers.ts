import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import { describeViewer, type Trait } from '../auth/watched-viewer.js';
import type { Viewer } from '../auth/viewer.js';
import type { Holds } from '../provider/provider.js';
import { createSweep } from '../provider/sweep.js';
import { RenderedAnswer } from './rendered-answer.js';

export interface SharedAnswersOptions {
  /** Memory for answers, in bytes of their text, about; above 0. */
  readonly answersKeptBytes: number;
  /** Time for one request, in milliseconds. */
  readonly deadlineMs: number;
}

/** One run of a query, and what came of it. */
export interface Run {
  readonly result: ExecutionResult;
  /** What was looked at of the caller, in a fixed order. */
  readonly traits: readonly Trait[];
  /** Null where the answer is for its caller alone. */
  readonly holds: Holds | null;
  /** Reads that it rests on. */
  readonly reads: number;
}

/**
 * Answers that are given to whoever asks the same as somebody a moment ago, and is like them in all that was looked at
 * of them on the way: their answer would come out the same. A question is a query with its variables, as one text.
 */
export interface SharedAnswers {
  /** Null when there is none, or none that still holds. */
  find(question: string, viewer: Viewer): RenderedAnswer | null;
  /** Waits a while for the answer to somebody who is alike; null when nobody is being answered, or for nothing. */
  join(question: string, viewer: Viewer): Promise<RenderedAnswer | null> | null;
  /** Runs the query, for those as well who join meanwhile, and keeps what came of it where that may be given to others. */
  run(question: string, viewer: Viewer, run: () => Promise<Run>): Promise<ExecutionResult>;
}

interface KeptAnswer {
  /** Null when it held no longer: from now on, who waits for the next one waits for somebody who is alike. */
  readonly answer: RenderedAnswer | null;
  readonly holds: Holds;
  readonly reads: number;
}

/** However long it holds: little of what is kept elsewhere is older than it says by that. */
const LONGEST_MS = 10_000;
const BYTES_BESIDE = 1000;
const BYTES_OF_READ = 200;
const ENDED: KeptAnswer = { answer: null, holds: () => false, reads: 0 };
const MOST_QUESTIONS = 1000;
/** Callers of different kinds are looked at differently. */
const KINDS_OF_CALLERS = 4;
/** Who waits for somebody else's answer in vain has most of the time left, and has not waited for ever. */
const PART_OF_DEADLINE = 0.1;
const LONGEST_WAIT_MS = 1000;

export function createSharedAnswers({ answersKeptBytes, deadlineMs }: SharedAnswersOptions): SharedAnswers {
  const waitMs = Math.min(deadlineMs * PART_OF_DEADLINE, LONGEST_WAIT_MS);
  const kept = new LRUCache<string, KeptAnswer>({
    maxSize: answersKeptBytes,
    sizeCalculation: ({ answer, reads }, place) =>
      (answer?.json.length ?? 0) + place.length + BYTES_BESIDE + reads * BYTES_OF_READ,
    ttl: LONGEST_MS,
  });
  const sweepLater = createSweep(kept);
  /** What was looked at of callers who asked the same, those of the last answer first. */
  const looks = new LRUCache<string, readonly (readonly Trait[])[]>({ max: MOST_QUESTIONS });
  const underWay = new Map<string, Promise<void>>();

  /** Where answers to callers like this one are, or have been: nobody waits for, or is waited for by, others. */
  function placesOf(question: string, viewer: Viewer): readonly string[] {
    const places = (looks.get(question) ?? []).map((traits) => toPlace(question, viewer, traits));
    return places.filter((place) => kept.has(place));
  }

  function find(question: string, viewer: Viewer): RenderedAnswer | null {
    for (const place of placesOf(question, viewer)) {
      const known = kept.get(place);
      if (known?.answer && known.holds()) return known.answer;
      if (known?.answer) kept.set(place, ENDED);
    }
    return null;
  }

  function keep(question: string, viewer: Viewer, run: Run): ExecutionResult {
    const { result, traits, holds, reads } = run;
    if (!(result instanceof RenderedAnswer) || !holds?.()) return result;
    const others = (looks.get(question) ?? []).filter((other) => other.join() !== traits.join());
    looks.set(question, [traits, ...others].slice(0, KINDS_OF_CALLERS));
    kept.set(toPlace(question, viewer, traits), { answer: result, holds, reads });
    sweepLater();
    return result;
  }

  return {
    find,
    join(question, viewer) {
      for (const place of placesOf(question, viewer)) {
        const running = underWay.get(place);
        if (running) return within(waitMs, running).then(() => find(question, viewer));
      }
      return null;
    },
    async run(question, viewer, run) {
      const places = placesOf(question, viewer);
      const answered = run().then((outcome) => keep(question, viewer, outcome));
      // Whether it failed is told to whom it was run for. It holds no answer: what was in a map may be there for long.
      const over = places.length > 0 ? answered.then(NOTHING, NOTHING) : null;
      for (const place of places) if (over) underWay.set(place, over);
      try {
        return await answered;
      } finally {
        for (const place of places) if (underWay.get(place) === over) underWay.delete(place);
      }
    },
  };
}

const NOTHING = () => {};

/** Waits until it is settled, but not longer than that. */
async function within(ms: number, settled: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([settled, late]);
  clearTimeout(timer);
}

function toPlace(question: string, viewer: Viewer, traits: readonly Trait[]): string {
  return `${describeViewer(viewer, traits)}\n${question}`;
}
