import type { BackendHealth } from '../provider.js';

const FAILURES_UNTIL_DOWN = 3;

/** What the last calls told about an upstream. */
export interface Health {
  succeeded(): void;
  failed(): void;
  /** HEALTHY before the first call and after a success, DEGRADED after a failure, DOWN after three in a row. */
  current(): BackendHealth;
}

export function createHealth(): Health {
  let failuresInARow = 0;
  return {
    succeeded() {
      failuresInARow = 0;
    },
    failed() {
      failuresInARow += 1;
    },
    current() {
      if (failuresInARow === 0) return 'HEALTHY';
      return failuresInARow < FAILURES_UNTIL_DOWN ? 'DEGRADED' : 'DOWN';
    },
  };
}
