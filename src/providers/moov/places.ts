import { LRUCache } from 'lru-cache';
import type { Account } from './accounts.js';
import type { Found } from './mapping.js';
import type { Contact } from './ticket-json.js';

/** What never changes about a ticket, and what its id does not tell. */
export interface KnownTicket {
  readonly account: Account;
  readonly contact: Contact;
}

/** Which accounts tickets were seen in: Moov reads a ticket only where it is told to look. */
export interface Places {
  get(ticketId: string): KnownTicket | null;
  note(found: Found): void;
}

const MAX_PLACES = 100_000;

/** Holds so many tickets; those noted longest ago go first. */
export function createPlaces(maxPlaces = MAX_PLACES): Places {
  const places = new LRUCache<string, KnownTicket>({ max: maxPlaces });
  return {
    get: (ticketId) => places.peek(ticketId) ?? null,
    note({ account, json }) {
      const known = places.get(json.ticketID);
      // What stays is not made anew: it has grown old with the garbage collector.
      if (known && known.account === account && isSame(known.contact, json.contact)) return;
      places.set(json.ticketID, { account, contact: json.contact });
    },
  };
}

function isSame(one: Contact, other: Contact): boolean {
  return one?.email === other?.email && one?.name === other?.name;
}
