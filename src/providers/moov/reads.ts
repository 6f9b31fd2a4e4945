import { readSlots } from '../../provider/http/read-slots.js';
import { ProviderError } from '../../provider/provider-error.js';
import type { Provider, TicketRow } from '../../provider/provider.js';
import { isFound } from '../../provider/slots.js';
import { createAsk } from './asking.js';
import { isTicketId } from './ids.js';
import { readPage, type ListSource } from './list.js';
import { toTicket, type Found, type TicketContext } from './mapping.js';
import { onceFor } from '../../provider/once-for.js';

/** Each is one request, and a page of them is one wait. More would only stand in line for a connection. */
const MOST_CONCURRENT_CONVERSATIONS = 50;

type Reads = Required<Pick<Provider, 'listTickets' | 'getTickets' | 'listMessages'>>;

interface ReadSource extends ListSource {
  /** What Moov takes of each account (7). */
  readonly requestsPerSecond: number;
}

/** The reading half of the port. */
export function createReads(source: ReadSource, context: TicketContext): Reads {
  const { client, finder } = source;
  const toRowOnce = onceFor((json: Found['json'], account: Found['account']): TicketRow => ({
    ticket: toTicket({ account, json }, context),
  }));
  // What is beyond the quota waits, a second at most while nobody else asks: who has to wait for long is refused.
  const concurrentConversations = Math.min(MOST_CONCURRENT_CONVERSATIONS, source.requestsPerSecond);
  const toRow = ({ account, json }: Found) => toRowOnce(json, account);
  return {
    async listTickets(request, call) {
      const { tickets, leftOut, next } = await readPage(request, source, call);
      return { rows: tickets.map(toRow), next, leftOut };
    },

    async getTickets(ids, _expand, call) {
      const slots = await finder.findAll(ids, call);
      return slots.map((slot) => (isFound(slot) ? toRow(slot) : slot));
    },

    listMessages(ticketIds, call) {
      const ask = createAsk();
      return readSlots(ticketIds, concurrentConversations, async (id) => {
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
