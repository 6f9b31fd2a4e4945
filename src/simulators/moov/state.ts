import type { Random } from '../http/random.js';
import type { MoovChoices } from './choices.js';
import type { MoovCredentials } from './credentials.js';
import type { MoovData } from './model.js';
import type { RateLimit } from './rate-limit.js';
import type { Tokens } from './tokens.js';

/** What the simulator answers from. */
export interface MoovState {
  readonly data: MoovData;
  readonly choices: MoovChoices;
  readonly credentials: MoovCredentials;
  readonly tokens: Tokens;
  readonly rateLimit: RateLimit;
  readonly random: Random;
  /** The time in milliseconds since 1970. */
  readonly clock: () => number;
}
