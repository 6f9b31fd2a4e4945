import type { Reply } from '../http/reply.js';
import type { Caller } from './callers.js';
import type { Counters } from './counters.js';
import type { Dialect } from './dialect.js';
import type { SirportlyData } from './model.js';
import type { Parameters } from './parameters.js';

/** What records are written from: the data, and the words of the edition that is spoken. */
export interface Desk {
  readonly data: SirportlyData;
  readonly dialect: Dialect;
}

/** A request that passed every check, as a verb sees it. */
export interface Call extends Desk {
  readonly parameters: Parameters;
  readonly caller: Caller;
  readonly counters: Counters;
  /** Milliseconds since 1970, a whole second. */
  readonly nowMs: number;
}

/** Answers one path. @throws Refusal */
export type Verb = (call: Call) => Reply;
