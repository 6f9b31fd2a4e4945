import type { Server } from '../servers/server.js';
import type { Work } from '../works/works.js';

/** A server at one value of what grows. */
export interface Step extends Server {
  readonly value: number;
  readonly work: Work;
}

/** One thing that grows while all else stays. */
export interface Growth {
  /** What the values count. */
  readonly unit: string;
  /** What is asked. */
  readonly question: string;
  /** From the lowest value to the highest. */
  readonly steps: readonly Step[];
}
