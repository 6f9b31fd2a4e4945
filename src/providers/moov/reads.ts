import { readSlots } from '../../provider/http/read-slots.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { Provider, TicketRow } from '../../provider/provider.js';
import { createAsk } from './asking.js';
import { isTicketId } from './ids.js';
import { readPage, type ListSource } from './list.js';
import { toTicket, type Found, type TicketContext } from './mapping.js';
import { onceFor } from '../../provider/once-for.js';

/**
 * Each is one request, and a page of them is one wait. Moov takes forty a second of an account, ten in test mode (7),
 * which the quota sees to, as the line for a connection does to how many go out; more would only stand in that.
 */
const CONCURRENT_CONVERSATIONS = 50;

type Reads = Required<Pick<Provider, 'listTickets' | 'getTickets' | 'listMessages'>>;

/** The reading half of the port. */
export function createReads(source: ListSource, context: TicketContext): Reads {
  const { client, finder } = source;
  const toRowOnce = onceFor((json: Found['json'], account: Found['account']): TicketRow => ({
    ticket: toTicket({ account, json }, context),
  }));
  const toRow = ({ account, json }: Found) => toRowOnce(json, account);
  return {
    async listTickets(request, call) {
      const { tickets, next } = await readPage(request, source, call);
      return { rows: tickets.map(toRow), next };
    },

    async getTickets(ids, _expand, call) {
      const slots = await finder.findAll(ids, call);
      return slots.map((slot) => (slot === null || slot instanceof ProviderError ? slot : toRow(slot)));
    },

    listMessages(ticketIds, call) {
      const ask = createAsk();
      return readSlots(ticketIds, CONCURRENT_CONVERSATIONS, async (id) => {
        if (!isTicketId(id)) return null;
        // Messages of no ticket may be an empty list (6), so it is made sure first that there is one.
        const known = finder.recall(id) ?? (await finder.locate(id, ask, call));
        if (known === null || known instanceof ProviderError) return known;
        const { account, contact } = known;
        return ask(account, () => client.listMessages(account.id, id, contact, call));
      });
    },
  };
}
