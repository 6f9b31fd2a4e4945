import { compareById } from './identifiers.js';
import type { EvEnergyData, EvEnergyPeople } from './model.js';
import { checkPeople, createPeople } from './people.js';
import { createRandom, type Random } from '../http/random.js';
import { createTicketSeeder } from './ticket-seeds.js';
import { createTicketTimes } from './ticket-times.js';

const defaultNowMs = Date.parse('2026-07-01T00:00:00Z');

/** What to make up. The same options always give the same data. */
export interface EvEnergyDataOptions {
  readonly tickets: number;
  readonly seed: number;
  /** End of the 180 days the tickets are spread over; 1 July 2026 by default. Milliseconds since 1970, or a Date. */
  readonly now?: Date | number;
  /** 12 by default; no meaning when `people` is given. */
  readonly users?: number;
  /** 3 by default; no meaning when `people` is given. */
  readonly organizations?: number;
  /** People to use instead of made-up ones, so that they can exist in another system too. */
  readonly people?: EvEnergyPeople;
}

/**
 * Makes up tickets, users and organisations.
 * @throws RangeError when a user id in `people` does not have the form the API uses
 */
export function createEvEnergyData(options: EvEnergyDataOptions): EvEnergyData {
  const latestMs = Number(options.now ?? defaultNowMs);
  const random = createRandom(options.seed);
  const people = choosePeople(random, options, latestMs);

  const seedTicket = createTicketSeeder(random, people.users, latestMs);
  const tickets = createTicketTimes(random, options.tickets, latestMs).map(seedTicket);
  return { ...people, tickets: tickets.toSorted(compareById) };
}

function choosePeople(
  random: Random,
  { people, users = 12, organizations = 3 }: EvEnergyDataOptions,
  latestMs: number,
): EvEnergyPeople {
  return people ? checkPeople(people) : createPeople(random, { users, organizations, latestMs });
}
