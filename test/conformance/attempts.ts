import type { Attempt } from '../../src/provider/writes.js';

/** Where a system has a clock, it shows a second later. */
const STARTED_AT = '2026-05-04T09:59:59.000Z';

let lastNumber = 1000;

/** An attempt that can be tried again. */
export interface TestAttempt extends Attempt {
  /** What a later try is given: what this one saved is known. */
  again(): Attempt;
}

/** The first try of an attempt that began when the seed had ended. */
export function makeAttempt(number: number): TestAttempt {
  const id = `01J${String(number).padStart(23, '0')}`;
  let saved: string | null = null;
  const first = {
    id,
    startedAt: STARTED_AT,
    isRepeat: false,
    progress: null,
    saveProgress: async (progress: string) => {
      saved = progress;
    },
  };
  return { ...first, again: () => ({ ...first, isRepeat: true, progress: saved }) };
}

/** Another one every time, for attempts that are to have nothing to do with each other. */
export function nextNumber(): number {
  lastNumber += 1;
  return lastNumber;
}
