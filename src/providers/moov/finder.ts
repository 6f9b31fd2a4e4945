import { ProviderError } from '../../provider/provider-error.js';
import { readSlots } from '../../provider/http/read-slots.js';
import type { Call, Slots } from '../../provider/provider.js';
import { isFound } from '../../provider/slots.js';
import type { Account } from './accounts.js';
import { createAsk, type Ask } from './asking.js';
import type { MoovClient } from './client.js';
import { isTicketId } from './ids.js';
import type { Found } from './mapping.js';
import { createPlaces, type KnownTicket } from './places.js';
import type { TicketJson } from './ticket-json.js';

/** Each may be looked for in several accounts. */
const CONCURRENT_READS = 5;
const CONCURRENT_ACCOUNTS = 3;

/** Finds tickets by id alone: an id does not tell its account, but a ticket that was seen is remembered with it. */
export interface Finder {
  /** A ticket that came from an account, remembered from now on. */
  note(account: Account, json: TicketJson): Found;
  findAll(ids: readonly string[], call: Call): Promise<Slots<Found>>;
  /** @throws ProviderError when that cannot be told */
  find(id: string, call: Call): Promise<Found | null>;
  /** Where a ticket was seen; null when it is not remembered. No request is made. */
  recall(id: string): KnownTicket | null;
  /** Where a ticket is that is not remembered. */
  locate(id: string, ask: Ask, call: Call): Promise<KnownTicket | null | ProviderError>;
  /** The one account that a ticket can be in; null when there are several. No request is made. */
  accountOf(id: string): Account | null;
}

export function createFinder(client: MoovClient, accounts: readonly Account[], places = createPlaces()): Finder {
  function note(account: Account, json: TicketJson): Found {
    const found = { account, json };
    places.note(found);
    return found;
  }

  function read(account: Account, id: string, call: Call): Promise<Found | null> {
    return client.getTicket(account.id, id, call).then((json) => json && note(account, json));
  }

  function findIn(id: string, ask: Ask, call: Call): Promise<Found | null | ProviderError> {
    const { mayOwn = () => true } = call;
    const readIn = (account: Account) => ask(account, () => read(account, id, call));
    const known = places.get(id);
    if (known && mayOwn(known.account.owner)) return readIn(known.account);
    // A hidden ticket, remembered or not, must be looked for as one that is not there: not in its own account, which may
    // fail, but in all others, which may fail too.
    const allowed = accounts.filter(({ owner }) => mayOwn(owner));
    return findFirst(allowed, readIn);
  }

  async function findAll(ids: readonly string[], call: Call): Promise<Slots<Found>> {
    const ask = createAsk();
    return readSlots(ids, CONCURRENT_READS, async (id) => (isTicketId(id) ? findIn(id, ask, call) : null));
  }

  return {
    note,
    recall: (id) => places.get(id),
    findAll,
    async find(id, call) {
      const [slot = null] = await findAll([id], call);
      if (slot instanceof ProviderError) throw slot;
      return slot;
    },
    async locate(id, ask, call) {
      const slot = await findIn(id, ask, call);
      return isFound(slot) ? { account: slot.account, contact: slot.json.contact } : slot;
    },
    accountOf(id) {
      const [only = null, ...others] = accounts;
      return places.get(id)?.account ?? (others.length === 0 ? only : null);
    },
  };
}

/** Asks accounts, a few at a time, until one has it. An error counts only when none has: then nobody can tell. */
async function findFirst(
  accounts: readonly Account[],
  read: (account: Account) => Promise<Found | null | ProviderError>,
): Promise<Found | null | ProviderError> {
  const [only, ...others] = accounts;
  if (only && others.length === 0) return read(only);
  const found: Found[] = [];
  const failures: ProviderError[] = [];
  const queue = accounts.values();

  // The workers share one iterator, so each account is taken once.
  async function work(): Promise<void> {
    for (const account of queue) {
      const slot = await read(account);
      if (slot instanceof ProviderError) failures.push(slot);
      else if (slot) found.push(slot);
      if (found.length > 0) return;
    }
  }

  await Promise.all(Array.from({ length: Math.min(CONCURRENT_ACCOUNTS, accounts.length) }, work));
  return found[0] ?? failures[0] ?? null;
}
