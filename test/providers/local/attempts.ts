import type { Attempt } from '../../../src/provider/writes.js';
import { toInstant } from '../../../src/ticket/instant.js';
import { NOW_MS } from '../../store/stores.js';

/** A first try; the local provider has no progress to save. */
export function makeAttempt(id: string): Attempt {
  return {
    id,
    startedAt: toInstant(NOW_MS),
    isRepeat: false,
    progress: null,
    saveProgress: () => Promise.reject(new Error('There is no progress to save.')),
  };
}
