import { createRandom, type Random } from '../http/random.js';
import { createContacts, createPeople, type SirportlyPerson } from './contact-seeds.js';
import { deskSeeds } from './desk-seeds.js';
import type { SirportlyContact, SirportlyData } from './model.js';
import { createTicketDeck, type Writer } from './ticket-deck.js';
import { createTicketSeeder } from './ticket-seeds.js';
import { toWholeSecond } from './times.js';

const defaultNowMs = Date.parse('2026-07-01T00:00:00Z');
const spreadMs = 180 * 24 * 3_600_000;

/** What to make up. The same options always give the same data. */
export interface SirportlyDataOptions {
  readonly tickets: number;
  readonly seed: number;
  /** End of the 180 days the tickets are spread over; 1 July 2026 by default. Milliseconds since 1970, or a Date. */
  readonly now?: Date | number;
  /** 12 by default; no meaning when `people` is given. */
  readonly contacts?: number;
  /** People to make contacts of instead of made-up ones, so that they can exist in another system too. */
  readonly people?: readonly SirportlyPerson[];
  /** Whether every fifth ticket leaves out `updated_at`; not by default. */
  readonly omitsUpdatedAt?: boolean;
}

/**
 * Makes up tickets and contacts, in an account that always has the same statuses, departments and staff.
 * @throws RangeError when there are to be tickets and no contacts
 */
export function createSirportlyData(options: SirportlyDataOptions): SirportlyData {
  const latestMs = toWholeSecond(Number(options.now ?? defaultNowMs));
  const random = createRandom(options.seed);
  const people = options.people ?? createPeople(options.contacts ?? 12);
  const contacts = createContacts(random, people, latestMs);

  const { omitsUpdatedAt = false } = options;
  const deck = createTicketDeck(toWriters(contacts, people), { random, latestMs, omitsUpdatedAt });
  const tickets = createTimes(random, options.tickets, latestMs).map(createTicketSeeder(deck));
  return { ...deskSeeds, contacts, tickets };
}

/** Earliest first. */
function createTimes(random: Random, count: number, latestMs: number): readonly number[] {
  const times = Array.from({ length: count }, () => toWholeSecond(latestMs - random.integer(0, spreadMs)));
  return times.toSorted((left, right) => left - right);
}

/** A company without a reference of its own gets one by its place among the companies. */
function toWriters(contacts: readonly SirportlyContact[], people: readonly SirportlyPerson[]): readonly Writer[] {
  const companies = [...new Set(people.map(({ company }) => company))].filter((company) => company !== null);
  return contacts.map((contact, index) => {
    const { company = null, companyReference } = people[index] ?? {};
    const ownReference = company === null ? null : `CO-${101 + companies.indexOf(company)}`;
    return { contact, companyReference: companyReference === undefined ? ownReference : companyReference };
  });
}
