import { createRandom, type Random } from '../http/random.js';
import { createAccounts } from './account-seeds.js';
import type { MoovAccount, MoovData, MoovPerson } from './model.js';
import { madeUpPeople } from './people.js';
import { createTicketSeeder } from './ticket-seeds.js';

const defaultNowMs = Date.parse('2026-07-01T00:00:00Z');
const spanSeconds = 180 * 24 * 3600;

/** What to make up. The same options always give the same data. */
export interface MoovDataOptions {
  readonly tickets: number;
  readonly seed: number;
  /** End of the 180 days the tickets are spread over; 1 July 2026 by default. Milliseconds since 1970, or a Date. */
  readonly now?: Date | number;
  /** A platform and three accounts connected to it by default. */
  readonly accounts?: readonly MoovAccount[];
  /** People to use as contacts instead of made-up ones, so that they can exist in another system too. */
  readonly people?: readonly MoovPerson[];
}

/**
 * Makes up tickets, in order of creation, and accounts.
 * @throws RangeError when there are to be tickets but no people, or no accounts
 */
export function createMoovData(options: MoovDataOptions): MoovData {
  const latestMs = Number(options.now ?? defaultNowMs);
  const random = createRandom(options.seed);
  const accounts = options.accounts ?? createAccounts(random);
  const people = options.people ?? madeUpPeople;
  const seedTicket = createTicketSeeder(random, { accounts, people, latestMs });
  return { accounts, tickets: createTimes(random, options.tickets, latestMs).map(seedTicket) };
}

/** Earliest first. Of every sixteen, one is the same as the one before. */
function createTimes(random: Random, count: number, latestMs: number): readonly number[] {
  const latestSeconds = Math.floor(latestMs / 1000);
  const drawn = Array.from({ length: count }, () => latestSeconds - random.integer(0, spanSeconds));
  const sorted = drawn.toSorted((left, right) => left - right);
  return sorted.map((seconds, index) => (index % 16 === 7 ? (sorted[index - 1] ?? seconds) : seconds) * 1000);
}
